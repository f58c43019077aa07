import os
import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse
from wagtail.models import Site

from home.standing_pages import build_standing_pages, words_to_write
from home.structure import build_structure

LOCAL_NAMES = {"localhost", "127.0.0.1"}


class Command(BaseCommand):
    help = (
        "Make a new site ready: the demo once, or the pages that every site has without it, one editor's account, the "
        "addresses. Run again, it changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="The port on which the site will be served.")
        parser.add_argument("--without-demo", action="store_true", help="Begin with empty pages of one's own.")

    def handle(self, *, port, without_demo, **options):
        if without_demo:
            self.stdout.write("==> The pages that every site has")
            drafts = build_standing_pages(build_structure(), words_to_write(), live=False)
            self.stdout.write(f"    {len(drafts)} new drafts wait for your words.")
        else:
            self.stdout.write("==> The demo story")
            call_command("load_demo", once=True, stdout=self.stdout)
        site = self._follow_port(port)
        self.stdout.write("==> An editor's account")
        self._make_editor()
        self.stdout.write("==> Addresses")
        self.stdout.write(f"    The site   {site.root_url}/")
        self.stdout.write(f"    The story  {site.root_url}/timeline/")
        self.stdout.write(f"    The admin  {site.root_url}{reverse('wagtailadmin_home')}")
        self.stdout.write(f"    Set it up  {site.root_url}{reverse('home_set_up')}")
        self.stdout.write(f"    The feed   {site.root_url}{reverse('feed', args=['everything', 'atom'])}")

    @staticmethod
    def _follow_port(port: int) -> Site:
        """Absolute addresses come from the site's record: on one's own machine it follows the port."""
        site = Site.objects.get(is_default_site=True)
        if site.hostname in LOCAL_NAMES and (site.hostname, site.port) != ("127.0.0.1", port):
            site.hostname, site.port = "127.0.0.1", port
            site.save()
        return site

    def _make_editor(self) -> None:
        users = get_user_model().objects
        if users.exists():
            self.stdout.write("    There is one already.")
            return
        given = os.environ.get("EDITOR_PASSWORD")
        password = given or secrets.token_urlsafe(12)
        users.create_superuser("editor", email="", password=password)
        shown = "the one in EDITOR_PASSWORD" if given else f"{password}   (shown this once)"
        self.stdout.write(f"    Name      editor\n    Password  {shown}")
