"""One address of each kind of public page, on a site with the demo."""

from django.urls import reverse

from home.models import StandingPage
from legal.models import CasePage, MilestonePage
from press.models import PressArticlePage
from timeline.models import EventPage

#: What a test is run for.
NAMES = [
    "front page",
    "story",
    "story, filtered",
    "year",
    "key moments",
    "chapter",
    "event",
    "press article",
    "milestone",
    "press archive",
    "press archive, filtered",
    "figures that differ",
    "legal challenges",
    "case",
    "for reporters",
    "dossier",
    "dossier of a case",
    "people and bodies",
    "a body",
    "standing page",
    "search",
    "search without a result",
    "subscribe",
    "data",
    "corrections",
    "not found",
]


def places(home) -> dict[str, str]:
    """The address of each of ``NAMES``. Of every kind of entry it is one that has much to show."""
    about = StandingPage.objects.child_of(home).first() or home.add_child(
        instance=StandingPage(title="About", slug="about", body="<h2>Who</h2><p>Us. <a href='/'>Home</a></p>")
    )
    return {
        "front page": "/",
        "story": "/timeline/",
        "story, filtered": "/timeline/?topic=home-office&q=nothing+like+it&from=abc",
        "year": "/timeline/2018/",
        "key moments": "/timeline/?significance=key",
        "chapter": "/timeline/the-audit/",
        "event": _richest(EventPage.objects.exclude(image=None)),
        "press article": _richest(PressArticlePage.objects.exclude(quotations=None)),
        "milestone": _richest(MilestonePage.objects.exclude(outcome=None)),
        "press archive": "/press/",
        "press archive, filtered": "/press/?year=2018&kind=news&outlet=abc",
        "figures that differ": "/timeline/first-phase-appeal/",
        "legal challenges": "/legal/",
        "case": max(CasePage.objects.all(), key=lambda case: case.numchild).get_url(),
        "people and bodies": "/people-and-bodies/",
        "a body": "/people-and-bodies/national-pupil-database/",
        "for reporters": "/for-reporters/",
        "dossier": "/dossier/?topic=home-office&chapter=none",
        "dossier of a case": _dossier(max(CasePage.objects.all(), key=lambda case: case.numchild)),
        "standing page": about.get_url(),
        "search": "/search/?q=pupil+data",
        "search without a result": "/search/?q=nationalty+datta",
        "subscribe": "/subscribe/",
        "data": "/data/",
        "corrections": "/corrections/",
        "not found": "/there-is-nothing-here/",
    }


def _dossier(case) -> str:
    return reverse("dossier_of_case", args=[case.public_record.short_id])


def _richest(entries) -> str:
    return max(entries, key=lambda entry: len(entry.body) + entry.sources.count() + entry.relations.count()).get_url()
