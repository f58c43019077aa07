"""What a new site needs before it is one's own: each step done or open, as the site truly stands."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from home.demo.noting import demo_is_there, demo_pages
from home.demo.set_back import DemoWords
from home.models import CampaignSettings, HomePage, StandingPage
from home.standing_pages import GAP, STANDING_TEXTS
from legal.models import CasePage, LegalIndexPage
from timeline.adding import form_under
from timeline.models import TimelineEntry
from timeline.querysets import EntryQuerySet, GatedPageQuerySet

#: Names of one's own machine: nobody else finds a site there.
LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]", ""}
EDITORS, LAWYERS = ("Editors", "Moderators"), ("Legal",)


@dataclass(frozen=True)
class Way:
    """Where a step is done."""

    words: str
    url: str


@dataclass(frozen=True)
class Step:
    """One thing to do: what it is for, whether it is done, and the ways to do it that are open to whoever looks."""

    key: str
    title: str
    words: str
    is_done: bool
    ways: list[Way] = field(default_factory=list)


class SetUp:
    """How far the site that *request* came to is set up, for the one who asks."""

    def __init__(self, request):
        self.user = request.user
        self.site = Site.find_for_request(request) or Site.objects.filter(is_default_site=True).first()

    @cached_property
    def campaign(self) -> CampaignSettings:
        return CampaignSettings.for_site(self.site) if self.site else CampaignSettings()

    @cached_property
    def home(self) -> HomePage | None:
        page = self.site.root_page.specific if self.site else None
        return page if isinstance(page, HomePage) else None

    @cached_property
    def has_demo(self) -> bool:
        return demo_is_there()

    @cached_property
    def of_demo(self) -> set[str]:
        """The settings that still say what the demo says."""
        return set(DemoWords().of_settings) if self.has_demo else set()

    @cached_property
    def steps(self) -> list[Step]:
        made = [self._pages(), self._name(), self._publisher()]
        if self.home:
            made += [self._address(), self._entry(), self._case(), *self._people(), self._standing_pages()]
        return [*([self._demo()] if self.has_demo else []), *made]

    @cached_property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if not step.is_done]

    @property
    def done(self) -> int:
        return len(self.steps) - len(self.open_steps)

    @property
    def feed_address(self) -> str:
        return self.site.root_url + reverse("feed", args=["everything", "atom"])

    # The steps

    def _demo(self) -> Step:
        words = _(
            "This site tells the demo’s story. Whoever runs the server takes it away with the command below. What you "
            "have changed, and what your own entries use, stays."
        )
        return Step("demo", _("Take the demo away"), words, is_done=False)

    def _pages(self) -> Step:
        words = _("The front page, the story, the press archive and the legal challenges.")
        return Step("pages", _("The pages that every site has"), words, is_done=self.home is not None)

    def _name(self) -> Step:
        words = _("It stands on every page, in feeds and in citations.")
        done = bool(self.campaign.name) and "name" not in self.of_demo
        return Step("name", _("The name of the campaign"), words, done)

    def _publisher(self) -> Step:
        words = _("Readers, reporters and courts ask who stands behind a site, and where to write to.")
        done = bool(self.campaign.publisher and self.campaign.contact) and "publisher" not in self.of_demo
        return Step("publisher", _("Who publishes, and where to write to"), words, done)

    def _address(self) -> Step:
        words = _(
            "Feeds, calendars and short addresses are made from the host name. As long as it is that of your own "
            "machine, nobody else can follow them."
        )
        ways = []
        if self.user.has_perm("wagtailcore.change_site"):
            ways = [Way(_("Change the host name"), reverse("wagtailsites:edit", args=[self.site.pk]))]
        done = self.site.hostname not in LOCAL_NAMES
        return Step("address", _("The address, and the feed"), words, done, ways)

    def _entry(self) -> Step:
        entries = EntryQuerySet(model=TimelineEntry).descendant_of(self.home).exclude(pk__in=demo_pages())
        done = entries.published().exists()
        ways = [Way(_("Quick add"), reverse("timeline_quick_add"))]
        draft = None if done else entries.order_by("-latest_revision_created_at", "-pk").first()
        words = _("One thing that happened, with its date and where you read it. Keep a draft, look at it, publish it.")
        if draft:
            words = _("“{title}” is a draft. Open it, and publish it when “Is it ready?” names nothing that stops it.")
            words = words.format(title=draft.get_admin_display_title())
            ways.insert(0, Way(_("Go on with the draft"), reverse("wagtailadmin_pages:edit", args=[draft.pk])))
        return Step("entry", _("The first entry"), words, done, ways)

    def _case(self) -> Step:
        cases = GatedPageQuerySet(model=CasePage).descendant_of(self.home).exclude(pk__in=demo_pages())
        room = GatedPageQuerySet(model=LegalIndexPage).child_of(self.home).first()
        words = _("A challenge by one side against another: a claim, a complaint, an information request.")
        ways = [Way(_("Add a case"), form_under(CasePage, room.pk))] if room else []
        return Step("case", _("The first case"), words, cases.published().exists(), ways)

    def _people(self) -> list[Step]:
        active = Q(user__is_active=True)
        groups = Group.objects.filter(name__in=(*EDITORS, *LAWYERS)).annotate(members=Count("user", filter=active))
        members = {group.name: group.members for group in groups}
        app = get_user_model()._meta
        may_add = self.user.has_perm(f"{app.app_label}.add_{app.model_name}")
        ways = [Way(_("Add a user"), reverse("wagtailusers_users:add"))] if may_add else []
        if self.user.has_perm(f"{app.app_label}.change_{app.model_name}"):
            ways.append(Way(_("All users"), reverse("wagtailusers_users:index")))
        editors = _("Accounts for those who write (the group Editors) and those who publish (Moderators), besides you.")
        lawyers = _(
            "Somebody in the group Legal, besides another group: they lift orders, keep the names that must not "
            "appear, and read cases before they go out."
        )
        return [
            Step("editors", _("Who writes"), editors, any(members.get(name) for name in EDITORS), ways),
            Step("lawyers", _("A legal reader"), lawyers, any(members.get(name) for name in LAWYERS), ways),
        ]

    def _standing_pages(self) -> Step:
        slugs = [text.slug for text in STANDING_TEXTS]
        pages = GatedPageQuerySet(model=StandingPage).child_of(self.home).filter(slug__in=slugs)
        pages = pages.exclude(pk__in=demo_pages())
        whole = set(pages.published().exclude(body__contains=GAP).order_by().values_list("pk", flat=True))
        rows = list(pages.order_by("path"))
        waiting = [page for page in rows if page.pk not in whole]
        words = _("Drafts that say in brackets what only you can say. Readers see none of them before you publish it.")
        ways = [Way(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in waiting]
        done = not waiting and any(page.slug == "privacy" for page in rows)
        return Step("standing", _("Privacy, and the other pages that stay"), words, done, ways)
