"""What a column may fill, and by which names one guesses it."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Target(NamedTuple):
    """A field that a column may fill. *names* are those by which it is guessed, as ``plain()`` has them."""

    name: str
    label: str
    names: tuple[str, ...]


TARGETS = (
    Target("date", _("Date (whole)"), ("date", "when", "day and month", "start date", "date of event", "event date")),
    Target("year", _("Year"), ("year", "start year")),
    Target("month", _("Month"), ("month", "start month")),
    Target("day", _("Day"), ("day", "start day")),
    Target("time", _("Time"), ("time", "start time")),
    Target("end_date", _("End: date (whole)"), ("end date", "end", "until", "to", "date to")),
    Target("end_year", _("End: year"), ("end year",)),
    Target("end_month", _("End: month"), ("end month",)),
    Target("end_day", _("End: day"), ("end day",)),
    Target("end_time", _("End: time"), ("end time",)),
    Target("wording", _("Date as it is shown"), ("display date", "wording", "date shown")),
    Target("title", _("Title"), ("title", "headline", "event", "name", "heading", "what")),
    Target("summary", _("Line (one or two sentences)"), ("summary", "line", "short", "abstract", "in short")),
    Target(
        "text",
        _("Text"),
        ("text", "description", "details", "detail", "body", "what happened", "notes", "content", "story", "account"),
    ),
    Target(
        "source_url", _("Source: address"), ("source", "source url", "link", "url", "source link", "web", "sources")
    ),
    Target("source_title", _("Source: title"), ("source title", "source name", "reference", "evidence", "citation")),
    Target("publisher", _("Source: publisher"), ("publisher", "published by", "outlet", "organisation", "author")),
    Target("media", _("Media"), ("media", "media url", "image", "picture", "video")),
    Target("media_credit", _("Media: credit"), ("media credit", "credit")),
    Target("media_caption", _("Media: caption"), ("media caption", "caption")),
    Target("topics", _("Topics"), ("topics", "topic", "group", "tags", "tag", "category", "categories", "theme")),
    Target("id", _("Id (in the file)"), ("id", "unique id", "external id", "key", "identifier", "ref", "no", "number")),
    Target("type", _("Type of slide (TimelineJS)"), ("type",)),
    Target("kind", _("Kind of entry"), ("kind", "kind of entry")),
    Target("significance", _("Importance"), ("significance", "importance")),
    Target("occurrence", _("Whether it happened"), ("occurrence", "did it happen", "status")),
    Target("date_extent", _("Whether a range lasted"), ("date extent", "extent")),
    Target("date_note", _("What to know of the date"), ("date note",)),
    Target("sequence", _("Place among entries of one date"), ("sequence", "place", "order")),
    Target("text_language", _("Language"), ("text language",)),
    Target("no_source_reason", _("Why there is no source"), ("no source reason",)),
    Target("own_sources", _("Sources, as our own export has them"), ()),
)
BY_NAME = {name: target.name for target in TARGETS for name in target.names}
LABELS = {target.name: target.label for target in TARGETS}

#: Columns of our own export that have a target of another name, or none.
OURS = {"sources": "own_sources"}
NOT_TAKEN_OF_OURS = {"url", "source", "language", "outlet", "byline"}
MARKS_OF_OURS = {"id", "date_extent", "date_words", "earliest", "latest", "no_source_reason"}
#: Columns of dates, whole or in parts.
OF_START = ("date", "year", "month", "day", "time")
OF_END = ("end_date", "end_year", "end_month", "end_day", "end_time")


def plain(name: str) -> str:
    """The name of a column in lower case, its words apart by one space each."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def are_of_our_export(columns: list[str]) -> bool:
    return set(columns) >= MARKS_OF_OURS


def guessed(columns: list[str]) -> list[str]:
    """For each column the field that it most likely fills, none twice; empty where nobody knows."""
    is_ours, taken, found = are_of_our_export(columns), set(), []
    for column in columns:
        target = BY_NAME.get(plain(column), "")
        if is_ours:
            target = OURS.get(column) or ("" if column in NOT_TAKEN_OF_OURS else target)
            target = target if column in (target, *OURS) else ""
        if target in taken:
            target = ""
        taken.add(target)
        found.append(target)
    return found


def is_header(columns: list[str]) -> bool:
    """Whether a first row can be the names of columns: one of them is known, or none of them is a date or long."""
    named = [column for column in columns if column]
    if any(plain(column) in BY_NAME for column in named):
        return True
    return bool(named) and not any(re.search(r"\d{3}", column) or len(column) > 60 for column in named)
