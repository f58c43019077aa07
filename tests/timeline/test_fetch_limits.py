"""What a bad server can do to us when it is fetched from: nothing for long, and nothing large."""

import gzip
import random
import shutil
import ssl
import subprocess
import time
import tracemalloc
import zlib

import pytest

from tests.web_server import (
    allowed_web_server,
    drips,
    endless_body,
    endless_redirects,
    gzip_bomb,
    raw,
    resets,
)
from timeline.links.bodies import unpacked
from timeline.links.fetch import Fetcher, FetchError
from timeline.links.limits import Allowance

MEGABYTE = 2**20
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as web:
        yield web


@pytest.fixture
def fetcher():
    with Fetcher() as fetcher:
        yield fetcher


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (drips(), "timeout"),
        (drips(headers=True), "timeout"),
        (lambda handler: time.sleep(1), "timeout"),
        (resets(), "broken"),
        (resets(ANSWER + b"Content-Length: 100\r\n\r\nhalf"), "broken"),
        (raw(ANSWER + b"Content-Length: 100\r\n\r\nhalf"), "broken"),
        (raw(ANSWER + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "broken"),
        (raw(b""), "broken"),
        (raw(b"no such protocol\r\n\r\n"), "broken"),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"), "broken"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n"), "broken"),
        (raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 50_000), "broken"),
        (endless_redirects(), "redirects"),
        (endless_body(300 * MEGABYTE), "too-big"),
        (endless_body(300 * MEGABYTE, say_length=False), "too-big"),
        (gzip_bomb(), "too-big"),
    ],
    ids=[f"bad-{number}" for number in range(1, 17)],
)
def test_bad_answer_is_given_up_soon(web, fetcher, answer, kind):
    web.answers("/x*", answer)
    begun = time.monotonic()
    with pytest.raises(FetchError) as failed:
        fetcher.fetch(web.url("/x"), deadline=0.5 if kind == "timeout" else 5)
    assert failed.value.kind == kind
    assert failed.value.reason.endswith(".")
    # Sooner than the time that a fetch has.
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    "answer", [gzip_bomb(), endless_body(300 * MEGABYTE, say_length=False)], ids=["gzip-bomb", "large"]
)
def test_memory_does_not_grow_with_what_a_server_sends(web, fetcher, answer):
    web.answers("/x", answer)
    tracemalloc.start()
    try:
        with pytest.raises(FetchError):
            fetcher.fetch(web.url("/x"), max_bytes=MEGABYTE)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEGABYTE


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
@pytest.mark.parametrize("packed", [False, True])
def test_limit_holds_to_the_byte(web, fetcher, size, fits, packed):
    body, headers = b"x" * size, {}
    if packed:
        body, headers = gzipped(body), {"Content-Encoding": "gzip"}
    web.page("/x", body, headers=headers)
    if fits:
        assert fetcher.fetch(web.url("/x"), max_bytes=1000).body == b"x" * size
        return
    with pytest.raises(FetchError, match="larger than 1000 bytes"):
        fetcher.fetch(web.url("/x"), max_bytes=1000)


def gzipped(content: bytes) -> bytes:
    # Without the time: every process that collects these tests must find the same.
    return gzip.compress(content, mtime=0)


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "sent", "body"),
    [
        pytest.param("", b"words", b"words", id="plain"),
        pytest.param("gzip", gzipped(b"words"), b"words", id="gzip"),
        pytest.param("x-gzip", gzipped(b"two ") + gzipped(b"words"), b"two words", id="two-members"),
        pytest.param("gzip", gzipped(b"") * 99 + gzipped(b"words"), b"words", id="hundred-members"),
        pytest.param("gzip", gzipped(b"words") + b"and more", b"words", id="gzip-and-more"),
        pytest.param("deflate", zlib.compress(b"words"), b"words", id="zlib"),
        pytest.param("deflate", deflated(b"words"), b"words", id="deflate"),
        pytest.param("deflate", zlib.compress(b"words") * 2, b"words", id="zlib-ends-with-its-stream"),
        pytest.param("deflate", deflated(b"words") * 2, b"words", id="deflate-ends-with-its-stream"),
        pytest.param("gzip", gzipped(b"words" * 9)[:-4], b"words" * 9, id="cut-off"),
        pytest.param("gzip", gzipped(b"words" * 90_000), b"words" * 90_000, id="many-pieces-out"),
        pytest.param("deflate", deflated(b"a" * 65_540), b"a" * 65_540, id="end-held-back"),
        pytest.param("gzip", b"not packed", b"", id="not-packed"),
        pytest.param("br", b"unasked for", b"unasked for", id="other-packing"),
    ],
)
def test_body_is_kept_as_sent_and_unpacked_beside(web, fetcher, encoding, sent, body):
    web.page("/x", sent, headers={"Content-Encoding": encoding} if encoding else {})
    answer = fetcher.fetch(web.url("/x"))
    assert (answer.raw, answer.body) == (sent, body)


def test_long_body_is_unpacked_whole():
    content = random.Random(4).randbytes(300_000)
    assert unpacked(gzipped(content) * 2, "gzip", Allowance(5, MEGABYTE)) == content * 2


def test_empty_members_without_end_cost_nothing():
    begun = time.thread_time()
    with pytest.raises(FetchError, match="too many pieces") as failed:
        unpacked(gzipped(b"") * 200_000, "gzip", Allowance(30, 20 * MEGABYTE))
    assert failed.value.kind == "broken"
    assert time.thread_time() - begun < 0.5


def test_unpacking_ends_with_the_time_of_the_fetch():
    with pytest.raises(FetchError, match="in time"):
        unpacked(gzipped(b"words"), "gzip", Allowance(0, MEGABYTE))


def test_body_in_chunks_is_put_together(web, fetcher):
    web.answers("/x", raw(ANSWER + b"Transfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n6\r\n added\r\n0\r\n\r\n"))
    assert fetcher.fetch(web.url("/x")).raw == b"words added"


def test_answer_says_all_that_a_record_of_it_needs(web, fetcher):
    web.page("/b", "<p>x</p>", content_type='Text/HTML; Charset="ISO-8859-1"', headers={"X-One": "1"})
    web.redirect("/a", "/b", 301)
    answer = fetcher.fetch(web.url("/a"), headers={"If-None-Match": '"1"'})
    assert (answer.requested_url, answer.url) == (web.url("/a"), web.url("/b"))
    assert answer.redirects == [(301, web.url("/a"))]
    assert (answer.status, answer.reason, answer.http_version) == (200, "OK", "1.1")
    assert (answer.content_type, answer.charset) == ("text/html", "iso-8859-1")
    assert ("X-One", "1") in answer.headers
    assert ("If-None-Match", '"1"') in answer.request_headers
    assert answer.fetched_at.utcoffset().total_seconds() == 0
    assert not answer.left_https


@pytest.mark.parametrize("status", [304, 400, 401, 403, 404, 410, 429, 451, 500, 503])
def test_refusal_is_an_answer(web, fetcher, status):
    web.page("/x", "no" if status != 304 else "", status=status)
    assert fetcher.fetch(web.url("/x")).status == status


def test_header_that_is_not_ascii_breaks_nothing(web, fetcher):
    web.answers("/x", raw("HTTP/1.1 302 Où\r\nX-Title: Ü日\r\nLocation: /日\r\nContent-Length: 0\r\n\r\n".encode()))
    web.page("/%E6%97%A5", "here")
    assert fetcher.fetch(web.url("/x")).body == b"here"


def test_circle_is_noticed(web, fetcher):
    web.redirect("/a", "/b")
    web.redirect("/b", "/a")
    with pytest.raises(FetchError, match="in a circle"):
        fetcher.fetch(web.url("/a"))
    assert len(web.asked) == 2


def test_five_redirects_are_followed_and_no_sixth(web, fetcher):
    for step in range(6):
        web.redirect(f"/{step}", f"/{step + 1}")
    web.page("/6", "here")
    assert fetcher.fetch(web.url("/1")).body == b"here"
    with pytest.raises(FetchError, match="on and on"):
        fetcher.fetch(web.url("/0"))


def test_head_asks_for_no_body(web, fetcher):
    web.page("/x", "words")
    answer = fetcher.fetch(web.url("/x"), method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert web.methods_asked("/x") == ["HEAD"]


# Who we are


def test_request_says_who_asks(web, fetcher, settings):
    web.page("/x")
    fetcher.fetch(web.url("/x"))
    asked = web.last_asked("/x").headers
    assert asked["user-agent"] == settings.LINKS_USER_AGENT
    assert settings.WAGTAILADMIN_BASE_URL in asked["user-agent"]
    assert asked["accept-encoding"] == "gzip, deflate"


def test_no_cookie_is_kept(web, fetcher):
    web.page("/a", headers={"Set-Cookie": "a=1", "Location": "/b"}, status=302)
    web.page("/b")
    fetcher.fetch(web.url("/a"))
    fetcher.fetch(web.url("/b"))
    assert [one for one in web.asked if "cookie" in one.headers] == []


def test_proxies_and_passwords_of_the_environment_are_for_others(web, fetcher, monkeypatch, tmp_path):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login jane password secret")
    monkeypatch.setenv("NETRC", str(netrc))
    web.page("/x", "here")
    assert fetcher.fetch(web.url("/x")).body == b"here"
    assert "authorization" not in web.last_asked("/x").headers


# Secure connections


def test_host_that_speaks_no_tls_is_said_so(web, fetcher):
    with pytest.raises(FetchError, match="no secure connection") as failed:
        fetcher.fetch(web.url("/x").replace("http:", "https:"))
    assert failed.value.kind == "tls"


@pytest.fixture
def tls(tmp_path):
    """A server's side of TLS with a certificate that only it vouches for."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    pem = tmp_path / "both.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=paper.example", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*made, *name, "-keyout", pem, "-out", tmp_path / "cert.pem"], check=True, capture_output=True)
    pem.write_text(pem.read_text() + (tmp_path / "cert.pem").read_text())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_certificate_that_nobody_vouches_for_is_not_taken(settings, fetcher, tls):
    with allowed_web_server(settings, tls=tls) as web:
        with pytest.raises(FetchError, match="certificate") as failed:
            fetcher.fetch(web.url("/x"))
        assert failed.value.kind == "certificate"
        assert web.asked == []


def test_limits_hold_on_a_secure_connection(settings, tls, tmp_path, monkeypatch):
    with allowed_web_server(settings, tls=tls) as web, Fetcher() as fetcher:
        monkeypatch.setattr(fetcher._session, "verify", str(tmp_path / "cert.pem"))
        web.page("/x", "here")
        web.answers("/slow", drips())
        web.answers("/large", endless_body(300 * MEGABYTE, say_length=False))
        assert fetcher.fetch(web.url("/x")).body == b"here"
        with pytest.raises(FetchError, match="in time"):
            fetcher.fetch(web.url("/slow"), deadline=0.5)
        with pytest.raises(FetchError, match="larger"):
            fetcher.fetch(web.url("/large"))
