"""What is asked of every page in the moment in which something new of it would be before readers."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from timeline.files_that_stop import files_that_stop
from timeline.holds import KEPT_AS_DRAFT, current_hold, words_of
from timeline.legal_checks import NOT_SIGNED, is_signed, needs_legal_check

_CLOCKS = ("live", "live_revision_id", "last_published_at")


class NotReadyError(ValidationError):
    """A page may not go out. Its messages stand by field, as in any form."""


class StoppedError(NotReadyError):
    """Something that is no publishing, and that is stopped all the same. Its message needs no more words."""


def goes_out(page) -> bool:
    """Whether saving *page* as it is now puts something before readers that was not before them. Asked within
    ``save()``: every way to publish ends there."""
    if not page.live:
        return False
    before = type(page)._base_manager.filter(pk=page.pk).values(*_CLOCKS).first() if page.pk else None
    return before is None or not before["live"] or any(before[name] != getattr(page, name) for name in _CLOCKS)


def refuse_on_hold(then: str = KEPT_AS_DRAFT) -> None:
    """``StoppedError`` while everything is on hold: for what goes out and is no page. *then* says what follows."""
    hold = current_hold()
    if hold:
        raise StoppedError(words_of(hold, then))


def stops_of_the_moment(page, *, signed=is_signed) -> dict[str, str]:
    """What holds *page* back whatever it says: a hold on everything, a file that may not go out, or that no legal
    reader has read it, which *signed* answers."""
    hold = current_hold()
    if hold:
        return {NON_FIELD_ERRORS: words_of(hold)}
    found = files_that_stop(page)
    if needs_legal_check(page) and not signed(page):
        found[NON_FIELD_ERRORS] = NOT_SIGNED
    return found
