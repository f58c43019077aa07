"""Kept copies as WARC files (ISO 28500, version 1.1), written record by record.

The recorder that ``warcio`` offers would write the number of the host where its name belongs, since
our fetcher connects to the very number that it has checked.
"""

from collections.abc import Iterable
from io import BytesIO
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

VERSION = "1.1"
#: The body is kept as it was sent, but for the chunks of its transport.
OF_THE_TRANSPORT = {"transfer-encoding", "connection", "keep-alive"}


def write_exchanges(target, exchanges: Iterable, *, about: dict[str, str]) -> None:
    """Write what was asked and what was answered, for each of *exchanges* (``Fetched``), to the open file *target*."""
    writer = WARCWriter(target, gzip=True, warc_version=VERSION)
    writer.write_record(writer.create_warcinfo_record("capture.warc.gz", about))
    for fetched in exchanges:
        response = writer.create_warc_record(
            fetched.url,
            "response",
            payload=BytesIO(fetched.raw),
            http_headers=StatusAndHeaders(
                f"{fetched.status} {fetched.reason}".strip(),
                [(name, value) for name, value in fetched.headers if name.lower() not in OF_THE_TRANSPORT],
                protocol="HTTP/1.1",
            ),
            warc_headers_dict={"WARC-Date": _utc(fetched.fetched_at)},
        )
        parts = urlsplit(fetched.url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        request = writer.create_warc_record(
            fetched.url,
            "request",
            http_headers=StatusAndHeaders(
                f"GET {path} HTTP/1.1", list(fetched.request_headers), protocol="HTTP/1.1", is_http_request=True
            ),
        )
        writer.write_request_response_pair(request, response)


def write_file(target, data: bytes, *, name: str, content_type: str, digest: str, about: dict[str, str]) -> None:
    """Write a file that an editor gave us as a ``resource`` record. *digest* is its SHA-256, which names it."""
    writer = WARCWriter(target, gzip=True, warc_version=VERSION)
    writer.write_record(writer.create_warcinfo_record("capture.warc.gz", about | {"filename": name}))
    writer.write_record(
        writer.create_warc_record(
            f"urn:sha256:{digest}", "resource", payload=BytesIO(data), warc_content_type=content_type
        )
    )


def _utc(moment) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
