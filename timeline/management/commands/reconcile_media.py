from django.core.management.base import BaseCommand

from timeline.command_runs import alone, run_noted
from timeline.reconciling import Reconciliation, reconcile

#: What is found, how it is said, and whether it is mended without being asked.
FINDINGS = (
    ("stray", "sizes of pictures that no row knows", True),
    ("misplaced", "sizes that lay where they may not lie", True),
    ("without_file", "rows of sizes whose file is not there", True),
    ("unknown", "private files that no row knows", False),
    ("elsewhere", "public files that are no sizes of pictures", False),
    ("lost", "originals and documents that are not where a row says", False),
)


class Command(BaseCommand):
    help = (
        "Compare the files in the public and the private storage with what the rows and the gate say, and delete sizes "
        "of pictures that nothing published shows. Meant to be run every night. It may be stopped at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and change nothing.")
        parser.add_argument(
            "--delete-unknown",
            action="store_true",
            help="Delete the private files that no row knows, too. Look at them first.",
        )
        parser.add_argument("--names", action="store_true", help="Name every file, and do not only count.")

    def handle(self, *, dry_run=False, delete_unknown=False, names=False, verbosity=1, **options):
        if dry_run:
            self._say(reconcile(dry_run=True), names, dry_run=True, delete_unknown=delete_unknown)
            return
        with alone("reconcile_media") as is_alone:
            if not is_alone:
                self.stderr.write("Another run is at work.")
                return
            with run_noted("reconcile_media"):
                found = reconcile(delete_unknown=delete_unknown)
        if verbosity:
            self._say(found, names, dry_run=False, delete_unknown=delete_unknown)

    def _say(self, found: Reconciliation, names: bool, *, dry_run: bool, delete_unknown: bool) -> None:
        for name, words, is_mended in FINDINGS:
            files = getattr(found, name)
            is_deleted = is_mended or (name == "unknown" and delete_unknown)
            done = ("to be deleted" if dry_run else "deleted") if is_deleted else "left"
            self.stdout.write(f"{len(files)} {words}{f': {done}' if files else ''}.")
            for one in files if names else ():
                self.stdout.write(f"  {one}")
