"""What it takes to bring in a file of many entries in one go.

    python benchmarks/imports.py [N]

makes a database of its own in a temporary folder and brings in a table of N rows (3,000 by default) as published
entries: how long the check takes, the transaction, and the indexes after it, and how many queries a row. Then the
same file once more, which changes nothing, and the whole of it taken back. A tenth of it is done first: seconds and
queries a row should hardly differ.
"""

import csv
import datetime
import io
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = ["census", "consent", "hearing", "letter", "minister", "pupil", "record", "regulator", "school", "transfer"]
FIRST_DAY = datetime.date(2001, 1, 1)


def main() -> None:
    number = int(sys.argv[1]) if sys.argv[1:] else 3000
    if number < 100:
        sys.exit("Give a number of rows of at least 100.")
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        os.environ["TEST_FILES"] = os.environ["DATA_DIR"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
        _measure(number)


def _measure(number: int) -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from wagtail.models import Site

    from home.structure import build_structure

    call_command("migrate", verbosity=0)
    build_structure("The campaign")
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "-")
    site = Site.objects.select_related("root_page").get()
    found = {}
    for first, rows in ((0, number // 10), (number, number)):
        print(f"==> Bringing in {rows} rows")
        found[rows] = _bring_in(_file(first, rows), rows, site, user)
    print()
    print(f"{'':12}" + "".join(f"{f'{rows} rows':>32}" for rows in found))
    print(f"{'step':<12}" + f"{'seconds':>16}{'queries a row':>16}" * 2)
    for step in next(iter(found.values())):
        taken = [(rows, *found[rows][step]) for rows in found]
        cells = "".join(f"{seconds:>16.1f}{queries / rows:>16.1f}" for rows, seconds, queries in taken)
        print(f"{step:<12}{cells}")


def _file(first: int, rows: int) -> bytes:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["Date", "Title", "Text", "Source", "Publisher", "Topics", "Id"])
    for number in range(first, first + rows):
        word = WORDS[number % len(WORDS)]
        day = FIRST_DAY + datetime.timedelta(days=number * 3)
        text = f"What the {word} of entry {number} came to. " * 4
        title = f"Entry {number}: a {word}"
        table.writerow([day, title, text, f"https://example.org/{number}", "Example", word, f"row-{number}"])
    return out.getvalue().encode()


def _bring_in(data: bytes, rows: int, site, user) -> dict[str, tuple[float, int]]:
    from django.core.files.base import ContentFile

    from timeline.importing.checking import begin, check
    from timeline.importing.running import index_batch, write_batch
    from timeline.importing.undoing import undo
    from timeline.models import EventPage, ImportBatch

    steps = {}

    def batch_of_file() -> ImportBatch:
        batch = begin(ContentFile(data, name="file.csv"), site=site, kind=EventPage, order="", user=user)
        batch.how |= {"publish": True}
        return batch

    def ready(batch) -> int:
        ImportBatch.objects.filter(pk=batch.pk).update(state=ImportBatch.State.WAITING)
        return batch.pk

    batch = batch_of_file()
    steps["check"] = _timed(lambda: check(batch, user=user))
    ready(batch)
    steps["write"] = _timed(lambda: write_batch(batch.pk))
    steps["index"] = _timed(lambda: index_batch(batch.pk))
    batch.refresh_from_db()
    if batch.state != "done" or batch.rows.filter(was_published=True).count() != rows:
        raise RuntimeError(f"{batch.state}: {batch.why}")
    again = batch_of_file()
    check(again, user=user)
    ready(again)
    steps["again"] = _timed(lambda: (write_batch(again.pk), index_batch(again.pk)))
    again.refresh_from_db()
    if again.findings["counts"]["same"] != rows:
        raise RuntimeError("The same file again is not the same.")
    steps["undo"] = _timed(lambda: undo(batch, user=user))
    return steps


def _timed(work) -> tuple[float, int]:
    from django.db import connection

    count = 0

    def counted(execute, *args):
        nonlocal count
        count += 1
        return execute(*args)

    started = time.perf_counter()
    with connection.execute_wrapper(counted):
        work()
    return time.perf_counter() - started, count


if __name__ == "__main__":
    main()
