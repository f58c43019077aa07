"""Making captures: fetch, keep as WARC, take the text, and say what went wrong where it did."""

import datetime
import hashlib
import logging
import tempfile

from django.conf import settings
from django.core.files import File
from django.db.models import F, Q
from django.utils import timezone

from press.models import Capture
from press.page_parts import fetch_parts
from press.reading import UnreadableError, read_file, read_html
from press.warc import write_exchanges, write_file
from timeline.links.fetch import Fetcher, FetchError

logger = logging.getLogger(__name__)

#: A capture that is still “being fetched” after this long was broken off: the server was stopped, say.
BROKEN_OFF_AFTER = datetime.timedelta(minutes=10)
REFUSALS = {
    401: "The host asks for a sign-in (401).",
    402: "The page is for subscribers (402).",
    403: "The host does not let a program read this page (403).",
    404: "There is no such page (404).",
    410: "The page was taken down (410).",
    429: "The host says that we ask too often (429). Try again later.",
    451: "The page is closed for legal reasons (451).",
}
BINARY = ("image/", "audio/", "video/", "font/")


class NotKeptError(Exception):
    """The page could not be kept. Its message is for the editor."""


def claim(capture: Capture) -> bool:
    """Take a capture on, unless somebody else has: one that waits, failed, or was broken off."""
    now = timezone.now()
    free = Q(state__in=[Capture.State.WAITING, Capture.State.FAILED]) | Q(
        state=Capture.State.RUNNING, started_at__lt=now - BROKEN_OFF_AFTER
    )
    taken = Capture.objects.filter(free, pk=capture.pk).update(
        state=Capture.State.RUNNING, started_at=now, attempts=F("attempts") + 1, reason="", progress="Fetching the page"
    )
    capture.refresh_from_db()
    return bool(taken)


def make_capture(capture: Capture):
    """Fetch and keep what *capture* is of, and return what was read in it, or ``None``.

    Nothing is raised for what a page or its host may do: the capture is then “failed”, with the reason.
    No transaction is open while we wait for somebody else's server.
    """
    if not claim(capture):
        return None
    try:
        with Fetcher() as fetcher:
            return _keep(capture, fetcher)
    except (FetchError, NotKeptError) as error:
        _fail(capture, str(error))
    except Exception:
        # Whatever it was: the capture must not stay “being fetched” for ever.
        logger.exception("capture %s", capture.pk)
        _fail(capture, "Something went wrong on our side. Try again; if it goes on, tell whoever runs the site.")
    return None


def keep_upload(data: bytes, *, filename: str, content_type: str, text: str, user, page=None, link=None) -> Capture:
    """Keep a file that an editor gave us, as it is."""
    digest = hashlib.sha256(data).hexdigest()
    now = timezone.now()
    capture = Capture(
        origin=Capture.Origin.UPLOADED,
        state=Capture.State.KEPT,
        filename=filename[:255],
        link=link,
        page=page,
        asked_by=user,
        started_at=now,
        fetched_at=now,
        content_type=content_type,
        size=len(data),
        sha256=digest,
    )
    _set_text(capture, text)
    with tempfile.TemporaryFile() as target:
        write_file(target, data, name=filename, content_type=content_type, digest=digest, about=_about())
        capture.warc.save("capture.warc.gz", File(target), save=False)
    capture.save()
    return capture


def _keep(capture: Capture, fetcher):
    fetched = fetcher.fetch(capture.link.url)
    capture.status, capture.final_url = fetched.status, fetched.url[:2000]
    capture.redirects = [list(step) for step in fetched.redirects]
    if fetched.status != 200:
        raise NotKeptError(REFUSALS.get(fetched.status, f"The host answered {fetched.status}, which is not a page."))
    if fetched.content_type.startswith(BINARY):
        raise NotKeptError(f"This is no page but a file of the kind “{fetched.content_type[:60]}”.")
    reading = _read(fetched)
    exchanges, left_out = [fetched], []
    if _is_html(fetched):
        for part in fetch_parts(fetcher, fetched.body, fetched.url, lambda line: _tell(capture, line)):
            (left_out if isinstance(part, tuple) else exchanges).append(part)
    _tell(capture, "Writing the copy")
    capture.fetched_at = fetched.fetched_at
    capture.content_type, capture.size = fetched.content_type[:200], len(fetched.body)
    capture.sha256 = hashlib.sha256(fetched.body).hexdigest()
    capture.resources, capture.left_out = len(exchanges) - 1, [[address[:500], reason] for address, reason in left_out]
    _set_text(capture, reading.text if reading else "")
    with tempfile.TemporaryFile() as target:
        write_exchanges(target, exchanges, about=_about())
        capture.warc.save("capture.warc.gz", File(target), save=False)
    capture.state, capture.progress = Capture.State.KEPT, ""
    capture.save()
    return reading


def _read(fetched):
    """What can be read in it; ``None`` for a file of a kind that we do not read, which is kept all the same."""
    try:
        if _is_html(fetched):
            return read_html(fetched.body, url=fetched.url, charset=fetched.charset or "")
        if fetched.content_type == "application/pdf":
            return read_file(fetched.body, "page.pdf")
        if fetched.content_type.startswith("text/plain"):
            return read_file(fetched.body, "page.txt")
    except UnreadableError:
        pass
    return None


def _is_html(fetched) -> bool:
    return fetched.content_type in ("", "text/html", "application/xhtml+xml")


def _set_text(capture: Capture, text: str) -> None:
    # PostgreSQL keeps no NUL.
    capture.text = text.replace("\x00", "")
    capture.text_sha256 = hashlib.sha256(capture.text.encode()).hexdigest() if text else ""
    capture.words = len(text.split()) or None


def _tell(capture: Capture, line: str) -> None:
    Capture.objects.filter(pk=capture.pk).update(progress=line[:200])


def _fail(capture: Capture, reason: str) -> None:
    capture.state, capture.reason, capture.progress = Capture.State.FAILED, reason[:300], ""
    capture.save()


def _about() -> dict[str, str]:
    return {
        "software": "Throughline",
        "format": "WARC File Format 1.1",
        "operator": settings.WAGTAILADMIN_BASE_URL,
        "description": "A private copy, kept for evidence. Not for publication.",
    }
