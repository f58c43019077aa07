"""Whom entries are about, as far as readers may know: people and bodies whose own pages are published."""

from collections.abc import Iterable


def subjects_of(entries: Iterable, site) -> dict[int, list]:
    """The key of an entry -> the published people and bodies of *site* that it is about, by name. For all of
    *entries* at once; an entry that is about none has no row."""
    from timeline.models import SubjectPage, TimelineEntry

    rows = TimelineEntry.subjects.through.objects.filter(timelineentry_id__in=[entry.pk for entry in entries])
    joints = list(rows.values_list("timelineentry_id", "subjectpage_id"))
    if not joints:
        return {}
    published = SubjectPage.objects.published().of_site(site).filter(pk__in={subject for _entry, subject in joints})
    found = {}
    for page in published.order_by("title", "pk"):
        for entry, subject in joints:
            if subject == page.pk:
                found.setdefault(entry, []).append(page)
    return found
