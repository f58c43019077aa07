"""Fetching what other people's servers give: within limits, from public addresses only, and honestly."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as UrllibTimeoutError

from timeline.links.bodies import read_raw, unpacked
from timeline.links.connections import PinnedAdapter, within
from timeline.links.destinations import PORTS, addresses_of, private
from timeline.links.limits import (
    CONNECT_TIMEOUT,
    DEADLINE,
    MAX_BYTES,
    MOST_REDIRECTS,
    READ_TIMEOUT,
    Allowance,
    FetchError,
    too_slow,
)

__all__ = ["FetchError", "Fetched", "Fetcher"]

_REDIRECTS = (301, 302, 303, 307, 308)
#: Addresses of one host that are tried, one after another.
_MOST_ADDRESSES = 3
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.9,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True)
class Fetched:
    """An answer, whatever its status. The headers are as they came; the body, in *raw*, is without the
    framing of a chunked transfer and otherwise as sent, and unpacked in *body*."""

    requested_url: str
    url: str
    status: int
    reason: str
    headers: list[tuple[str, str]]
    raw: bytes
    body: bytes
    fetched_at: datetime
    method: str = "GET"
    http_version: str = "1.1"
    request_headers: list[tuple[str, str]] = field(default_factory=list)
    #: The hops before *url*: the status of each, and the address that gave it.
    redirects: list[tuple[int, str]] = field(default_factory=list)

    def header(self, name: str) -> str:
        """The first header of this name; empty if there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def content_type(self) -> str:
        """“text/html”: in lower case, without parameters; empty if none was given."""
        return self.header("Content-Type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set that the server named, in lower case; empty if none."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", self.header("Content-Type"), re.IGNORECASE)
        return found[1].lower() if found else ""

    @property
    def left_https(self) -> bool:
        """Whether some hop led from a protected address to an unprotected one."""
        hops = [url for _, url in self.redirects] + [self.url]
        return any(one.startswith("https:") and after.startswith("http:") for one, after in pairwise(hops))


class Fetcher:
    """Asks one address after another; keeps no cookies and no connections between them. A context manager,
    for one thread."""

    def __init__(self):
        self._session = HTTPSession(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=False,
                never_redirect=True,
                default_timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
                user_agent_override=settings.LINKS_USER_AGENT,
            )
        )
        # Proxies and passwords that the environment names are for other programs.
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.clear()
        self._session.headers.update(_HEADERS)
        self._adapters = {scheme: PinnedAdapter(is_https_proto=scheme == "https") for scheme in PORTS}
        for scheme, adapter in self._adapters.items():
            self._session.mount(f"{scheme}://", adapter)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self) -> None:
        self._session.close()

    def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        max_bytes: int | None = None,
        deadline: float | None = None,
    ) -> Fetched:
        """Ask for *url* and follow where it leads. *deadline* is in seconds, for all of it.

        ``FetchError`` if no answer came, or none within the limits.
        """
        allowance = Allowance(deadline or DEADLINE, max_bytes or MAX_BYTES)
        redirects: list[tuple[int, str]] = []
        at = url
        while True:
            request = self._prepared(method, at, headers)
            response = self._send(request, allowance)
            try:
                onward = _location(response, request.url)
                if not onward:
                    return _read(url, response, redirects, allowance)
            finally:
                response.close()
            redirects.append((response.status_code, request.url))
            if onward in (asked for _, asked in redirects):
                raise FetchError("This address leads in a circle.", "redirects", response.status_code)
            if len(redirects) > MOST_REDIRECTS:
                raise FetchError("This address leads on and on to others.", "redirects", response.status_code)
            at = onward

    def _prepared(self, method: str, url: str, headers: dict[str, str] | None) -> requests.PreparedRequest:
        try:
            parts = urlsplit(url)
            if parts.scheme.lower() not in PORTS:
                raise FetchError("This address leads to something that is no page on the web.", "address")
            if "@" in parts.netloc:
                raise FetchError("This address holds a name or a password: it is not fetched.", "address")
            return self._session.prepare_request(requests.Request(method, url, headers=dict(headers or {})))
        except (ValueError, requests.RequestException):
            raise FetchError("This address is broken.", "address") from None

    def _send(self, request: requests.PreparedRequest, allowance: Allowance) -> requests.Response:
        try:
            parts = urlsplit(request.url)
            host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        except ValueError:
            raise FetchError("This address is broken.", "address") from None
        adapter = self._adapters[parts.scheme]
        addresses = addresses_of(host, port, allowance)[:_MOST_ADDRESSES]
        for last, address in enumerate(addresses, start=1 - len(addresses)):
            adapter.pin(address, host, port, parts.netloc)
            try:
                with within(allowance):
                    return self._session.send(request, stream=True)
            except FetchError as error:
                if error.kind != "unreachable" or not last:
                    raise
            except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
                raise _in_words(error) from error
            finally:
                # A connection serves one request: the next may lead to another machine of the same name.
                adapter.poolmanager.clear()
        raise AssertionError("a host without addresses")


def _location(response: requests.Response, url: str) -> str:
    """Where an answer leads on to; empty if it is the last."""
    location = response.headers.get("Location", "").strip()
    if response.status_code not in _REDIRECTS or not location:
        return ""
    try:
        # Headers are read as Latin-1; what is not ASCII in an address is UTF-8.
        return requests.utils.requote_uri(urljoin(url, location.encode("latin-1").decode("utf-8", "replace")))
    except ValueError:
        raise FetchError("This address leads on to a broken one.", "redirects", response.status_code) from None


def _read(url: str, response: requests.Response, redirects: list, allowance: Allowance) -> Fetched:
    answer, status = response.raw, response.status_code
    has_body = response.request.method != "HEAD" and status not in (204, 304)
    try:
        raw = read_raw(answer, allowance.max_bytes) if has_body else b""
        body = unpacked(raw, answer.headers.get("Content-Encoding", ""), allowance)
    except FetchError as error:
        error.status = status
        raise
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise FetchError("The answer of the host broke off.", "broken", status) from error
    return Fetched(
        requested_url=url,
        url=response.request.url,
        status=status,
        reason=str(answer.reason or ""),
        headers=list(answer.headers.items()),
        raw=raw,
        body=body,
        fetched_at=datetime.now(UTC),
        method=response.request.method,
        http_version="1.0" if answer.version == 10 else "1.1",
        request_headers=list(response.request.headers.items()),
        redirects=redirects,
    )


def _in_words(error: Exception) -> FetchError:
    if isinstance(error, InvalidIPAddress):
        return private()
    if isinstance(error, (requests.Timeout, UrllibTimeoutError, TimeoutError)):
        return too_slow()
    if isinstance(error, requests.exceptions.SSLError):
        words = str(error).lower()
        if "certificate verify failed" in words or "doesn't match" in words:
            return FetchError("The certificate of the host is not valid: nobody can tell who answers.", "certificate")
        return FetchError("The host offers no secure connection that works.", "tls")
    return FetchError("The host ended the connection, or answered with something that is no web page.", "broken")
