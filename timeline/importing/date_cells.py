"""The date of a row, from one cell or from its parts. All of it is read by ``timeline.dates``, and nothing guessed."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.dates import Choice, DateError, DateQuestion, EntryDate, parse, read
from timeline.dates.point import Point, Shape
from timeline.dates.value import Boundless, interval, single
from timeline.fields import read_typed
from timeline.importing.choices import ALL, DAY_FIRST, MONTH, YEAR, YEAR_IF, How

SAID_AGAIN = 60
_FIGURES = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?:[ T](\d{1,2}:\d{2}.*))?")
_WHOLE = re.compile(r"(-?\d+)(?:\.0+)?")
_MIDNIGHT = re.compile(r"0?0:00(?::00(?:\.0+)?)?(?:\s*(?:Z|[+-]00:?00))?|12(?::00){1,2}\s*am", re.IGNORECASE)


class CellError(Exception):
    """What is wrong with the cell of the field *field*."""

    def __init__(self, field: str, message: str):
        super().__init__(message)
        self.field, self.message = field, message


class OrderAsked(CellError):  # noqa: N818 (a question is no error)
    """Whether the day or the month stands first in this column must be said."""


class MeaningAsked(CellError):  # noqa: N818
    """A text that may mean several dates."""

    def __init__(self, field: str, text: str, question: str, choices: tuple[Choice, ...]):
        super().__init__(field, question)
        self.text, self.choices = text, choices


@dataclass
class DateRead:
    """A date, with what was found out on the way: the text of its time, and what its editor should know."""

    date: EntryDate
    wording: str
    time: str
    remarks: list[str]


def read_date(cells: dict[str, str], how: How, *, is_ours: bool = False) -> DateRead:
    """The date that *cells*, by their fields, give. ``CellError`` where there is none."""
    remarks: list[str] = []
    extent = cells.get("date_extent") or None
    if extent not in (None, "throughout", "within"):
        raise CellError("date_extent", _("“{text}” is neither “throughout” nor “within”.").format(text=extent))
    start, wording, time = _end(cells, "", how, extent, remarks, is_ours)
    if start is None:
        field = "year" if "year" in cells and "date" not in cells else "date"
        raise CellError(field, _("there is no date. Say when it happened, as far as you know."))
    end, _wording, end_time = _end(cells, "end_", how, None, remarks, is_ours)
    if end is not None:
        start = _range(start, end, extent, remarks)
    elif end_time:
        remarks.append(_("The time of its end is left out."))
    return DateRead(_shortened(start, how), wording, time, remarks)


def _end(cells, prefix: str, how: How, extent, remarks, is_ours: bool):
    """The date at one end, words to show in its place, and the text of its time."""
    whole, time = cells.get(f"{prefix}date", "").strip(), cells.get(f"{prefix}time", "").strip()
    year = cells.get(f"{prefix}year", "").strip()
    if whole:
        value, wording = _whole(f"{prefix}date", whole, how, extent, is_ours)
    elif year:
        value, wording = _of_parts(cells, prefix), ""
    else:
        _refuse_parts_without_a_year(cells, prefix)
        return None, "", time
    if value.time and not time:
        time = value.time.time().isoformat()
        if not how.times:
            value = _without_time(value)
    elif time and how.times:
        value = _with_time(f"{prefix}time", value, time)
    return value, wording, time


def _whole(field: str, text: str, how: How, extent, is_ours: bool) -> tuple[EntryDate, str]:
    try:
        if is_ours:
            return parse(text, extent=extent), ""
        if match := _FIGURES.fullmatch(text):
            text = _in_order(field, text, match, how)
        return read_typed(text, extent=extent), ""
    except DateQuestion as question:
        chosen = next((one for one in question.choices if one.label == how.answers.get(text)), None)
        if chosen is None:
            raise MeaningAsked(field, text, question.message, question.choices) from None
        return read(chosen.text, extent=chosen.extent), chosen.wording
    except DateError as error:
        raise CellError(field, error.message) from None


def _in_order(field: str, text: str, match: re.Match, how: How) -> str:
    """“03/02/2018” with the year first, in the order that the editor has said its column is in."""
    if not how.order:
        raise OrderAsked(
            field, _("“{text}”: say whether the day or the month stands first in this file.").format(text=text)
        )
    first, _sign, second, year, time = match.groups()
    day, month = (first, second) if how.order == DAY_FIRST else (second, first)
    if not 1 <= int(month) <= 12:
        raise CellError(
            field,
            _("“{text}” has no month {month}. Does the other part of it stand first in this file?").format(
                text=text, month=month
            ),
        )
    return f"{year}-{int(month):02}-{int(day):02}" + (f"T{time}" if time else "")


def _of_parts(cells, prefix: str) -> EntryDate:
    year, month, day = (cells.get(prefix + name, "").strip() for name in ("year", "month", "day"))
    number = _number(f"{prefix}year", year)
    if not 1000 <= number <= 2999:
        raise CellError(
            f"{prefix}year",
            _("the year {year} is out of reach: years run from 1000 to 2999.").format(year=year[:SAID_AGAIN]),
        )
    if day and not month:
        raise CellError(f"{prefix}month", _("there is a day, and no month."))
    if not month:
        return parse(f"{number}")
    if not _WHOLE.fullmatch(month):
        return _of_words(f"{prefix}month", f"{day} {month} {number}".strip())
    of_year = _number(f"{prefix}month", month)
    if not 1 <= of_year <= 12:
        raise CellError(f"{prefix}month", _("there is no month {month}.").format(month=month))
    if not day:
        return parse(f"{number}-{of_year:02}")
    of_month = _number(f"{prefix}day", day)
    if not 0 <= of_month <= 99:
        raise CellError(f"{prefix}day", _("there is no day {day}.").format(day=day[:SAID_AGAIN]))
    try:
        return parse(f"{number}-{of_year:02}-{of_month:02}")
    except DateError as error:
        raise CellError(f"{prefix}day", error.message) from None


def _of_words(field: str, text: str) -> EntryDate:
    try:
        return read(text)
    except (DateQuestion, DateError) as error:
        raise CellError(field, error.message) from None


def _number(field: str, text: str) -> int:
    match = _WHOLE.fullmatch(text)
    if not match or len(match[1]) > 20:
        raise CellError(field, _("“{text}” is no number that is taken here.").format(text=text[:SAID_AGAIN]))
    return int(match[1])


def _refuse_parts_without_a_year(cells, prefix: str) -> None:
    for name in ("month", "day"):
        if cells.get(prefix + name, "").strip():
            raise CellError(
                f"{prefix}year",
                _("there is a {part}, and no year.").format(part=_("month") if name == "month" else _("day")),
            )


def is_midnight(time: str) -> bool:
    return bool(_MIDNIGHT.fullmatch(time))


def _with_time(field: str, value: EntryDate, time: str) -> EntryDate:
    if value.is_interval or value.precision != "day":
        if is_midnight(time):
            return value
        raise CellError(field, _("there is a time, and no day that it belongs to."))
    return _of_words(field, f"{value.typed}, {time}")


def _without_time(value: EntryDate) -> EntryDate:
    return parse(value.edtf.partition("T")[0]) if value.time else value


def _range(start: EntryDate, end: EntryDate, extent, remarks: list[str]) -> EntryDate:
    if start.is_interval or end.is_interval:
        raise CellError("end_date", _("there is a range, and another end beside it."))
    if start.time or end.time:
        same_day = _without_time(start) == _without_time(end)
        remarks.append(
            _("The time of its end is left out.") if same_day else _("A range has no times: they are left out.")
        )
        if same_day:
            return start
        start, end = _without_time(start), _without_time(end)
    if start == end:
        return start
    try:
        return parse(f"{start.edtf}/{end.edtf}", extent=extent or "throughout")
    except DateError as error:
        raise CellError("end_year", error.message) from None


def _shortened(value: EntryDate, how: How) -> EntryDate:
    """What an editor says is known of it: the year, or the month, of a day that a program has made up."""
    keep = how.keep
    if keep == ALL:
        return value
    ends = [one and _shorter(one, keep) for one in (value.start, value.end)]
    if ends[1] is None:
        return single(ends[0])
    return single(ends[0]) if ends[0] == ends[1] else interval(*ends, value.extent)


def _shorter(end, keep: str):
    if isinstance(end, Boundless):
        return end
    if keep.startswith(YEAR_IF):
        if end.shape not in (Shape.DAY, Shape.TIME) or end.earliest.isoformat()[5:] != keep.removeprefix(YEAR_IF):
            return end
        keep = YEAR
    return _cut(end, 4 if keep == YEAR else 7 if keep == MONTH else 10)


def _cut(point: Point, length: int):
    bare = point.edtf.rstrip("?~%").partition("T")[0]
    if len(bare) <= length:
        return point
    short = bare[:length]
    if length == 7 and not short[5:].isdigit():
        # “2018-XX”: no month is known of it.
        short = bare[:4]
    return parse(short + point.qualifier).start
