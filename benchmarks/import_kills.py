"""Whether anything of an import is left half-done when the worker that writes it is killed.

    python benchmarks/import_kills.py [--rows 300] [--kills 20]

makes a database of its own in a temporary folder (or uses an empty one that DATABASE_URL names) and gives the worker
(``manage.py db_worker --backend web``) a file of so many rows to bring in and to publish. It is killed (SIGKILL) at a
random moment of the writing or the indexing; what stands then is looked at, and the file is begun again as the button
in the admin begins it. When it comes to its end before its kill, the next file is on. Ends with 1 where anything was
found half-done, or where at the end not every row is there exactly once, published, found by its words and counted in
what it uses.
"""

import argparse
import csv
import datetime
import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        os.environ["PYTHONPATH"] = str(ROOT)
        # Both the files that are enqueued here and the worker that is started go by this.
        os.environ["TASKS_WORKER"] = "true"
        _measure(asked.rows, asked.kills)


def _measure(rows: int, kills: int) -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection

    from home.structure import build_structure

    call_command("migrate", verbosity=0)
    build_structure("The campaign")
    get_user_model().objects.create_superuser("editor", "editor@example.org", "-")
    print(f"==> One file of {rows} rows without a kill ({connection.vendor})", flush=True)
    batch = _new_batch(0, rows)
    writing, indexing = _work(batch)
    print(f"    written in {writing:.1f} s, found by its words {indexing:.1f} s later", flush=True)
    faults, when, files = _faults_of_whole([batch], rows), Counter(), [batch]
    batch = None
    for number in range(kills):
        if batch is None or _state(batch) == "done":
            batch = _new_batch(len(files), rows)
            files.append(batch)
        before = _counted()
        moment = random.Random(number).uniform(0, (writing + indexing) * 0.98)
        state, is_whole = _killed(batch, moment)
        when[state] += 1
        faults += _faults_after(before, state, rows)
        print(
            f"    kill {number + 1}: {moment:.1f} s into it, {state}{'' if is_whole else ', in the middle'}", flush=True
        )
        _begin_again(batch)
    if _state(batch) != "done":
        _work(batch)
    faults += _faults_of_whole(files, rows)
    said = ", ".join(f"{number} {state}" for state, number in sorted(when.items()))
    print(f"\n{kills} kills ({said}) of {len(files) - 1} files: {len(faults)} faults; {len(files) * rows} entries")
    if faults:
        sys.exit("\n".join(faults))


def _new_batch(number: int, rows: int):
    """A file that was sent, looked through and released."""
    from django.contrib.auth import get_user_model
    from django.core.files.base import ContentFile
    from wagtail.models import Site

    from timeline.importing.checking import begin, check
    from timeline.models import EventPage, ImportBatch
    from timeline.tasks import bring_in

    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["Date", "Title", "Text", "Source", "Topics", "Id"])
    for row in range(number * rows, (number + 1) * rows):
        day = datetime.date(2001, 1, 1) + datetime.timedelta(days=row)
        table.writerow([day, f"Happening {row}", f"Word{row} fell.", f"https://example.org/{row}", f"T{number}", row])
    user = get_user_model().objects.get(username="editor")
    file = ContentFile(out.getvalue().encode(), name=f"{number}.csv")
    batch = begin(file, site=Site.objects.get(), kind=EventPage, order="", user=user)
    batch.how |= {"publish": True}
    check(batch, user=user)
    ImportBatch.objects.filter(pk=batch.pk).update(state=ImportBatch.State.WAITING)
    bring_in.enqueue(batch.pk)
    return batch.pk


def _state(batch: int) -> str:
    from timeline.models import ImportBatch

    return ImportBatch.objects.values_list("state", flat=True).get(pk=batch)


def _worker() -> subprocess.Popen:
    command = [sys.executable, str(ROOT / "manage.py"), "db_worker", "--backend", "web", "--batch", "--no-reload"]
    return subprocess.Popen([*command, "--no-startup-delay"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for(batch: int, states: set[str], run: subprocess.Popen) -> None:
    while _state(batch) not in states and run.poll() is None:
        time.sleep(0.05)


def _work(batch: int) -> tuple[float, float]:
    """Let the worker come to its end, and return the seconds of the writing and of the indexing."""
    run = _worker()
    _wait_for(batch, {"writing", "indexing", "done"}, run)
    began = time.perf_counter()
    _wait_for(batch, {"indexing", "done"}, run)
    written = time.perf_counter()
    _wait_for(batch, {"done"}, run)
    ended = time.perf_counter()
    run.wait()
    return written - began, ended - written


def _killed(batch: int, moment: float) -> tuple[str, bool]:
    """The state of *batch* once its worker was killed *moment* seconds into it, and whether it had come to its end."""
    run = _worker()
    _wait_for(batch, {"writing", "indexing", "done"}, run)
    deadline = time.perf_counter() + moment
    while time.perf_counter() < deadline and run.poll() is None:
        time.sleep(0.01)
    has_ended = run.poll() is not None
    run.send_signal(signal.SIGKILL)
    run.wait()
    _let_the_database_notice()
    return _state(batch), has_ended


def _let_the_database_notice() -> None:
    """PostgreSQL ends the statement that the dead client has sent before it rolls back."""
    from django.db import connection

    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    if connection.vendor != "postgresql":
        return
    for _try in range(500):
        with connection.cursor() as cursor:
            cursor.execute(f"{others} AND backend_type = 'client backend'")
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.02)


def _begin_again(batch: int) -> None:
    """As the button does it, when a quarter of an hour has gone by without a word of the worker."""
    from django.utils import timezone

    from timeline.importing.running import BROKEN_OFF_AFTER, may_be_run_again
    from timeline.models import ImportBatch
    from timeline.tasks import bring_in

    long_ago = timezone.now() - BROKEN_OFF_AFTER - datetime.timedelta(minutes=1)
    ImportBatch.objects.filter(pk=batch).exclude(state=ImportBatch.State.DONE).update(started_at=long_ago)
    if may_be_run_again(ImportBatch.objects.get(pk=batch)):
        bring_in.enqueue(batch)


def _counted() -> dict[str, int]:
    """Of everything that an import writes, how many there are."""
    from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
    from wagtail.search.models import IndexEntry

    from timeline.models import EntrySource, EventPage, ImportRow, PublicRecord, TimelineEntry, Topic

    models = [Page, TimelineEntry, EventPage, Revision, PageLogEntry, ReferenceIndex, IndexEntry]
    models += [PublicRecord, EntrySource, Topic]
    counted = {model.__name__: model.objects.count() for model in models}
    counted["rows that became something"] = ImportRow.objects.exclude(outcome="").count()
    return counted


def _faults_after(before: dict, state: str, rows: int) -> list[str]:
    from wagtail.models import Page

    now = _counted()
    faults = [f"the tree: {problems}" for problems in Page.find_problems() if problems]
    if state == "writing" and now != before:
        faults.append(f"killed as it was written, and there is: {set(now.items()) - set(before.items())}")
    if state in ("indexing", "done") and now["EventPage"] % rows:
        faults.append(f"it is said to be written, and there are {now['EventPage']} entries")
    if state not in ("writing", "indexing", "done"):
        faults.append(f"killed, and it is {state}")
    return faults


def _faults_of_whole(files: list[int], rows: int) -> list[str]:
    """What is wrong once every file was brought in."""
    from wagtail.models import Page, ReferenceIndex, Revision
    from wagtail.search.backends import get_search_backend

    from timeline.models import EventPage, ImportBatch, ImportRow, PublicRecord, Topic

    faults = [f"the tree: {problems}" for problems in Page.find_problems() if problems]
    states = set(ImportBatch.objects.filter(pk__in=files).values_list("state", flat=True))
    expected = sorted(f"Happening {row}" for row in range(len(files) * rows))
    there = sorted(EventPage.objects.published().values_list("title", flat=True))
    keys = list(EventPage.objects.published().values_list("pk", flat=True))
    revisions = Counter(
        Revision.page_revisions.filter(object_id__in=map(str, keys)).values_list("object_id", flat=True)
    )
    found = sum(len(get_search_backend().search(f"Word{row}", EventPage)) for row in range(0, len(expected), 7))
    pages = EventPage.objects.published()
    uses = sum(len(set(ReferenceIndex._extract_references_from_object(page))) for page in pages)
    counted = ReferenceIndex.objects.filter(object_id__in=map(str, keys), base_content_type=_page_type()).count()
    checks = {
        "not every file is done": states == {"done"},
        "not every row is there exactly once, published": there == expected,
        "an entry has not one version": set(revisions.values()) == {1} and len(revisions) == len(keys),
        "a record is missing": PublicRecord.objects.filter(page_id__in=keys).count() == len(keys),
        "a topic is there twice": Topic.objects.count() == len(files),
        "an entry is not found by its words": found == len(range(0, len(expected), 7)),
        "what an entry uses is not in the index": uses == counted,
        "a row is still to be indexed": not ImportRow.objects.filter(to_index=True).exists(),
    }
    return faults + [why for why, is_so in checks.items() if not is_so]


def _page_type():
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    return ContentType.objects.get_for_model(Page)


if __name__ == "__main__":
    main()
