"""What stands on the front page: where things stand and who says so, what comes next, and the ways into the story."""

from dataclasses import dataclass, field
from math import ceil

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Site

from legal.models import CasePage, MilestonePage
from legal.standing import Standing, published_milestones, standing_of
from press.models import PressArticlePage, Quotation
from timeline.evidence import Evidence, evidence_of
from timeline.models import ChapterPage, TimelineEntry, TimelinePage
from timeline.spine import span
from timeline.story import WORDS_A_MINUTE

NEWEST = 5
#: So many key moments are read in three minutes. Of more, the page has how it began and how it went on of late.
KEY_MOMENTS, FIRST_KEY_MOMENTS = 12, 4
#: Sources that say where things stand. The page of the milestone has all of them.
SOURCES = 2
#: Articles that are looked through for a quotation that may be printed.
ARTICLES = 10


@dataclass(frozen=True)
class NowStanding:
    """The case that moved last, where it stands, and on whose word."""

    case: CasePage
    standing: Standing
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True)
class KeyMoments:
    """The key moments in story order, in two parts where there are many, with how many lie between them."""

    first: list = field(default_factory=list)
    between: int = 0
    last: list = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.first) + self.between + len(self.last)

    @property
    def time(self) -> str:
        """How long it takes to read those that are told: “two minutes”."""
        words = sum(len(f"{one.when} {one.title} {one.summary}".split()) for one in [*self.first, *self.last])
        minutes = ceil(words / WORDS_A_MINUTE)
        return ngettext("one minute", "%(number)s minutes", minutes) % {"number": apnumber(minutes)}


def front_page_context(request) -> dict:
    """What the front page shows beside its own fields: a constant number of queries, however long the story."""
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    now = standing_now(site)
    ahead = _ahead(entries).chronological().specific().defer_streamfields().first()
    return {
        "now": now,
        # The case says of its own next step how sure it is.
        "next_of_all": ahead if ahead and (now is None or now.standing.next != ahead) else None,
        "newest": list(_not_ahead(entries).chronological(newest_first=True).specific().defer_streamfields()[:NEWEST]),
        "key_moments": key_moments(entries),
        "chapters": chapters(site),
        "quotation": quotation_to_print(site),
        "story": TimelinePage.objects.published().of_site(site).first(),
        "total": entries.count(),
        "ends": span(entries),
    }


def standing_now(site) -> NowStanding | None:
    """The published case of *site* in which something happened last; ``None`` where nothing has."""
    milestones = MilestonePage.objects.published().of_site(site)
    happened = milestones.filter(occurrence=TimelineEntry.Happening.HAPPENED)
    latest = happened.chronological(newest_first=True).defer_streamfields().first()
    if latest is None:
        return None
    case = CasePage.objects.published().get(path=latest.path[: -latest.steplen])
    standing = standing_of(published_milestones(case))
    return NowStanding(case, standing, evidence_of(standing.point)[:SOURCES] if standing.point else [])


def key_moments(entries) -> KeyMoments:
    """The line of key moments of *entries*: all, or the first few and the last."""
    moments = entries.filter(significance=TimelineEntry.Significance.KEY).chronological()
    keys = list(moments.values_list("pk", flat=True))
    are_many = len(keys) > KEY_MOMENTS
    told = [*keys[:FIRST_KEY_MOMENTS], *keys[FIRST_KEY_MOMENTS - KEY_MOMENTS :]] if are_many else keys
    # At once, whatever is told: each kind is a query.
    found = list(moments.filter(pk__in=told).specific().defer_streamfields())
    if not are_many:
        return KeyMoments(first=found)
    return KeyMoments(found[:FIRST_KEY_MOMENTS], len(keys) - KEY_MOMENTS, found[FIRST_KEY_MOMENTS:])


def chapters(site) -> list[ChapterPage]:
    """The chapters of the story in order of time; what has no beginning comes first."""
    found = ChapterPage.objects.published().of_site(site).defer_streamfields()
    return sorted(found, key=lambda chapter: (chapter.earliest is not None, chapter.earliest, chapter.pk))


def quotation_to_print(site) -> Quotation | None:
    """A quotation of the newest article from which one may be printed; one that is answered there comes first."""
    articles = PressArticlePage.objects.published().of_site(site).filter(quotations__isnull=False).distinct()
    newest = articles.select_related("article_rights", "outlet").prefetch_related("quotations")
    for article in newest.chronological(newest_first=True)[:ARTICLES]:
        printable = article.printable_quotations()
        if printable:
            return next((one for one in printable if one.answer), printable[0])
    return None


def _ahead_condition() -> Q:
    still_to_come = Q(occurrence__in=[TimelineEntry.Happening.SCHEDULED, TimelineEntry.Happening.EXPECTED])
    return still_to_come & (Q(latest__isnull=True) | Q(latest__gte=timezone.localdate()))


def _ahead(entries):
    return entries.filter(_ahead_condition())


def _not_ahead(entries):
    return entries.exclude(_ahead_condition())
