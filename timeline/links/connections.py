"""Connections that keep to a fetch's allowance and lead to the machine that was checked, and to no other.

Below ``requests`` and ``urllib3``: their timeouts hold for one read each, so that a server that sends a byte now
and then is waited for without end; and the name of a host may mean another machine each time it is asked for.
"""

import contextlib
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextvars import ContextVar

from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from timeline.links.destinations import Address, is_allowed_for_tests, may_connect, private
from timeline.links.limits import CONNECT_TIMEOUT, READ_TIMEOUT, Allowance, FetchError, too_slow

_ALLOWANCE: ContextVar[Allowance] = ContextVar("allowance")


@contextlib.contextmanager
def within(allowance: Allowance) -> Iterator[None]:
    """Connections that are opened in here use up this allowance."""
    token = _ALLOWANCE.set(allowance)
    try:
        yield
    finally:
        _ALLOWANCE.reset(token)


class _Counted:
    """Of a socket: each read takes no longer than what is left of the whole time, and counts its bytes."""

    allowance: Allowance

    def recv_into(self, *args, **kwargs):
        self.settimeout(self.allowance.seconds(READ_TIMEOUT))
        try:
            count = super().recv_into(*args, **kwargs)
        except TimeoutError:
            raise too_slow() from None
        self.allowance.has_read(count)
        return count


class _Socket(_Counted, socket.socket):
    pass


class _TLSSocket(_Counted, ssl.SSLSocket):
    pass


class _Connection(HTTPConnection):
    def _new_conn(self):
        return _open(self.host, self.port)


class _TLSConnection(HTTPSConnection):
    def _new_conn(self):
        return _open(self.host, self.port)

    def connect(self):
        self.ssl_context = create_urllib3_context()
        self.ssl_context.hostname_checks_common_name = False
        self.ssl_context.sslsocket_class = _TLSSocket
        super().connect()
        self.sock.allowance = _ALLOWANCE.get()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _TLSConnection


def _open(host: str, port: int) -> socket.socket:
    """A connection to an address in figures, which is looked at once more."""
    address, allowance = ipaddress.ip_address(host.strip("[]")), _ALLOWANCE.get()
    if not may_connect(address, port):
        raise private()
    opened = _Socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
    opened.allowance = allowance
    try:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.settimeout(allowance.seconds(CONNECT_TIMEOUT))
        opened.connect((str(address), port))
        # The handshake that may follow has this long.
        opened.settimeout(allowance.seconds(READ_TIMEOUT))
    except BaseException as error:
        opened.close()
        if isinstance(error, TimeoutError):
            raise too_slow() from None
        if isinstance(error, OSError):
            raise FetchError("The host cannot be reached.", "unreachable") from error
        raise
    return opened


class _Pinned(HTTPAdapter):
    """Under the filter of requests-hardened, which looks up the name of its host once more: here it finds
    the address in the name's place."""

    address: Address | None = None

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TLSPool}

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(request, verify, cert)
        return host_params | {"host": str(self.address)}, pool_kwargs


class PinnedAdapter(IPFilterAdapter, _Pinned):
    """Connects to one address that was checked, whatever the name of the host means by now."""

    def pin(self, address: Address, host: str, port: int, authority: str) -> None:
        """Send the next request to *address*, in the name of *host*; *authority* is what ``Host:`` says."""
        self.address, self._host, self._authority = address, host, authority
        self._allow_loopback = is_allowed_for_tests(address, port)

    def build_connection_pool_key_attributes(self, request, verify, cert=None):
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(request, verify, cert)
        request.headers["Host"] = self._authority
        if host_params["scheme"] == "https":
            pool_kwargs |= {"assert_hostname": self._host, "server_hostname": self._host}
        return host_params, pool_kwargs
