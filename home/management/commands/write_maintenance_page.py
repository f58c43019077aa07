from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from wagtail.models import Site

from home.models import CampaignSettings
from timeline.sharing.pages import name_of

STYLES = ("tokens", "alone")


class Command(BaseCommand):
    help = (
        "Write the page that a web server answers with while the site itself does not run: one file that needs "
        "no other, with the campaign's name and address."
    )

    def add_arguments(self, parser):
        default = Path(settings.STATIC_ROOT) / "maintenance.html"
        parser.add_argument("path", nargs="?", type=Path, default=default, help=f"Where to write it: {default}.")

    def handle(self, *, path, **options):
        site = Site.objects.get(is_default_site=True)
        campaign = CampaignSettings.for_site(site)
        context = {"name": name_of(campaign, site), "contact": campaign.contact, "style": _style()}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_to_string("maintenance.html", context), encoding="utf-8")
        self.stdout.write(f"Written: {path}")


def _style() -> str:
    """The styles in one piece: nothing is there to ask for a second file."""
    texts = [Path(finders.find(f"css/{name}.css")).read_text(encoding="utf-8") for name in STYLES]
    return "\n".join(texts).replace('@import "tokens.css";', "")
