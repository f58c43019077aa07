"""What a program makes of dates that it did not know, seen over a whole file, and named to its editor."""

import re
from collections import Counter, defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.dates import parse
from timeline.importing.choices import ALL, How
from timeline.importing.columns import OF_END
from timeline.importing.date_cells import CellError, is_midnight, read_date

#: So many rows of one day and month, and so large a part of all days, are no chance.
MANY, LARGE_PART = 4, 0.2
SHOWN = 8
_DAY = re.compile(r"\d{4}-(\d\d-\d\d)")
OF_DATES = ("year", "month", "day", "time", "date", "end_year", "end_month", "end_day", "end_time", "end_date")


def found_in(rows, remarks: list[str], how: How) -> list[dict]:
    """The traps, each with its name, words for the editor, and what mends it where something does."""
    found = [{"name": "file", "words": words} for words in remarks]
    for look in (_invented_day, _blank_parts, _midnights, _end_before_start, _cosmic, _unsorted):
        if trap := look(rows, how):
            found.append(trap)
    return found


def common_day(rows) -> tuple[str, int]:
    """The day and month that most days of *rows* share, as “09-10”, and of how many; empty where that is chance."""
    matches = [_DAY.match(row.edtf) for row in rows]
    days = Counter(match[1] for match in matches if match)
    if not days:
        return "", 0
    day, number = days.most_common(1)[0]
    years = {match[0][:4] for match in matches if match and match[1] == day}
    is_chance = number < MANY or number < LARGE_PART * days.total() or len(years) < 3
    return ("", 0) if is_chance else (day, number)


def _invented_day(rows, how: How):
    day, number = common_day(rows)
    if not day or how.keep != ALL:
        return None
    words = parse(f"2000-{day}").words.removesuffix(" 2000")
    return {
        "name": "invented-day",
        "day": day,
        "words": _(
            "{number} rows are dated {day}, of different years. A program may have made up that day where only the "
            "year was known. If so, say below what is really known."
        ).format(number=number, day=words),
    }


def _blank_parts(rows, how: How):
    blank = [
        row.number
        for row in rows
        if any(name in row.cells and row.cells[name] and not row.cells[name].strip() for name in OF_DATES)
        or _ends_blank(row)
    ]
    if not blank:
        return None
    return {
        "name": "blank-parts",
        "words": _("Some rows give no month or no day: {rows}. Their dates are read as months and years.").format(
            rows=_rows(blank)
        ),
    }


def _ends_blank(row) -> bool:
    cells = row.cells
    return bool(cells.get("year", "").strip()) and any(not cells.get(name, "x").strip() for name in ("month", "day"))


def _midnights(rows, how: How):
    times = [row.read.time for row in rows if row.read and row.read.time]
    if len(times) < 2 or not all(is_midnight(time) for time in times):
        return None
    words = _("Every time in this file is midnight, as programs write it where no time is known.")
    mended = _("The times are left out.") if not how.times else _("Untick the times below to leave them out.")
    return {"name": "midnight", "words": f"{words} {mended}"}


def _end_before_start(rows, how: How):
    numbers = [row.number for row in rows if row.errors and not row.read and _is_reversed(row)]
    if not numbers:
        return None
    return {
        "name": "end-before-start",
        "words": _("The end comes before the start: {rows}. Mend them in the file.").format(rows=_rows(numbers)),
    }


def _is_reversed(row) -> bool:
    if not any(row.cells.get(name, "").strip() for name in OF_END):
        return False
    start = {name: value for name, value in row.cells.items() if name not in OF_END}
    end = {name.removeprefix("end_"): value for name, value in row.cells.items() if name in OF_END}
    try:
        first, last = read_date(start, How()).date, read_date(end, How()).date
    except CellError:
        return False
    return bool(first.earliest and last.latest and last.latest < first.earliest)


def _cosmic(rows, how: How):
    numbers = [row.number for row in rows if not row.read and _is_cosmic(row)]
    if not numbers:
        return None
    return {
        "name": "cosmic",
        "words": _("These dates are out of reach: {rows}. Years run from 1000 to 2999 here.").format(
            rows=_rows(numbers)
        ),
    }


def _is_cosmic(row) -> bool:
    for name in ("year", "end_year", "date", "end_date"):
        digits = row.cells.get(name, "").strip().removesuffix(".0")
        if digits.lstrip("-").isdecimal() and digits.isascii() and not 1000 <= int(digits[:25]) <= 2999:
            return True
    return False


def _unsorted(rows, how: How):
    """Rows of one date that stand apart from one another: in what order did these things happen?"""
    places = defaultdict(list)
    dated = [row for row in rows if row.read]
    for place, row in enumerate(dated):
        if "sequence" not in row.said.plain:
            places[row.edtf].append(place)
    apart = [found for found in places.values() if found[-1] - found[0] != len(found) - 1]
    if not apart:
        return None
    shown = "; ".join(_rows([dated[place].number for place in found]) for found in apart[:SHOWN])
    return {
        "name": "unsorted",
        "words": _(
            "Rows of one and the same date stand apart in the file: {rows}. They will stand in the order of the file. "
            "If they happened in another order, move the rows."
        ).format(rows=shown),
    }


def _rows(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:SHOWN]))
    more = len(numbers) - SHOWN
    words = ngettext("row {rows}", "rows {rows}", len(numbers)).format(rows=shown)
    return words if more <= 0 else _("{rows} and {number} more").format(rows=words, number=more)
