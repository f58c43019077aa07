"""The story as a table: CSV (RFC 4180) in UTF-8, one row an entry, that no spreadsheet takes for a program."""

import csv
import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.data.asking import asked_for
from timeline.data.dates import moment
from timeline.data.gathering import chunks
from timeline.data.http import streamed
from timeline.data.kinds import Column
from timeline.data.records import records
from timeline.data.terms import Terms, filter_words
from timeline.feeds.text import clean

#: Without it the spreadsheet that most people have reads UTF-8 as something else.
BYTE_ORDER_MARK = "\ufeff".encode()
#: How a cell begins that a spreadsheet may run as a formula, the wide forms of East Asian keyboards among them.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def csv_file(request, terms: Terms):
    """The file, streamed."""
    filters = asked_for(request)
    entries = filters.entries()
    pieces = csv_pieces(
        entries,
        filters.site,
        (terms.licence_words, terms.licence_url, filter_words(filters), moment(timezone.now())),
        newest_first=filters.newest_first,
    )
    return streamed(request, pieces, name="story.csv", content_type="text/csv; charset=utf-8; header=present")


def csv_pieces(entries, site, ending: tuple, *, newest_first: bool = False) -> Iterator[bytes]:
    """The file by pieces; every row ends in the cells of *ending*."""
    kinds = _kinds()
    yield BYTE_ORDER_MARK + row([column.name for column in columns()])
    for gathered in chunks(entries, site, newest_first=newest_first, accounts=False):
        for record in records(gathered):
            cells = [column.value(record) for column in COLUMNS]
            for kind in kinds:
                facts = record["facts"] if record["kind"] == kind.kind else None
                cells += ["" if facts is None else column.value(facts) for column in kind.data_columns]
            yield row([*cells, *ending])


def columns() -> list[Column]:
    """Every column, in order."""
    of_kinds = [column for kind in _kinds() for column in kind.data_columns]
    return [*COLUMNS, *of_kinds, *ENDING]


def row(cells) -> bytes:
    """One line of the file. Every cell is quoted, so that a reader that splits at another sign finds no formula."""
    out = _Line()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([defused(_text(cell)) for cell in cells])
    return out.text.encode()


def defused(text: str) -> str:
    """*text* with an apostrophe before it if a spreadsheet might run it. ``restored()`` takes it off again."""
    return f"'{text}" if FORMULA.match(text) else text


def restored(text: str) -> str:
    """A cell of the file as it was before it was defused."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def _text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return clean(str(cell))


class _Line:
    def write(self, text: str) -> None:
        self.text = text


def _kinds():
    from timeline.models import TimelineEntry

    return TimelineEntry.kinds()


def lines(rows: list[list[str]]) -> str:
    """Several things in one cell: one a line, its parts between bars."""
    return "\n".join(" | ".join(_part(part) for part in parts) for parts in rows)


def _part(text: str | None) -> str:
    return " ".join((text or "").replace("|", "/").split())


def _picture(name: str):
    return lambda entry: entry["picture"][name] if entry["picture"] else ""


COLUMNS = (
    Column("id", _("The permanent id."), lambda entry: entry["id"]),
    Column("url", _("The permanent address."), lambda entry: entry["url"]),
    Column("page", _("The address of the page today."), lambda entry: entry["page"]),
    Column("kind", _("“event”, “press” or “legal”."), lambda entry: entry["kind"]),
    Column("title", _("The title; of an article the headline."), lambda entry: entry["title"]),
    Column("summary", _("One or two plain sentences of ours."), lambda entry: entry["summary"]),
    Column("date", _("When it happened (EDTF)."), lambda entry: entry["date"]["edtf"]),
    Column("date_extent", _("Of a range: “throughout” or “within”."), lambda entry: entry["date"]["extent"]),
    Column("date_words", _("The date in words."), lambda entry: entry["date"]["words"]),
    Column("earliest", _("The first day that it can have been."), lambda entry: entry["date"]["earliest"]),
    Column("latest", _("The last day that it can have been."), lambda entry: entry["date"]["latest"]),
    Column("occurrence", _("Whether it happened."), lambda entry: entry["date"]["occurrence"]),
    Column("wording", _("Words that we print instead of the date."), lambda entry: entry["wording"]),
    Column("date_note", _("What one should know of the date."), lambda entry: entry["date_note"]),
    Column("sequence", _("The place among entries of the same date."), lambda entry: entry["sequence"]),
    Column("significance", _("“key”, “normal” or “minor”."), lambda entry: entry["significance"]),
    Column("topics", _("One a line."), lambda entry: lines([[topic["name"]] for topic in entry["topics"]])),
    Column(
        "subjects",
        _("The people and bodies that it is about, one a line."),
        lambda entry: lines([[one["name"]] for one in entry["subjects"]]),
    ),
    Column("text_language", _("Its language, if not that of the site."), lambda entry: entry["text_language"]),
    Column(
        "sources",
        _("One a line: title | publisher | address | kept copy. A bar within a part is written as a stroke."),
        lambda entry: lines(
            [[one["title"], one["publisher"], one["url"], one["copy_url"]] for one in entry["sources"]]
        ),
    ),
    Column("no_source_reason", _("Where there is no source: why."), lambda entry: entry["no_source_reason"]),
    Column(
        "related",
        _("One a line: relation | permanent id of the other entry."),
        lambda entry: lines([[one["relation"], one["id"]] for one in entry["related"]]),
    ),
    Column("picture_url", _("The address of the picture."), _picture("url")),
    Column("picture_description", _("What it shows."), _picture("description")),
    Column("picture_credit", _("Who made it."), _picture("credit")),
    Column("announced_at", _("When subscribers were told (UTC)."), lambda entry: entry["announced_at"]),
    Column(
        "materially_updated_at",
        _("When it last changed in a way that matters."),
        lambda entry: entry["materially_updated_at"],
    ),
    Column(
        "changes",
        _("One a line: moment | “update” or “correction” | what readers were told."),
        lambda entry: lines([[one["told_at"], one["kind"], one["words"]] for one in entry["changes"]]),
    ),
)
ENDING = (
    Column("licence", _("What you may do with our words; the same in every row."), lambda entry: ""),
    Column("licence_url", _("Where the licence stands."), lambda entry: ""),
    Column("filter", _("The filters by which the rows were chosen."), lambda entry: ""),
    Column("exported_at", _("When the file was written (UTC)."), lambda entry: ""),
)
