"""A day with a time of day: "23 March 2018, 10:30am", "2018-03-23T10:30", "2pm on 23 March 2018"."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from datetime import timezone as fixed_offset

from timeline.dates.clock import in_london, moments_showing
from timeline.dates.edtf import only_moment, parse_uncached, wall_time
from timeline.dates.errors import Choice, DateError, DateQuestion
from timeline.dates.phrases import WrongWeekdayError, complete, read_phrase
from timeline.dates.point import Shape, day_of, moment_point
from timeline.dates.value import EntryDate, single
from timeline.dates.words import clock_words, point_words

_CLOCK = (
    r"(?:([0-9]{1,2})(?:[:.]([0-9]{2})(?:[:.]([0-9]{2}))?)? ?(am|pm)"
    r"|([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2}))?(?: ?(?:hrs|hours))?"
    r"|(?:12 )?(noon|midday)|(midnight))(?: (gmt|bst|bdst))?"
)
_HINT_OF_CLOCK = re.compile("[0-9] ?[ap]m|[0-9][:.][0-9]|noon|midday|midnight")
_DAY_THEN_TIME = re.compile(f"(.+?)(?: at)? {_CLOCK}")
_TIME_THEN_DAY = re.compile(f"(?:at )?{_CLOCK} on (.+)")
_MIDNIGHT = re.compile("midnight at the (start|end) of (.+)")
_ISO_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?"
    r"(?: ?(z|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
_NOT_BEFORE = " not before"
_CLOCK_OFFSETS = {"gmt": 0, "bst": 1, "bdst": 2}


def read_moment(text: str) -> EntryDate | None:
    """The value of a day and time, or None where the text has no time.

    Raises `DateQuestion` for a clock time that came twice or never, `DateError` for none.
    """
    if not _HINT_OF_CLOCK.search(text):
        return None
    if match := _ISO_MOMENT.fullmatch(text):
        return _read_iso(match)
    if match := _MIDNIGHT.fullmatch(text):
        day = _day(match[2])
        if match[1] == "end":
            day += timedelta(days=1)
        return single(moment_point(only_moment(day, time(0))))
    if match := _DAY_THEN_TIME.fullmatch(text):
        return _read_words(match[1], match.groups()[1:])
    if match := _TIME_THEN_DAY.fullmatch(text):
        return _read_words(match[11], match.groups()[:10])
    return None


def _read_iso(match: re.Match[str]) -> EntryDate:
    day, hour, minute, second, zone = match.groups()
    if zone is None:
        wall = wall_time(int(hour), int(minute), int(second or 0))
        return _at(_iso_day(day), wall, None)
    zone = zone.upper().replace(":", "")
    offset = "Z" if zone == "Z" else f"{zone[:3]}:{zone[3:] or '00'}"
    return parse_uncached(f"{day}T{hour}:{minute}:{second or '00'}{offset}")


def _iso_day(text: str) -> date:
    """The day of an ISO date."""
    return complete(read_phrase(text)[0]).earliest


def _read_words(day_text: str, groups: tuple[str | None, ...]) -> EntryDate:
    if day_text.endswith(_NOT_BEFORE):
        value = _read_words(day_text.removesuffix(_NOT_BEFORE), groups)
        raise _ask_not_before(value.time)
    try:
        day = _day(day_text)
    except WrongWeekdayError as wrong:
        raise _ask_weekday_keeping_time(wrong, groups) from None
    return _on(day, groups)


def _day(text: str) -> date:
    """The one day a time belongs to."""
    phrase = read_phrase(text)
    if phrase is None or (phrase[0].year is None and phrase[0].day is None):
        raise DateError(
            "A time stands beside one day with its year, and says when it starts. Type “23 March 2018, 10:30am”."
        )
    partial, qualifier = phrase
    if partial.year is None or (partial.day and partial.month is None):
        raise DateError("The year is missing. Type it too, for example “23 March 2018, 10:30am”.")
    point = complete(partial)
    if point.shape is not Shape.DAY or qualifier:
        raise DateError(
            "A time can only be given for a day that is known. Type “23 March 2018, 10:30am”, or leave the time out."
        )
    return point.earliest


def _on(day: date, groups: tuple[str | None, ...]) -> EntryDate:
    """The value of a clock time, as matched, on `day`."""
    hour, minute, second, half, hour24, minute24, second24, midday, midnight, zone = groups
    if midnight or (half == "am" and (hour, minute or "00", second or "00") == ("12", "00", "00")):
        raise _ask_which_midnight(day)
    if midday:
        return _at(day, time(12), zone)
    if half:
        return _at(day, _twelve_hour(int(hour), int(minute or 0), int(second or 0), half), zone)
    wall = wall_time(int(hour24), int(minute24), int(second24 or 0))
    if len(hour24) == 1 and wall.hour and moments_showing(day, wall):
        raise _ask_which_half(day, wall)
    return _at(day, wall, zone)


def _ask_weekday_keeping_time(wrong: WrongWeekdayError, groups: tuple[str | None, ...]) -> ValueError:
    try:
        values = [_on(day, groups) for day in (wrong.day, wrong.nearest)]
    except DateQuestion:
        # The time raises a question of its own, and one is enough at once.
        return wrong
    return ask_weekday(wrong, values)


def ask_weekday(wrong: WrongWeekdayError, values: Iterable[EntryDate]) -> DateQuestion:
    """Ask whether the day or the weekday is right; `values` has one value for each."""
    return DateQuestion(
        f"{point_words(day_of(wrong.day))} is a {wrong.day:%A}, not a {wrong.nearest:%A}. Which is meant?",
        tuple(Choice(f"{value.earliest:%A} {value.words}", value.words) for value in values),
    )


def _twelve_hour(hour: int, minute: int, second: int, half: str) -> time:
    if not 1 <= hour <= 12:
        raise DateError(f"There is no {hour}{half}. Type “10:30am”, or “14:00” in 24 hours.")
    return wall_time(hour % 12 + (12 if half == "pm" else 0), minute, second)


def _at(day: date, wall: time, clock_name: str | None) -> EntryDate:
    moments = moments_showing(day, wall)
    if not moments:
        raise _ask_around_gap(day, wall)
    if clock_name:
        matching = [moment for moment in moments if moment.tzname().lower() == clock_name]
        if not matching:
            raise _ask_which_clock(day, wall, clock_name)
        moments = tuple(matching)
    if len(moments) == 1:
        return single(moment_point(moments[0]))
    words = point_words(day_of(day))
    raise DateQuestion(
        f"The clocks went back on {words}, so {wall:%H:%M} came twice. Which is it?",
        tuple(
            _choice(moment, f"{clock_words(moment)}, {order} the clocks went back")
            for moment, order in zip(moments, ("before", "after"), strict=True)
        ),
    )


def _ask_around_gap(day: date, wall: time) -> DateQuestion:
    earlier = datetime.combine(day, wall) - timedelta(hours=1)
    later = datetime.combine(day, wall) + timedelta(hours=1)
    return DateQuestion(
        f"The clocks went forward on {point_words(day_of(day))}: no clock showed {wall:%H:%M}. Which is it?",
        tuple(_choice(only_moment(near.date(), near.time())) for near in (earlier, later)),
    )


def _ask_which_clock(day: date, wall: time, clock_name: str) -> DateQuestion:
    """A time labelled GMT in summer is nearly always clock time with the wrong label."""
    meant = fixed_offset(timedelta(hours=_CLOCK_OFFSETS[clock_name]))
    converted = in_london(datetime.combine(day, wall, meant))
    return DateQuestion(
        f"London clocks were not on {clock_name.upper()} on {point_words(day_of(day))}. What did the clock show?",
        (_choice(moments_showing(day, wall)[0]), _choice(converted)),
    )


def _ask_which_midnight(day: date) -> DateQuestion:
    words = point_words(day_of(day))
    start = only_moment(day, time(0))
    end = only_moment(day + timedelta(days=1), time(0))
    return DateQuestion(
        f"Midnight at which end of {words}?",
        (
            _choice(start, f"At its start, as {words} begins"),
            _choice(end, f"At its end, as {words} is over", f"midnight at the end of {words}"),
        ),
    )


def _ask_not_before(moment: datetime) -> DateQuestion:
    """Courts list a case "not before 2pm": a bound that the standard has no sign for."""
    day, clock = point_words(day_of(moment.date())), clock_words(moment)
    wording = f"{day}, not before {clock}"
    return DateQuestion(
        f"“Not before {clock}” is no exact time. What should be kept beside those words?",
        (
            _choice(moment, f"{clock}, as the earliest time", wording),
            Choice(f"{day}, without a time", day, wording=wording),
        ),
    )


def _ask_which_half(day: date, wall: time) -> DateQuestion:
    afternoon = wall.replace(hour=wall.hour + 12)
    moments = [moment for clock in (wall, afternoon) for moment in moments_showing(day, clock)]
    return DateQuestion(
        f"{wall.hour}:{wall:%M} in the morning or in the afternoon?",
        tuple(_choice(moment) for moment in moments),
    )


def _choice(moment: datetime, label: str = "", wording: str = "") -> Choice:
    words = point_words(moment_point(moment))
    return Choice(label or words, words, wording=wording)
