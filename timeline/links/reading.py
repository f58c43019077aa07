"""Where a reader can read what an address leads to: there, or in a kept copy where it is gone."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.dates import parse
from timeline.dates.clock import in_london
from timeline.links.addresses import address_key, archived_moment


@dataclass(frozen=True)
class WhereToRead:
    """The address to send a reader to, and what to say of it."""

    #: The original, or its copy where the original is gone and there is a copy. Empty where there is neither.
    url: str
    original_url: str = ""
    copy_url: str = ""
    copy_made_on: datetime.date | None = None
    original_is_gone: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether the reader is sent to the copy."""
        return self.original_is_gone and bool(self.copy_url)

    @property
    def copy_label(self) -> str:
        """“archived copy of 3 March 2018”, or “archived copy” where its day is not known."""
        if not self.copy_made_on:
            return _("archived copy")
        return _("archived copy of {date}").format(date=parse(self.copy_made_on.isoformat()).words)

    @property
    def note(self) -> str:
        """What a reader must know; empty while the original answers."""
        if not self.original_is_gone:
            return ""
        if not self.copy_url:
            return _("the original is gone")
        return _("the original is gone; {copy}").format(copy=self.copy_label)


def where_to_read(url: str, archived_url: str = "", link=None) -> WhereToRead:
    """Put together what a row says (*url*, *archived_url*) and what its ``WebLink`` knows.

    A link that belongs to another address is left aside: in the preview of a draft the text may have
    changed since the row was saved.
    """
    if link is not None and link.key != address_key(url):
        link = None
    copy_url, made_at = archived_url, archived_moment(archived_url) if archived_url else None
    if not copy_url and link is not None:
        copy_url, made_at = link.archived_url, link.archived_at
    gone = bool(link is not None and link.is_gone)
    return WhereToRead(
        url=copy_url if gone and copy_url else url or copy_url,
        original_url=url,
        copy_url=copy_url,
        copy_made_on=in_london(made_at).date() if made_at else None,
        original_is_gone=gone,
    )
