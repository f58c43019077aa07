from django.core.management.base import BaseCommand
from django.urls import reverse
from wagtail.models import Site

from home.models import CampaignSettings
from home.standing_pages import build_standing_pages, words_to_write
from home.structure import build_structure


class Command(BaseCommand):
    help = (
        "Make the pages that every site begins with, without the demo: front page, story, press archive and legal "
        "challenges, and drafts of the standing pages with gaps to fill in. What is there already is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="The name of the campaign.")

    def handle(self, *, name, **options):
        home = build_structure(name)
        self._name_site(home, name)
        drafts = build_standing_pages(home, words_to_write(), live=False)
        self.stdout.write(f"The front page of “{home.title}” is there, with {len(drafts)} new drafts below it.")
        for page in drafts:
            self.stdout.write(f"    {page.title}: fill in what stands between brackets, and publish it.")
        self.stdout.write(f"What comes next stands in the admin, under {reverse('home_set_up')}")

    @staticmethod
    def _name_site(home, name: str) -> None:
        """On every page and in citations, unless somebody has given it another name."""
        site = Site.objects.get(root_page=home)
        campaign = CampaignSettings.for_site(site)
        if not campaign.name:
            campaign.name = name
            campaign.save()
        if not site.site_name:
            site.site_name = name
            site.save()
