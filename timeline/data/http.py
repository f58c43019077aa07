"""Data over HTTP: for programs on any host, without cookies, with mistakes told as data."""

import logging
from collections.abc import Iterable, Iterator
from functools import wraps

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from timeline.data.asking import UnreadableError
from timeline.data.records import as_json

JSON = "application/json"
METHODS = ("GET", "HEAD", "OPTIONS")

logger = logging.getLogger("timeline.data")


def open_to_all(view):
    """Answer programs in the pages of any host (CORS), and say which parameter could not be read."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
            response["Access-Control-Allow-Headers"] = "If-Modified-Since, If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        elif request.method in METHODS:
            response = _answer_or_refusal(view, request, *args, **kwargs)
        else:
            response = refusal(405, "", _("This address answers {methods} alone.").format(methods=", ".join(METHODS)))
            response["Allow"] = ", ".join(METHODS)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        return response

    return answer


def _answer_or_refusal(view, request, *args, **kwargs):
    try:
        return view(request, *args, **kwargs)
    except UnreadableError as mistake:
        return refusal(400, mistake.parameter, mistake.message)


def refusal(status: int, parameter: str, message: str) -> HttpResponse:
    """Why there is no answer; *parameter* is the one to mend, or empty."""
    error = {"parameter": parameter, "message": message} if parameter else {"message": message}
    return HttpResponse(as_json({"error": error}), status=status, content_type=JSON)


def streamed(request, pieces: Iterable[bytes], *, name: str, content_type: str) -> HttpResponse:
    """A file called *name*, sent as it is written. If writing fails the connection ends before the file does."""
    return StreamingHttpResponse(
        # Asking for the headers alone must not write the whole file.
        () if request.method == "HEAD" else _cut_where_it_fails(pieces, name),
        content_type=content_type,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


def _cut_where_it_fails(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    try:
        yield from pieces
    except Exception:
        logger.exception("%s was cut where it could not be written", name)
        raise
