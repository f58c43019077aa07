"""A web server on the loopback address for tests of what we fetch: well-behaved pages, and bad ones.

A test, or a fixture of it, begins with

    with allowed_web_server(settings) as web:
        web.page("/story", "<p>Words</p>", headers={"ETag": '"1"'})
        web.url("/story")

which also lets our fetcher through to this server's port, and to nothing else.
"""

import contextlib
import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """One request as it came in. *at* is in seconds of the monotonic clock; header names are in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    host: str
    at: float


@dataclass
class Page:
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


#: Writes an answer of its own: gets the handler, with ``path``, ``headers``, ``wfile`` and ``connection``.
Answer = Callable[[BaseHTTPRequestHandler], None]


class WebServer:
    """Threaded, with answers that a test may change while it runs. What it has no answer for is a 404."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None):
        self.pages: dict[str, Page | Answer] = {}
        self.asked: list[Asked] = []
        self._server = _Server((host, 0), type("Handler", (_Handler,), {"web": self}))
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.host, self.port = self._server.server_address[:2]
        # Looks rarely whether it is to stop, but stop() does not wait longer for it than this.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self.stop()

    def stop(self) -> None:
        """The host is dead from here on: nothing listens at its port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of *path* on this server, or by another name for it."""
        return f"{self._scheme}://{host or self.host}:{self.port}{path}"

    def page(
        self, path: str, body: str | bytes = "", *, status=200, content_type="text/html; charset=utf-8", headers=()
    ):
        """Answer *path* so from now on. With an ETag or Last-Modified, a conditional request gets a 304."""
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(content, status, {"Content-Type": content_type} | dict(headers))

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        self.page(path, b"", status=status, headers={"Location": to})

    def answers(self, path: str, answer: Answer) -> None:
        """Answer *path* by a function; "/x/*" stands for everything below /x/."""
        self.pages[path] = answer

    def remove(self, path: str) -> None:
        """A 404 from now on."""
        self.pages.pop(path, None)

    def methods_asked(self, path: str) -> list[str]:
        """GET, HEAD and so on, in the order in which *path* was asked for."""
        return [one.method for one in self.asked if one.path == path]

    def last_asked(self, path: str) -> Asked:
        return [one for one in self.asked if one.path == path][-1]

    def find(self, path: str) -> Page | Answer | None:
        if path in self.pages:
            return self.pages[path]
        below = (answer for name, answer in self.pages.items() if name.endswith("*") and path.startswith(name[:-1]))
        return next(below, None)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request, client_address):
        # A client that goes away in the middle is what many of these tests are about.
        pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: WebServer
    timeout = 30

    def _answer(self):
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.web.asked.append(Asked(self.command, self.path, headers, headers.get("host", ""), time.monotonic()))
        found = self.web.find(self.path) or Page(b"Nothing here.", 404, {"Content-Type": "text/plain"})
        if callable(found):
            self.close_connection = True
            found(self)
            return
        unchanged = any(
            found.headers.get(ours) and found.headers[ours] == self.headers.get(theirs)
            for ours, theirs in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        )
        self.send_response(304 if unchanged else found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if self.command != "HEAD" and not unchanged:
            self.wfile.write(found.body)

    do_GET = do_HEAD = do_POST = _answer  # noqa: N815

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def allowed_web_server(settings, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """A running server that our fetcher may ask, beside those that it may ask already."""
    with WebServer(host, tls) as web:
        settings.LINKS_ALLOWED_FOR_TESTS = [*settings.LINKS_ALLOWED_FOR_TESTS, f"{web.host}:{web.port}"]
        yield web


# Bad answers


def drips(seconds: float = 0.05, *, headers: bool = False) -> Answer:
    """Sends one byte every so many seconds, of its body or of its headers, and never comes to an end."""

    def answer(handler):
        handler.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        handler.wfile.write(start + (b"X-Drip: " if headers else b"Content-Length: 100000\r\n\r\n"))
        with contextlib.suppress(OSError):
            for _ in range(100_000):
                handler.wfile.write(b"a")
                time.sleep(seconds)

    return answer


def gzip_bomb(size: int = 200 * 1024 * 1024) -> Answer:
    """A small body that unpacks to *size* bytes."""
    squeezed = gzip.compress(bytes(1024 * 1024), 9, mtime=0)
    # One after another they are one gzip body (RFC 1952, 2.2).
    return _body(squeezed * (size // (1024 * 1024)), b"Content-Encoding: gzip\r\n")


def endless_body(size: int, *, say_length: bool = True) -> Answer:
    """*size* bytes, made while they are sent."""

    def answer(handler):
        length = b"Content-Length: %d\r\n" % size if say_length else b"Connection: close\r\n"
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + length + b"\r\n")
        with contextlib.suppress(OSError):
            for _ in range(size // 65536):
                handler.wfile.write(b"x" * 65536)

    return answer


def resets(after: bytes = b"") -> Answer:
    """Ends the connection with a reset, after having sent *after*."""

    def answer(handler):
        handler.wfile.write(after)
        handler.wfile.flush()
        if after:
            time.sleep(0.05)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    return answer


def raw(answer_bytes: bytes) -> Answer:
    """These bytes, status line and headers included, whatever they are."""
    return lambda handler: handler.wfile.write(answer_bytes)


def endless_redirects(status: int = 302) -> Answer:
    """For "/x/*": each address leads on to a new one."""

    def answer(handler):
        onward = f"{handler.path}x"
        handler.wfile.write(
            b"HTTP/1.1 %d Found\r\nLocation: %b\r\nContent-Length: 0\r\n\r\n" % (status, onward.encode())
        )

    return answer


def _body(content: bytes, headers: bytes = b"") -> Answer:
    length = b"Content-Length: %d\r\n" % len(content)
    return raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + length + b"\r\n" + content)
