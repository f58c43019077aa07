"""What a hold keeps shut: pages that would come before readers though nobody publishes them, because their privacy ends
or they are moved out from under what closes them. What only closes is never in the way."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from timeline.going_out import StoppedError, refuse_on_hold
from timeline.holds import current_hold, words_of
from timeline.querysets import GatedPageQuerySet, published_pages

STAYS_PRIVATE = _(
    "Readers would have what is private now. It stays private: end that when the hold is lifted. You may still make it "
    "more private."
)
STAYS_AS_IT_IS = _(
    "Readers would have what they do not have now, on pages that are out. Do it when the hold is lifted. You may still "
    "take from them what they have."
)
STAYS_WHERE_IT_IS = _(
    "In the new place readers would have “{page}”, or pages under it, which they do not have now. It stays where it "
    "is: move it when the hold is lifted, or unpublish first what is not to be seen."
)


def refuse_more_for_readers(form, name: str, words: str = STAYS_AS_IT_IS) -> None:
    """Give *form* an error at its field *name* while everything is on hold: for what would be before readers as soon as
    it is saved, and is no page."""
    try:
        refuse_on_hold(words)
    except StoppedError as stopped:
        form.add_error(name, stopped)


def refuse_end_of_privacy(value: str) -> None:
    """A validator of what Wagtail's form on privacy is sent, so that the message stands beside its field, and before
    anything is logged. It does not know the page: in a hold no privacy is ended."""
    hold = current_hold() if value == PageViewRestriction.NONE else None
    if hold:
        raise ValidationError(words_of(hold, STAYS_PRIVATE))


def refuse_what_has_opened(page) -> None:
    """``StoppedError`` if, in a hold, readers have *page* or something under it now that its privacy has ended: within
    the transaction that ends it. While it was private they had nothing of that."""
    hold = current_hold()
    if hold and published_pages().filter(path__startswith=page.path).exists():
        raise StoppedError(words_of(hold, STAYS_PRIVATE))


def refuse_move_to_readers(page, new_parent) -> None:
    """``StoppedError`` if, in a hold, *page* or something under it would come before readers below *new_parent*."""
    hold = current_hold()
    if hold and _would_come_out(page, new_parent):
        raise StoppedError(words_of(hold, STAYS_WHERE_IT_IS.format(page=page.title)))


def _would_come_out(page, new_parent) -> bool:
    if not published_pages().filter(pk=new_parent.pk).exists():
        return False
    might_be_seen = GatedPageQuerySet(model=Page).published_but_for_what_is_above(page)
    return might_be_seen.exclude(pk__in=published_pages().order_by().values("pk")).exists()


def watch_privacy() -> None:
    PageViewRestriction._meta.get_field("restriction_type").validators.append(refuse_end_of_privacy)
