from django.core.management.base import BaseCommand

from home.demo.loader import DemoLoader
from home.models import HomePage
from timeline.models import TimelineEntry


class Command(BaseCommand):
    help = (
        "Load the demo: the true story of a campaign about pupils' data, with its sources. "
        "What is there already is left as it is, edited or not."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="Do nothing on a site that has a front page or an entry already."
        )

    def handle(self, *, once=False, **options):
        if once and (HomePage.objects.exists() or TimelineEntry.objects.exists()):
            self.stdout.write("The site has content already: the demo is left alone.")
            return
        self.stdout.write("Loading the demo story")
        made = DemoLoader(self.stdout.write).load()
        self.stdout.write(self.style.SUCCESS(f"{made} entries loaded."))
