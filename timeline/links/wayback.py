"""Asking the Internet Archive to keep a copy of a page, when an editor says so."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from timeline.links.addresses import LONGEST, archived_moment, archived_original
from timeline.links.fetch import Fetched, Fetcher, FetchError
from timeline.models.link import WebLink

#: Seconds. The archive answers when it has fetched the page itself.
_DEADLINE = 120
_MAX_BYTES = 5 * 1024 * 1024
#: The relation of RFC 7089 by which a server names a copy: “memento”, alone or with others.
_MEMENTO = re.compile(r"<(?P<url>[^>]+)>[^<]*?;\s*rel=\"?[^\"<]*\bmemento\b", re.IGNORECASE)

_REFUSALS = {
    401: "The Internet Archive takes requests of this kind from signed-in users only at present.",
    403: "The Internet Archive refuses to keep a copy of this page.",
    429: "The Internet Archive takes no more requests from us for now. Try again in an hour.",
}


@dataclass(frozen=True)
class Kept:
    """What came of it: the address of the copy, or why there is none, in words."""

    url: str = ""
    made_at: datetime | None = None
    reason: str = ""


def ask_to_keep(link: WebLink, fetcher: Fetcher) -> Kept:
    """Ask for a copy of *link*, and write down its address. The archive then publishes it: only an editor's
    yes may lead here."""
    # What stands after “#” never leaves the reader's browser.
    asked = settings.LINKS_ARCHIVE_SAVE_URL + link.url.partition("#")[0]
    try:
        answer = fetcher.fetch(asked, deadline=_DEADLINE, max_bytes=_MAX_BYTES)
    except FetchError as error:
        return Kept(reason=f"The Internet Archive could not be asked. {error.reason}")
    if answer.status >= 400:
        usual = (
            f"The Internet Archive could not keep a copy (it answered with status {answer.status}). Try again later."
        )
        return Kept(reason=_REFUSALS.get(answer.status, usual))
    copy = _address_of_copy(answer)
    if not copy:
        return Kept(reason="The Internet Archive did not say where its copy is. Look there in an hour.")
    if len(copy) > LONGEST:
        return Kept(reason="The address of the copy is too long to be kept.")
    made_at = archived_moment(copy) or timezone.now()
    link.archived_url, link.archived_at = copy, made_at
    link.save(update_fields=["archived_url", "archived_at"])
    return Kept(copy, made_at)


def _address_of_copy(answer: Fetched) -> str:
    """Where the copy is: the end of the redirects, or what a header says."""
    links = [
        found["url"] for name, value in answer.headers if name.lower() == "link" for found in _MEMENTO.finditer(value)
    ]
    for place in (answer.url, answer.header("Content-Location"), *links):
        url = urljoin(answer.url, place) if place else ""
        if archived_moment(url) and archived_original(url):
            return url
    return ""
