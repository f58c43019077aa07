"""JSON: the slides of TimelineJS, a plain list of records, or a whole story of our own."""

import json

from django.utils.translation import gettext as _

from timeline.importing.tables import FileError, Row, Table, WholeStory, refuse_too_large

#: The columns of a spreadsheet for TimelineJS, and where each stands in its JSON.
SLIDE = {
    "Year": ("start_date", "year"),
    "Month": ("start_date", "month"),
    "Day": ("start_date", "day"),
    "Time": ("start_date", "time"),
    "End Year": ("end_date", "year"),
    "End Month": ("end_date", "month"),
    "End Day": ("end_date", "day"),
    "End Time": ("end_date", "time"),
    "Display Date": ("display_date",),
    "Headline": ("text", "headline"),
    "Text": ("text", "text"),
    "Media": ("media", "url"),
    "Media Credit": ("media", "credit"),
    "Media Caption": ("media", "caption"),
    "Group": ("group",),
    "Id": ("unique_id",),
}


def read_json(text: str) -> Table | WholeStory:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileError(
            _(
                "This JSON cannot be read: line {line}, character {column}. A file that was cut off ends like this."
            ).format(line=error.lineno, column=error.colno)
        ) from error
    except (RecursionError, ValueError) as error:
        raise FileError(_("This JSON cannot be read: it is nested too deeply, or holds an endless number.")) from error
    if isinstance(data, dict) and "version" in data and isinstance(data.get("entries"), list):
        return WholeStory("story", data)
    if isinstance(data, dict) and isinstance(data.get("events"), list):
        return _slides(data)
    if isinstance(data, list):
        return _records(data)
    raise FileError(
        _("This JSON is neither a story of ours (“entries”), nor of TimelineJS (“events”), nor a list of records.")
    )


def _slides(data: dict) -> Table:
    slides, rows = data["events"], []
    for number, slide in enumerate(slides, start=1):
        if not isinstance(slide, dict):
            raise FileError(_("Event {number} is no record.").format(number=number))
        row = Row(number, [_found(slide, path) for path in SLIDE.values()])
        if not isinstance(slide.get("start_date"), dict):
            row.faults[0] = _("the event has no “start_date”.")
        rows.append(row)
    table = Table("timelinejs", list(SLIDE), rows)
    if isinstance(data.get("title"), dict):
        table.remarks.append(_("The title slide is left out: it tells of the timeline, and not of an event."))
    if data.get("eras"):
        table.remarks.append(_("The eras are left out. Chapters do that here."))
    return table


def _found(slide: dict, path: tuple[str, ...]) -> str:
    part = slide
    for name in path:
        if not isinstance(part, dict):
            return ""
        if name == "time" and "time" not in part:
            return _time(part)
        part = part.get(name)
    return _text(part)


def _time(date: dict) -> str:
    """A clock time of the parts of a date; empty where no hour is given."""
    hour, minute, second = (_text(date.get(name)) for name in ("hour", "minute", "second"))
    return ":".join(part.zfill(2) for part in (hour, minute or "0", second or "0")) if hour else ""


def _records(data: list) -> Table:
    if not data or not all(isinstance(one, dict) for one in data):
        raise FileError(_("This JSON is a list, but not of records with named fields."))
    columns = list(dict.fromkeys(name for one in data for name in one))
    refuse_too_large(len(data), len(columns))
    rows = [Row(number, [_text(one.get(name)) for name in columns]) for number, one in enumerate(data, start=1)]
    return Table("records", columns, rows)


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, dict | list):
        return "\n".join(map(_text, value)) if isinstance(value, list) else ""
    return str(value).strip()
