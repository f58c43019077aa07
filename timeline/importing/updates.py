"""What a row changes of an entry that is there."""

from wagtail.models import Page, Revision

from timeline.dates import EntryDate
from timeline.importing.entries import base_values, body_of, sources_of
from timeline.links.addresses import address_key

#: Fields that a row empties only if it says so: an empty cell says nothing.
NOT_EMPTIED = ("summary", "date_wording", "date_extent")


def revisions_of(pages) -> dict[int, Revision]:
    """The latest revision of each page, by the key of the page."""
    keys = dict(Page.objects.filter(pk__in=pages).values_list("latest_revision_id", "pk"))
    return {keys[pk]: revision for pk, revision in Revision.objects.in_bulk(keys.keys() - {None}).items()}


def what_changes(page, row) -> list[str]:
    """Bring *page* in line with *row*, and name the fields that changed. What the row does not say stays."""
    changed = []
    for name, value in base_values(row).items():
        if value in ("", None) and name in NOT_EMPTIED and (name != "date_extent" or page.date == row.read.date):
            continue
        if _kept(getattr(page, name)) != _kept(value):
            setattr(page, name, value)
            changed.append(str(page._meta.get_field(name).verbose_name))
    if row.said.body:
        body = body_of(row)
        if body.get_prep_value() and _blocks(body) != _blocks(page.body):
            page.body = body
            changed.append(str(page._meta.get_field("body").verbose_name))
    if new := _sources_to_add(page, row):
        page.sources.add(*new)
        changed.append(str(page._meta.get_field("sources").related_model._meta.verbose_name_plural))
    there = {topic.name.casefold() for topic in page.topics.all()}
    if any(name.casefold() not in there for name in row.said.topics):
        changed.append(str(page._meta.get_field("topics").verbose_name))
    return changed


def _kept(value):
    """A value as its column keeps it: of a date the extent has a column of its own."""
    return value.edtf if isinstance(value, EntryDate) else value


def _blocks(body) -> list:
    return [(block["type"], block["value"]) for block in body.get_prep_value()]


def _sources_to_add(page, row) -> list:
    """Sources that the entry does not name yet. None is taken away: an editor may have added it."""
    there = list(page.sources.all())
    known = {address_key(one.url) or one.title.casefold() for one in there}
    new = [one for one in sources_of(row) if (address_key(one.url) or one.title.casefold()) not in known]
    for place, source in enumerate(new, start=len(there)):
        source.sort_order = place
    return new
