"""A draft that turns out to be an entry that is there: its addresses go to that one, and the draft is deleted.

It is less than merging, which publishes: here the entry that stays gets a new draft at most, and whoever may edit both
may do it. What stands in the way is refused, and then merging may still do.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ReferenceIndex

from timeline.choosing_entry import CannotStayError
from timeline.evidence import Evidence, evidence_of
from timeline.links.addresses import address_key
from timeline.querysets import EntryQuerySet

SAME = "timeline.same"

ITSELF = gettext_lazy("This is the same draft. Choose the entry that stays.")
NO_MORE = gettext_lazy("One of the two is no longer there.")
NOT_YOURS = gettext_lazy("You may not edit “{stays}”, or not delete the draft.")
IS_LOCKED = gettext_lazy("“{stays}” is locked.")
IS_ALIAS = gettext_lazy("“{stays}” is an alias of another page. Choose that one.")
IS_ON_ITS_WAY = gettext_lazy("“{stays}” is in moderation or has an hour to go out. Wait for that, or end it first.")
IS_NAMED = gettext_lazy("Other pages name the draft, and would lose it. Merge the two.")


class SameError(CannotStayError):
    """A draft cannot be dropped for an entry."""


def refuse(draft, stays, user) -> None:
    """``SameError`` if *user* cannot drop *draft* for the entry *stays* as they stand now."""
    words = {"stays": stays.get_admin_display_title()}
    if draft.pk == stays.pk:
        raise SameError(ITSELF)
    may = stays.permissions_for_user(user)
    if not may.can_edit() or not draft.permissions_for_user(user).can_delete():
        raise SameError(NOT_YOURS.format(**words))
    if stays.alias_of_id:
        raise SameError(IS_ALIAS.format(**words))
    if stays.approved_schedule or stays.workflow_in_progress:
        raise SameError(IS_ON_ITS_WAY.format(**words))
    if may.page_locked():
        raise SameError(IS_LOCKED.format(**words))
    if ReferenceIndex.get_references_to(draft).exists():
        raise SameError(IS_NAMED)


@transaction.atomic
def drop_for(draft, stays, *, user) -> int:
    """Add the addresses of *draft* to the newest draft of *stays*, and delete it. All of it is done or, with a
    ``SameError``, nothing. Return how many addresses were added."""
    from timeline.models import PublicRecord, TimelineEntry

    # Under a lock: a colleague may be going through the same inbox.
    records = PublicRecord.objects.select_for_update().filter(page_id__in=[draft.pk, stays.pk]).order_by("pk")
    pages = EntryQuerySet(model=TimelineEntry).in_bulk([record.page_id for record in records])
    if not {draft.pk, stays.pk} <= pages.keys():
        raise SameError(NO_MORE)
    draft, stays = pages[draft.pk].specific, pages[stays.pk].specific
    refuse(draft, stays, user)
    page, giving = stays.get_latest_revision_as_object(), draft.get_latest_revision_as_object()
    added = page.add_addresses_of(giving)
    if added:
        if not page.live:
            # As the form of a draft does: its row says what it says.
            page.save(clean=False)
        page.save_revision(user=user, log_action=True, clean=False)
    draft.hand_over_to(stays)
    log(stays, SAME, user=user, data={"title": draft.get_admin_display_title(), "added": added})
    draft.delete(user=user)
    return added


def addresses_to_add(draft, stays) -> list[Evidence]:
    """What *draft* goes by and *stays* does not, each address once."""
    had = {address_key(one.url) for one in evidence_of(stays) if one.url}
    found = []
    for one in evidence_of(draft):
        key = address_key(one.url) if one.url else ""
        if key and key not in had:
            had.add(key)
            found.append(one)
    return found


def add_as_sources(page, other) -> int:
    """Add the addresses that *other* goes by and *page* does not to its sources, in memory. Return how many."""
    from timeline.models import EntrySource

    new = [
        EntrySource(
            title=one.title[:300],
            url=one.url,
            publisher=one.publisher[:200],
            archived_url=one.archived_url,
            accessed=one.accessed,
        )
        for one in addresses_to_add(other, page)
    ]
    # Takes the rows into memory. Those that code has made may have no place, which databases sort differently.
    page.sources.add()
    rows = [*page.sources.all(), *new]
    for place, row in enumerate(rows):
        row.sort_order = place
    page.sources.add(*rows)
    return len(new)


class _SameFormatter(LogFormatter):
    label = "Take the addresses of a draft that was the same"

    def format_message(self, log_entry):
        title, added = log_entry.data["title"], log_entry.data["added"]
        if not added:
            return _("The draft “{title}” was the same, and was deleted").format(title=title)
        words = _("The draft “{title}” was the same: {added} of its addresses added here, and the draft deleted")
        return words.format(title=title, added=added)


def register_same_log_actions(actions) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(SAME)(_SameFormatter)
