"""``/styleguide/``, in development only: the tokens drawn, and the parts of pages by their real templates."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.colours import ENOUGH, contrast
from home.front_page import key_moments, quotation_to_print, standing_now
from home.tokens import DARK, LIGHT, colours_of, tokens_of
from press.models import PressArticlePage
from timeline.dates import parse
from timeline.models import EventPage, TimelineEntry

#: Colours that words and marks have, and the grounds that they stand on.
WORDS = ("ink", "soft", "accent", "event", "press", "legal", "warn")
GROUNDS = ("paper", "wash", "mark")
#: On the ground of a marked word stands text, in one of these.
ON_MARK = ("ink", "soft")
SIZES = ("small", "lead", "title-4", "title-3", "title-2", "title-1")
#: Dates as editors write them, and whether the thing happened.
DATES = (
    ("1996", "happened"),
    ("2018-01-18", "happened"),
    ("2015-07?", "happened"),
    ("2018~", "happened"),
    ("2012-03/2017-05", "happened"),
    ("1996/..", "happened"),
    ("2018-06", "expected"),
    ("2018-06-04", "postponed"),
)


@dataclass(frozen=True)
class Pairing:
    """A colour of words on a ground in one mode, with the ratio of contrast."""

    mode: str
    words: str
    ground: str
    words_colour: str
    ground_colour: str

    @property
    def ratio(self) -> float:
        return round(contrast(self.words_colour, self.ground_colour), 2)

    @property
    def is_enough(self) -> bool:
        return self.ratio >= ENOUGH


def pairings() -> list[Pairing]:
    """Every colour of words on every ground on which it may stand, in both modes that a screen has."""
    return [
        Pairing(mode, words, ground, colours_of(mode)[words], colours_of(mode)[ground])
        for mode in (LIGHT, DARK)
        for ground in GROUNDS
        for words in (ON_MARK if ground == "mark" else WORDS)
    ]


@require_safe
def styleguide(request):
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    articles = PressArticlePage.objects.published().of_site(site).filter(quotations__isnull=False)
    light, dark, tokens = colours_of(LIGHT), colours_of(DARK), tokens_of(LIGHT)
    context = {
        "colours": [(name, colour, dark[name]) for name, colour in light.items()],
        "pairings": pairings(),
        "sizes": [(name, tokens[name]) for name in SIZES],
        "spaces": [(name, value) for name, value in tokens.items() if name.startswith("space-")],
        "kinds": [(kind.kind, kind.kind_label) for kind in TimelineEntry.kinds()],
        "cards": sample_cards(entries),
        "dates": [EventPage(date=parse(date), occurrence=occurrence) for date, occurrence in DATES],
        "pictured": entries.exclude(image=None).for_cards().first(),
        "article": articles.first(),
        "now": standing_now(site),
        "key_moments": key_moments(entries.filter(earliest__lte=timezone.localdate())),
        "quotation": quotation_to_print(site),
    }
    return render(request, "home/styleguide.html", context)


def sample_cards(entries) -> list[TimelineEntry]:
    """One of *entries* of each kind and importance, as far as there are any."""
    found = [
        entries.type(kind).filter(significance=significance).for_cards().first()
        for kind in TimelineEntry.kinds()
        for significance in TimelineEntry.Significance.values
    ]
    return [entry for entry in found if entry]
