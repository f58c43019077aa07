"""Where fetching never leads: into our own network, whatever an address calls it, and whenever."""

import ipaddress
import socket
import threading

import pytest

from tests.web_server import WebServer, allowed_web_server
from timeline.links.destinations import is_public, may_connect
from timeline.links.fetch import Fetcher, FetchError

REFUSED = [
    "http://127.0.0.1/",
    "http://127.0.0.1:443/",
    "https://127.8.9.10/",
    "http://localhost/",
    "http://LOCALHOST/",
    # Loopback as the system's resolver reads it: decimal, hexadecimal, octal, short, and digits in circles.
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    # The rest of IPv4 that is nobody's machine on the internet.
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://10.0.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://192.0.0.8/",
    "http://192.0.2.1/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    # IPv6: the same, and IPv4 in its clothes (mapped, compatible, NAT64, 6to4, Teredo).
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::1]/",
    "http://[2001:20::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[5f00::1]/",
    "http://[100::1]/",
]


@pytest.fixture
def fetcher():
    with Fetcher() as fetcher:
        yield fetcher


@pytest.fixture
def connections(monkeypatch):
    """Every address that somebody tries to connect to."""
    tried = []
    connect = socket.socket.connect

    def noted(self, address):
        tried.append(address)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return tried


def names(monkeypatch, **answers):
    """Let the system's resolver answer so: for each name a list of answers, the last of which stays."""
    ask = socket.getaddrinfo

    def answer(host, port, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name.replace(".", "_") not in answers:
            return ask(host, port, *args, **kwargs)
        left = answers[name.replace(".", "_")]
        found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, Exception):
            raise found
        return [entry for address in found for entry in ask(address, port, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.mark.parametrize("address", REFUSED)
def test_address_in_our_own_network_is_refused(fetcher, connections, address):
    with pytest.raises(FetchError, match=r"private network|is broken") as refused:
        fetcher.fetch(address)
    assert refused.value.kind in ("private", "address")
    assert connections == []


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.81", "2a00:1450:4009:81f::200e", "2606:4700::6810:84e5"])
def test_public_address_may_be_asked_at_the_ports_of_the_web_only(address):
    assert is_public(ipaddress.ip_address(address))
    assert may_connect(ipaddress.ip_address(address), 443)
    assert not may_connect(ipaddress.ip_address(address), 22)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("ftp://example.org/", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://example.org/", "address"),
        ("https://jane:secret@example.org/", "address"),
        ("https://@example.org/", "address"),
        ("https://[::1/", "address"),
        ("https://example.org:port/", "address"),
        ("nonsense", "address"),
        ("", "address"),
        ("http://example.org:22/", "port"),
        ("http://example.org:8080/", "port"),
    ],
)
def test_what_is_no_page_of_the_web_is_refused(fetcher, connections, address, kind):
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(address)
    assert refused.value.kind == kind
    assert connections == []


def test_name_with_one_private_address_among_public_ones_is_refused(fetcher, connections, monkeypatch):
    names(monkeypatch, paper_example=[["8.8.8.8", "10.0.0.1"]])
    with pytest.raises(FetchError, match="private network"):
        fetcher.fetch("https://paper.example/")
    assert connections == []


def test_name_that_means_another_machine_a_moment_later_is_asked_for_once(fetcher, connections, monkeypatch):
    """The connection goes to the address that was checked (here a port where nothing listens, by a resolver
    that would say 127.0.0.1 the second time)."""
    names(monkeypatch, paper_example=[["8.8.8.8"], ["127.0.0.1"]])
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: connections.append(address) or refuse())

    def refuse():
        raise ConnectionRefusedError

    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.fetch("http://paper.example/")
    assert connections == [("8.8.8.8", 80)]


def test_every_address_of_a_host_is_tried(fetcher, monkeypatch):
    tried = []
    names(monkeypatch, paper_example=[["8.8.8.8", "8.8.4.4"]])

    def refuse(self, address):
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.fetch("http://paper.example/")
    assert tried == [("8.8.8.8", 80), ("8.8.4.4", 80)]


def test_connection_looks_at_its_address_again(fetcher, monkeypatch):
    """Should the first look ever let something through."""
    monkeypatch.setattr("timeline.links.fetch.addresses_of", lambda *args: [ipaddress.ip_address("127.0.0.1")])
    with pytest.raises(FetchError, match="private network"):
        fetcher.fetch("http://paper.example/")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "dns"),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), "offline"),
        (UnicodeError("label too long"), "dns"),
    ],
)
def test_name_that_nobody_knows_is_said_so(fetcher, monkeypatch, error, kind):
    names(monkeypatch, paper_example=[error])
    with pytest.raises(FetchError) as failed:
        fetcher.fetch("https://paper.example/")
    assert failed.value.kind == kind


def test_slow_resolver_is_not_waited_for(fetcher, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: over.wait(5))
    with pytest.raises(FetchError, match="in time"):
        fetcher.fetch("https://paper.example/", deadline=0.1)
    over.set()


# What the tests themselves may reach


def test_without_the_allowance_a_server_on_the_loopback_is_not_asked(fetcher):
    with WebServer() as web, pytest.raises(FetchError) as refused:
        fetcher.fetch(web.url("/"))
    assert refused.value.kind == "port"
    assert web.asked == []


def test_allowance_is_for_one_port_of_one_address(settings, fetcher):
    with allowed_web_server(settings) as web, WebServer() as other:
        web.page("/", "here")
        assert fetcher.fetch(web.url("/")).body == b"here"
        with pytest.raises(FetchError):
            fetcher.fetch(other.url("/"))
        with pytest.raises(FetchError, match="private network"):
            fetcher.fetch(web.url("/", host="127.0.0.2"))
        assert other.asked == []


@pytest.mark.parametrize("entry", ["10.0.0.0/8", "10.0.0.1:80", "169.254.0.0/16"])
def test_allowance_never_reaches_beyond_the_loopback(settings, entry):
    settings.LINKS_ALLOWED_FOR_TESTS = [entry]
    assert not may_connect(ipaddress.ip_address("10.0.0.1"), 80)


def test_name_is_sent_to_the_address_that_was_checked(settings, fetcher, monkeypatch):
    with allowed_web_server(settings) as web:
        names(monkeypatch, paper_example=[["127.0.0.1"]])
        web.page("/a", "here")
        answer = fetcher.fetch(web.url("/a", host="paper.example"))
        assert answer.url == f"http://paper.example:{web.port}/a"
        assert web.last_asked("/a").host == f"paper.example:{web.port}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["http://169.254.169.254/", "http://[::1]/", "//127.0.0.1/", "http://2130706433/"])
def test_redirect_into_our_own_network_is_not_followed(settings, fetcher, status, target):
    with allowed_web_server(settings) as web:
        web.redirect("/a", target, status)
        with pytest.raises(FetchError, match="private network"):
            fetcher.fetch(web.url("/a"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "http://a:b@example.org/"])
def test_redirect_to_what_is_no_page_is_not_followed(settings, fetcher, target):
    with allowed_web_server(settings) as web:
        web.redirect("/a", target)
        with pytest.raises(FetchError) as refused:
            fetcher.fetch(web.url("/a"))
        assert refused.value.kind == "address"
