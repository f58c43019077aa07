"""What stops an entry from going out, and what would make it better, each with the field where it is mended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS

from timeline.going_out import stops_of_the_moment
from timeline.legal_checks import has_been_read
from timeline.protected_names import child_relations, fields_with_protected_names

#: A sentence with more words than this is hard to read on a phone.
LONG_SENTENCE = 35
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
#: From the roughest to the most exact, as dates name their precision.
_FINER = ("decade", "year", "season", "month", "day", "moment")


@dataclass(frozen=True)
class Finding:
    """One thing to mend. *anchor* is the id of an element of the form; empty where no field mends it."""

    words: str
    anchor: str = ""


def anchor_of(page, field: str) -> str:
    """Where the form asks for *field*."""
    if field == NON_FIELD_ERRORS:
        return ""
    if field in child_relations(type(page)):
        return f"id_{field}-FORMS"
    return f"panel-child-content-{field}-section" if field == "body" else f"id_{field}-label"


def stops(page) -> list[Finding]:
    """What stops *page* now, on whatever way it would go out."""
    found = page.obstacles() | fields_with_protected_names(page) | stops_of_the_moment(page, signed=has_been_read)
    return [Finding(str(words), anchor_of(page, field)) for field, words in found.items()]


def advice(page) -> list[Finding]:
    """What stops nothing and should be better: of an entry, as it stands on *page*."""
    return [Finding(words, anchor_of(page, field)) for field, words in improvements(page)]


def improvements(page) -> Iterator[tuple[str, str]]:
    """The same, as the name of a field and words."""
    for rule in (_picture, _copies, _sentences, _date, _figures, _topics):
        yield from rule(page)


def _picture(page) -> Iterator[tuple[str, str]]:
    picture = page.image
    if picture is None:
        return
    if not picture.description:
        yield "image", "The picture has no description, for those who cannot see it."
    if picture.rights == picture.Rights.UNKNOWN:
        yield "image", "The rights in the picture are not known, so it is not shown."
    if not picture.recognisable:
        yield "image", "Nobody has said whether anybody can be recognised in the picture."


def _copies(page) -> Iterator[tuple[str, str]]:
    lacking = [source for source in page.sources.all() if source.url and not _has_copy(source)]
    if lacking:
        names = ", ".join(f"“{source.title}”" for source in lacking[:3])
        yield "sources", f"No kept copy of {names}{' and others' if len(lacking) > 3 else ''}: addresses die."


def _has_copy(source) -> bool:
    return bool(source.archived_url or (source.link and source.link.archived_url))


def _sentences(page) -> Iterator[tuple[str, str]]:
    for sentence in _SENTENCES.split(page.summary or ""):
        words = sentence.split()
        if len(words) > LONG_SENTENCE:
            yield "summary", f"A sentence of {len(words)} words: “{' '.join(words[:6])}…”. Make it two."


def _date(page) -> Iterator[tuple[str, str]]:
    given = [source.date_given for source in page.sources.all() if source.date_given]
    if not page.date or not given or page.date.is_interval:
        return
    finest = max(given, key=_fineness)
    if _fineness(page.date) > _fineness(finest):
        yield "date", f"The date is more exact than those that the sources give: {finest.words} at best."


def _fineness(date) -> int:
    return _FINER.index(date.precision) if date.precision in _FINER else 0


def _figures(page) -> Iterator[tuple[str, str]]:
    # As it is kept: the account itself would fetch the pictures that stand in it.
    for block in page.body.raw_data:
        value = block["value"]
        if block["type"] == "figures_that_differ" and any(not _bare(row).get("as_of") for row in value["rows"]):
            yield "body", f"Figures on “{value['label']}” have no date that they hold for."


def _bare(row: dict) -> dict:
    """A row of a list within a block: it may be kept with its id around it."""
    return row["value"] if row.get("type") == "item" else row


def _topics(page) -> Iterator[tuple[str, str]]:
    if not page.topics.all():
        yield "topics", "It has no topic, so nobody finds it by one."
