"""Whether schedules are lost or doubled when the command that publishes is killed again and again.

    python benchmarks/schedules.py [--pages 300] [--kills 50] [--at-once 4]

makes a database of its own in a temporary folder (or uses an empty one that DATABASE_URL names), gives so many drafts
an hour that has come, one of them without a source, and lets the command publish them. It is killed (SIGKILL) while it
publishes, so many times, each after a different while. Then the rest goes out by several runs at once, each with a
lock file of its own as on machines of their own. Said at the end: how many went out, how many twice, how many lost.
Ends with 1 unless each went out once, and the one without a source waits with its reason.
"""

import argparse
import datetime
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
#: Seconds from the first page of a run until it is killed, at most.
SPREAD = 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--at-once", type=int, default=4)
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        os.environ["PYTHONPATH"] = str(ROOT)
        _measure(asked, Path(folder))


def _measure(asked, folder: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from home.structure import build_structure

    print(f"==> {asked.pages} drafts with an hour that has come ({connection.vendor})", flush=True)
    call_command("migrate", verbosity=0)
    build_structure("The campaign")
    keys, poisoned = _drafts(asked.pages)
    began = time.perf_counter()
    mid = sum(_killed(number) for number in range(asked.kills))
    out = _out(keys)
    print(f"{asked.kills} kills, {mid} of them amid publishing: {out} of {asked.pages} went out", flush=True)
    _at_once(asked.at_once, folder)
    _say(keys, poisoned, time.perf_counter() - began)


def _drafts(number: int) -> tuple[list[int], int]:
    from django.utils import timezone
    from wagtail.models import Revision

    from timeline.models import EntrySource, EventPage, TimelinePage

    story, hour, keys = TimelinePage.objects.get(), timezone.now() - datetime.timedelta(minutes=5), []
    for place in range(number + 1):
        page = EventPage(title=f"Entry {place}", slug=f"entry-{place}", date="2018", summary="It was.", live=False)
        page.sources = [EntrySource(title="A source")] if place else []
        story.add_child(instance=page)
        revision = page.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour)
        keys.append(page.pk)
    return keys[1:], keys[0]


def _command(**environment) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "publish_scheduled"],
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _killed(number: int) -> bool:
    """Whether the run was still publishing when it was killed."""
    run = _command()
    for line in run.stdout:
        if "published" in line:
            break
    time.sleep(random.Random(number).uniform(0, SPREAD))
    is_running = run.poll() is None
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    return is_running


def _at_once(number: int, folder: Path) -> None:
    runs = []
    for place in range(number):
        (folder / f"machine-{place}").mkdir()
        runs.append(_command(DATA_DIR=str(folder / f"machine-{place}")))
    for run in runs:
        run.communicate()
    # What a run passed by because another had it is done by the next minute's.
    _command().communicate()


def _out(keys) -> int:
    from wagtail.models import Page

    return Page.objects.filter(pk__in=keys, live=True).count()


def _say(keys, poisoned: int, seconds: float) -> None:
    from wagtail.models import PageLogEntry

    from timeline.models import MissedSchedule, PublicRecord

    logged = Counter(PageLogEntry.objects.filter(action="wagtail.publish.scheduled").values_list("page_id", flat=True))
    told = PublicRecord.objects.filter(page_id__in=keys, announced_at__isnull=False).count()
    out, twice = _out(keys), sum(1 for count in logged.values() if count > 1)
    waits = MissedSchedule.objects.filter(page_id=poisoned, why__contains="source").exists()
    print(f"went out: {out} of {len(keys)}, lost: {len(keys) - out}, logged twice: {twice}, told to readers: {told}")
    print(f"the one without a source waits with its reason: {'yes' if waits else 'no'}; {seconds:.0f} s")
    if out != len(keys) or twice or not waits or set(logged) != set(keys):
        sys.exit("A schedule was lost or doubled.")


if __name__ == "__main__":
    main()
