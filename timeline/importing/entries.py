"""The entry that a row becomes, not saved yet."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from wagtail.models import Page

from timeline.blocks import EntryBody
from timeline.importing.choices import How
from timeline.models import EntrySource

#: Columns that only saving fills.
LATER = ("story_order", "slug")


def base_values(row) -> dict:
    """The fields of every kind of entry that *row* fills."""
    date = row.read.date
    return {
        "title": row.said.title,
        "summary": row.said.summary,
        "date": date,
        "date_extent": date.extent or "",
        "date_wording": row.read.wording,
        **row.said.plain,
    }


def new_entry(row, how: How, kind):
    """A draft of *kind* that says what *row* says. Its topics, its place and its slug come later."""
    values = base_values(row)
    if not row.said.sources and how.reason:
        values.setdefault("no_source_reason", how.reason)
    page = kind(**values, live=False)
    page.body = body_of(row)
    page.sources = sources_of(row)
    return page


def body_of(row):
    """The account, as its field has it."""
    block = EntryBody()
    return block.to_python([{"type": "paragraph", "value": row.said.body}] if row.said.body else [])


def sources_of(row) -> list[EntrySource]:
    """The rows of its sources. ``ValidationError`` for one that an editor could not have typed."""
    sources = [EntrySource(**one, sort_order=place) for place, one in enumerate(row.said.sources)]
    for source in sources:
        try:
            source.clean_fields(exclude=["entry", "link"])
        except ValidationError as error:
            said = " ".join(map(str, error.messages))
            raise ValidationError(
                _("Its source “{source}”: {why}").format(source=(source.url or source.title)[:80], why=said)
            ) from error
    return sources


def without_tree(page) -> list[str]:
    """The columns that are not to be looked at before a page has its place: what it may lack as a draft, too."""
    MaxLengthValidator(500)(page.summary)
    names = [field.name for field in page._meta.fields if field.model is Page or field.primary_key]
    may_lack = [] if page.summary else ["summary"]
    return [name for name in names if name != "title"] + may_lack + list(LATER)


def obstacles_of(page, sources) -> list[str]:
    """Why *page*, an entry with *sources*, cannot be published as it stands."""
    found = []
    if not sources and not page.no_source_reason:
        found.append(_("It has no source: it stays a draft until it has one, or says why there is none."))
    if not page.summary:
        found.append(_("It has no line: it stays a draft until somebody writes one."))
    return found


def complain(row, error: ValidationError) -> str:
    """What is told of an entry that was refused while all of them were written."""
    return _("Row {row} (“{title}”): {why}").format(
        row=row.number, title=row.said.title[:80], why=" ".join(map(str, error.messages))
    )
