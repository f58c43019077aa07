from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from timeline.storage_checks import findings

SAYS = {True: "yes", False: "NO", None: "not known"}


class Command(BaseCommand):
    help = (
        "Try the buckets in which files lie: that we can use them, that nobody else reads the private one or lists "
        "either, and that readers get the sizes of pictures. Ends with 1 where something is not so."
    )

    def handle(self, **options):
        if not settings.OBJECT_STORAGE:
            self.stdout.write("Files lie on this machine: MEDIA_BUCKET is not set. Nothing to try.")
            return
        wrong = 0
        for finding in findings():
            self.stdout.write(f"{SAYS[finding.is_good]}: {finding.words}")
            wrong += finding.is_good is False
        if wrong:
            raise CommandError(
                f"{wrong} of these are not as they should be: docs/operations.md, “Files with a provider”."
            )
