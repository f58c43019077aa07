"""People and bodies: the index of those that have a page, and what the story tells of each."""

from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from wagtail.models import Site

from timeline.spine import Year, by_year, years
from timeline.structured_data import CONTEXT, filled

#: Up to so many entries about a subject its page lists; beyond, the more important ones of them.
AT_MOST = 50
#: What a subject is, in the words of schema.org.
TYPES = {"system": "Thing", "organisation": "Organization", "person": "Person"}
#: The picture of the years, in pixels.
HEIGHT, BAR, GAP, LEAST = 72, 16, 4, 3


@dataclass(frozen=True)
class YearBar:
    """How many entries begin in a year; ``x``, ``y`` and ``height`` of its bar in pixels from the top left."""

    year: Year
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Years:
    """How a subject runs through the story, with a place for every year from its first to its last."""

    bars: list[YearBar]
    width: int
    height: int = HEIGHT
    bar: int = BAR


def index_context(page) -> dict:
    """The published subjects below *page* in groups by their kind, each with its number of entries."""
    from timeline.models import SubjectPage

    subjects = list(SubjectPage.objects.published().child_of(page).order_by(Lower("title"), "pk"))
    counts = _entries_about(subjects, page.get_site()).values_list("subjects").annotate(number=Count("pk"))
    numbers = dict(counts)
    plural = {"system": _("Systems and databases"), "organisation": _("Organisations"), "person": _("People")}
    groups = [
        (kind, label, [(one, numbers.get(one.pk, 0)) for one in subjects if one.kind == kind])
        for kind, label in plural.items()
    ]
    return {"groups": [group for group in groups if group[2]]}


def subject_context(page, request) -> dict:
    """How *page* runs through the story of the site at hand, and the entries about it in the story's order."""
    from timeline.models import TimelinePage

    site = Site.find_for_request(request)
    entries = _entries_about([page], site)
    counted = years(entries)
    total = sum(one.count for one in counted)
    if total > AT_MOST:
        # By the alphabet, key moments come ahead of the normal ones: of those it is the newest that are left in.
        entries = entries.exclude(significance="minor").order_by("significance", "-story_order", "-pk")
    else:
        entries = entries.chronological()
    listed = sorted(entries.for_cards()[:AT_MOST], key=lambda entry: (entry.story_order, entry.pk))
    story = TimelinePage.objects.published().of_site(site).first()
    return {
        "total": total,
        "all_years": counted,
        "runs": picture_of(counted),
        "listed": by_year(listed),
        "listed_count": len(listed),
        "story": story,
        "index": _index_above(page),
        "data": {"@context": CONTEXT, **subject_data(page)},
    }


def subject_data(page) -> dict:
    """What machines are told of *page*: a page about a person, an organisation or a thing."""
    address = page.get_full_url()
    return {
        "@type": "ProfilePage" if page.kind == "person" else "AboutPage",
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.line,
        "mainEntity": filled(
            {
                "@type": TYPES[page.kind],
                "name": page.title,
                "description": page.line,
                "alternateName": [name.strip() for name in page.other_names.split(",") if name.strip()],
                "sameAs": page.official_url,
            }
        ),
    }


def picture_of(counted: list[Year]) -> Years | None:
    """The picture of *counted*, which are in order; ``None`` where there are fewer than two years to compare."""
    if len(counted) < 2:
        return None
    first, last, most = counted[0].number, counted[-1].number, max(one.count for one in counted)
    bars = []
    for one in counted:
        height = max(LEAST, round(HEIGHT * one.count / most))
        bars.append(YearBar(one, (one.number - first) * (BAR + GAP), HEIGHT - height, height))
    return Years(bars, (last - first + 1) * (BAR + GAP) - GAP)


def _entries_about(subjects, site):
    from timeline.models import TimelineEntry

    keys = [one.pk for one in subjects]
    return TimelineEntry.objects.published().of_site(site).filter(subjects__in=keys).order_by()


def _index_above(page):
    from timeline.models import SubjectIndexPage

    return SubjectIndexPage.objects.published().parent_of(page).first() if page.path else None
