from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from home.demo.removing import Plan, StalePlan, plan, remove
from timeline.holds import current_hold

NOTHING = "Nothing of the demo is here."
ON_HOLD = "All publishing is on hold, and the front page could not go out without the demo. Lift the hold first."
CHANGED = "Somebody has worked on this site meanwhile. Nothing was removed: look at the list again."
IN_USE = "Nothing was removed. Something that was made since stands on the demo: {things}."


class Command(BaseCommand):
    help = (
        "Remove what load_demo brought: pages, topics, outlets, explained words, pictures with their files. What "
        "somebody has changed, and what entries of your own use, is kept and listed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="List what would go and what would stay.")
        parser.add_argument("--yes", action="store_true", help="Do not ask before removing.")

    def handle(self, *, dry_run, yes, verbosity, **options):
        what = plan()
        self._list(what, all_of_it=dry_run or verbosity > 1)
        if what.is_empty or dry_run:
            return
        if current_hold():
            raise CommandError(ON_HOLD)
        if not (yes or self._is_agreed()):
            self.stdout.write("Nothing was removed.")
            return
        try:
            done = remove(what)
        except StalePlan as refusal:
            raise CommandError(CHANGED) from refusal
        except ProtectedError as refusal:
            things = ", ".join(sorted(str(one) for one in refusal.protected_objects))
            raise CommandError(IN_USE.format(things=things)) from refusal
        self.stdout.write(self.style.SUCCESS(f"The demo is removed: {len(done.goes)} things. Kept: {len(done.kept)}."))

    def _list(self, what: Plan, *, all_of_it: bool) -> None:
        if what.is_empty and not what.kept:
            self.stdout.write(NOTHING)
            return
        if what.goes:
            self.stdout.write("To be removed:")
            for name, number in what.counted():
                self.stdout.write(f"    {number:4} {name}")
            for thing in what.goes if all_of_it else ():
                self.stdout.write(f"        {thing[0]._meta.verbose_name}: {what.titles[thing]}")
        if what.words:
            self.stdout.write("To be emptied:")
            for line in what.words:
                self.stdout.write(f"    {line}")
        if what.kept:
            self.stdout.write("Kept, and yours from then on:")
            for thing, why in what.kept.items():
                self.stdout.write(f"    {thing[0]._meta.verbose_name} “{what.titles[thing]}”: {why}")
        for title in what.drafts:
            self.stdout.write(f"“{title}” has a draft: take out by hand what the demo wrote there.")

    def _is_agreed(self) -> bool:
        try:
            return input("Remove all this for good? Type yes: ").strip().lower() == "yes"
        except EOFError as nobody:
            raise CommandError("There is nobody to ask. Say --yes, or --dry-run to look only.") from nobody
