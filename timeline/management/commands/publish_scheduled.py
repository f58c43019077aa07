from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.command_runs import alone, run_noted
from timeline.importing.clearing import clear_abandoned
from timeline.schedules import RunOfSchedules, due_revisions, expired_pages


class Command(BaseCommand):
    help = (
        "Publish what has come to its hour, and take down what has come to its end. Meant to be run every minute. "
        "It takes the place of Wagtail's command of that name: it may be stopped at any moment, and run many "
        "times at once. Files of imports that nobody brought in within a week are deleted by it, too."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dryrun", "--dry-run", action="store_true", help="Say what is due, and change nothing.")

    def handle(self, *, dryrun=False, verbosity=1, **options):
        say = self.stdout.write if verbosity else (lambda line: None)
        if dryrun:
            self._say_what_is_due()
            return
        with alone("publish_scheduled") as is_alone:
            if not is_alone:
                self.stderr.write("Another run is at work. It does what is due.")
                return
            run = RunOfSchedules(say)
            with run_noted("publish_scheduled"):
                run.work()
                cleared = clear_abandoned()
        if cleared:
            say(f"{cleared} {'import' if cleared == 1 else 'imports'} that nobody went on with cleared away.")
        if run.counts["troubled"]:
            say(f"{run.counts['troubled']} of what was done had trouble afterwards: see the log.")
        if run.counts["failed"]:
            raise CommandError(
                f"{run.counts['failed']} could not be done, and will be tried again: the desk shows which, and why.",
                returncode=1,
            )

    def _say_what_is_due(self) -> None:
        now = timezone.now()
        for page in expired_pages(now):
            when = page.expire_at.isoformat(" ", "minutes")
            self.stdout.write(f"Page {page.pk} was to be taken down at {when}: {page}")
        for revision in due_revisions(now):
            when = revision.approved_go_live_at.isoformat(" ", "minutes")
            self.stdout.write(f"Page {revision.object_id} was to go out at {when}: {revision.object_str}")
