"""Files as editors send them, and the way through the screens of an import."""

import csv
import io
import json

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from timeline.importing.choices import How
from timeline.importing.columns import guessed
from timeline.importing.opening import open_file
from timeline.importing.planning import plan
from timeline.models import EventPage, ImportBatch

HEADER = ["Date", "Title", "Text", "Source", "Id"]
SHEET = [
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
]  # fmt: skip


def csv_bytes(*rows, header=HEADER, encoding="utf-8", separator=",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([header, *rows])
    return out.getvalue().encode(encoding)


def xlsx_bytes(*rows, header=HEADER, change=None) -> bytes:
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(list(row))
    if change:
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slides(*rows) -> bytes:
    """The CSV that TimelineJS's spreadsheet gives; each row by the names of its columns."""
    return csv_bytes(*([row.get(name, "") for name in SHEET] for row in rows), header=SHEET)


def timelinejs_json(*events, **more) -> bytes:
    return json.dumps({"events": list(events), **more}).encode()


def read(data: bytes, name="file.csv"):
    """The table, with its columns as they are guessed."""
    table = open_file(data, name)
    return table, guessed(table.columns)


def planned(data: bytes, *, site, user, targets=None, **how):
    """The rows of a file as they would be brought in, and what was found."""
    table, guesses = read(data)
    found = plan(table, targets or guesses, How(**how), site=site, kind=EventPage, user=user)
    return found.rows, found.findings


def traps_of(findings) -> dict[str, str]:
    return {trap["name"]: trap["words"] for trap in findings["traps"]}


# The screens


def send(admin, data: bytes, name="file.csv", *, site, **more):
    file = SimpleUploadedFile(name, data)
    values = {"file": file, "text": "", "site": site.pk, "kind": "event", "order": "", **more}
    return admin.post(reverse("timeline_imports"), values, follow=True)


def latest() -> ImportBatch:
    return ImportBatch.objects.latest("pk")


def name_columns(admin, batch, **changed):
    values = {f"column_{place}": target for place, target in enumerate(batch.columns)} | changed
    return admin.post(reverse("timeline_import_columns", args=[batch.pk]), values, follow=True)


def choose(admin, batch, *, bring_in=False, **changed):
    """Send the form of the check as it stands, but for what is *changed*."""
    how = batch.how
    values = {name: how[name] for name in ("order", "keep", "reason", "announcing")}
    values |= {name: "on" for name in ("times", "overwrite", "keep_clocks") if how[name]}
    values |= {"publish": "yes" if how["publish"] else ""} | changed
    if bring_in:
        values["bring-in"] = "1"
    return admin.post(reverse("timeline_import_check", args=[batch.pk]), values, follow=True)


def bring_in(admin, data: bytes, name="file.csv", *, site, **changed) -> ImportBatch:
    """The whole way, with the columns as they are guessed."""
    response = send(admin, data, name, site=site)
    assert response.status_code == 200, response
    batch = latest()
    if batch.state == batch.State.COLUMNS:
        name_columns(admin, batch)
        batch.refresh_from_db()
    if changed:
        choose(admin, batch, **changed)
        batch.refresh_from_db()
    choose(admin, batch, bring_in=True)
    batch.refresh_from_db()
    return batch
