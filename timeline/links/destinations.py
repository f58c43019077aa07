"""Which machines we connect to: public ones, at the ports of the web, and no others."""

import ipaddress
import socket
import threading

from django.conf import settings

from timeline.links.limits import LOOKUP_TIMEOUT, Allowance, FetchError, too_slow

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
#: IANA's registries of special purposes. Python's own properties differ from one release to the next, and
#: 3.11 counts multicast and several ways to write an IPv4 address in IPv6 among the public ones.
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
#: All global unicast addresses that were ever given out. Mapped and compatible IPv4, NAT64, unique local,
#: link-local, site-local and multicast addresses lie outside.
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
#: Inside it: Teredo, ORCHID and other protocols, examples, and 6to4, which holds any IPv4 address.
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


def is_public(address: Address) -> bool:
    """Whether an address belongs to one machine of the public internet."""
    if address.version == 4:
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address in _GLOBAL_6 and not any(address in network for network in _NOT_PUBLIC_6)


def is_allowed_for_tests(address: Address, port: int) -> bool:
    """Whether the tests let us through to a server of theirs, which listens on the loopback."""
    if not address.is_loopback:
        return False
    written = f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"
    return any(entry == written or _is_in(address, entry) for entry in settings.LINKS_ALLOWED_FOR_TESTS)


def may_connect(address: Address, port: int) -> bool:
    """Whether we connect to this address and port."""
    return (port in PORTS.values() and is_public(address)) or is_allowed_for_tests(address, port)


def addresses_of(host: str, port: int, allowance: Allowance) -> list[Address]:
    """All addresses of a host, in the order in which to try them.

    ``FetchError`` if it has none, or if any of them is one that we do not connect to: who answers with
    a public and a private address wants to be asked twice.
    """
    if port not in PORTS.values() and not _is_port_of_tests(port):
        raise FetchError(f"This address leads to port {port}: only ports 80 and 443 are fetched.", "port")
    found = _look_up(host, port, allowance)
    if not all(may_connect(address, port) for address in found):
        raise private()
    return found


def private() -> FetchError:
    return FetchError("This address leads into a private network: it is not fetched.", "private")


def _look_up(host: str, port: int, allowance: Allowance) -> list[Address]:
    answer: list = []

    def ask():
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    # The system's resolver knows no time limit of ours: it is left behind if it takes longer.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(allowance.seconds(LOOKUP_TIMEOUT))
    if not answer:
        raise too_slow()
    if isinstance(answer[0], socket.gaierror) and answer[0].errno == socket.EAI_AGAIN:
        raise FetchError("The name of this host cannot be looked up at present.", "offline")
    if isinstance(answer[0], Exception) or not answer[0]:
        raise FetchError("There is no host of this name.", "dns")
    try:
        return list(dict.fromkeys(ipaddress.ip_address(place[0]) for *_, place in answer[0]))
    except ValueError:
        raise private() from None


def _is_port_of_tests(port: int) -> bool:
    return any("/" in entry or entry.endswith(f":{port}") for entry in settings.LINKS_ALLOWED_FOR_TESTS)


def _is_in(address: Address, entry: str) -> bool:
    return "/" in entry and address in ipaddress.ip_network(entry)
