"""The entries that are an editor's own business: for reports and for the desk, never for readers."""

from timeline.desk_schedules import pages_to_change
from timeline.models import TimelineEntry
from timeline.querysets import EntryQuerySet, closed_pages


def entries_to_change(user) -> EntryQuerySet:
    """The entries that *user* may work on, drafts too. What an order closes is for those who see orders."""
    mine = pages_to_change(user).order_by().values("pk")
    entries = EntryQuerySet(model=TimelineEntry).filter(pk__in=mine)
    return entries if user.has_perm("timeline.view_restriction") else entries.exclude(pk__in=closed_keys())


def closed_keys():
    """The keys of all that an order closes."""
    return closed_pages().order_by().values("pk")
