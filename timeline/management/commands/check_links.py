import contextlib
import signal
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from timeline.command_runs import alone, run_noted
from timeline.links.fetch import Fetcher
from timeline.links.runs import LinkRun
from timeline.models.link import WebLink

HOST_DELAY = 5.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)

State = WebLink.State
#: What a run may have found, and how it is said.
_FINDINGS = (
    (State.ANSWERS, "answered"),
    (State.REFUSES, "refused to be checked"),
    (State.NOT_ASKED, "not asked, because the host wants it so"),
    (State.FAILING, "failed, to be tried another day"),
    (State.GONE, "gone"),
    ("newly_gone", "newly gone"),
    ("back_again", "back again"),
    ("text_changed", "with another text than before"),
    ("broken", "could not be checked: see the log"),
    ("unsure", "not counted: no host could be found at all"),
)


class Command(BaseCommand):
    help = (
        "Check whether the addresses of sources and articles still answer, and whether their text has changed. "
        "Meant to be run once a day. It may be stopped at any time; the next run goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="Check at most so many.")
        parser.add_argument("--all", action="store_true", help="Check those that are not due as well.")
        parser.add_argument(
            "--host-delay", type=float, default=HOST_DELAY, help=f"Seconds between requests to a host ({HOST_DELAY:g})."
        )
        parser.add_argument("--quiet", action="store_true", help="Say nothing but what went wrong.")

    def handle(self, *, limit=None, host_delay=HOST_DELAY, quiet=False, **options):
        if host_delay < 0 or (limit is not None and limit < 1):
            raise CommandError("--limit must be 1 or more, and --host-delay 0 or more.")
        say = (lambda line: None) if quiet else self.stdout.write
        with alone("check_links") as is_alone:
            if not is_alone:
                self.stderr.write("Links are being checked already. Wait until that run ends, or stop it.")
                return
            with run_noted("check_links"), Fetcher() as fetcher:
                run = LinkRun(fetcher, everything=options["all"], limit=limit, delay=host_delay, tell=say)
                with _stopped_by_signals(run, say):
                    run.work()
        self._report(run, say)

    def _report(self, run: LinkRun, say) -> None:
        say(f"{run.done} {'link' if run.done == 1 else 'links'} checked, {run.left} left for another run.")
        for name, words in _FINDINGS:
            if run.counts[name]:
                say(f"  {run.counts[name]} {words}")


@contextlib.contextmanager
def _stopped_by_signals(run: LinkRun, say) -> Iterator[None]:
    """The first Ctrl-C lets the request at hand finish; the second ends it as usual."""

    def stop(number, frame):
        if run.is_stopped:
            raise KeyboardInterrupt
        run.stop()
        say("Stopping when the address at hand has answered.")

    before = {number: signal.signal(number, stop) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
