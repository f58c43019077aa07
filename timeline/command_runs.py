"""The commands that keep the site going: one of a kind at a time on a machine, and when each last came to its end."""

import contextlib
import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: What should run by itself: what it is for, and how long it may be silent before the desk says so.
EXPECTED = {
    "publish_scheduled": (_("Publishing at the hour (every minute)"), timedelta(minutes=5)),
    "check_links": (_("Checking links (every day)"), timedelta(hours=36)),
    "reconcile_media": (_("Looking through the files (every night)"), timedelta(hours=36)),
}
#: So much of what went wrong is kept for the desk; the log has it whole.
WORDS_KEPT = 500


@contextlib.contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether no other process of this machine does *name*. The lock ends with the process, however that ends."""
    folder = settings.DATA_DIR
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name.replace('_', '-')}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextlib.contextmanager
def run_noted(name: str) -> Iterator[None]:
    """Note when a run of the command *name* began and when it came to its end, or why it did not."""
    from timeline.models import CommandRun

    run, _created = CommandRun.objects.update_or_create(
        name=name, defaults={"began_at": timezone.now(), "went_wrong": ""}
    )
    try:
        yield
    except BaseException as fault:
        words = str(fault) or type(fault).__name__
        CommandRun.objects.filter(pk=run.pk).update(went_wrong=words[:WORDS_KEPT])
        raise
    CommandRun.objects.filter(pk=run.pk).update(ended_at=timezone.now())


@dataclass(frozen=True)
class Heartbeat:
    """One command that should run by itself, as the desk shows it."""

    name: str
    purpose: str
    ended_at: datetime | None
    is_late: bool
    went_wrong: str


def heartbeats(now: datetime | None = None) -> list[Heartbeat]:
    """Every expected command: one query."""
    from timeline.models import CommandRun

    now = now or timezone.now()
    runs = {run.name: run for run in CommandRun.objects.all()}
    beats = []
    for name, (purpose, patience) in EXPECTED.items():
        run = runs.get(name)
        ended = run.ended_at if run else None
        is_late = ended is None or now - ended > patience
        beats.append(Heartbeat(name, purpose, ended, is_late, run.went_wrong if run else ""))
    return beats
