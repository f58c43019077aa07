"""What tests ask of what readers were told."""

from tests.admin_forms import edit_form
from timeline.models import PublicRecord, TimelineEntry


def record_of(entry) -> PublicRecord:
    return PublicRecord.objects.get(page_id=entry.pk)


def told_alone(site) -> list:
    """The keys of the entries that subscribers of *site* were told of in items of their own, the newest first."""
    return list(TimelineEntry.objects.published().of_site(site).announced().values_list("pk", flat=True))


def changed(admin, entry, change, words="", *, send="publish"):
    """The form of *entry*, sent with a change of this kind, and the answer to it."""
    form = edit_form(admin, entry).fill_in(change=change, change_words=words)
    return form, getattr(form, send)()
