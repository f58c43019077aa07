"""What the pages of the story show: the whole of it, one year, its key moments, one chapter."""

import datetime
from dataclasses import dataclass
from itertools import chain
from math import ceil

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from wagtail.models import Site

from timeline.facets import begins_between
from timeline.narrative import belongs_to, contents, let_flow, narrate
from timeline.picture_of_years import picture_of, tallies
from timeline.spine import ONE_PAGE, Year, span

#: Read at ease, titles and dates included.
WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class KeyMoments:
    """The few entries that tell the whole story: how many there are, and how long they take to read."""

    count: int
    minutes: int


@dataclass(frozen=True)
class Obstacle:
    """A filter that keeps everything out: its label and words, how many there are without it, and where."""

    label: str
    words: str
    number: int
    address: str


def story_context(filters, *, story_url: str, year: int | None = None) -> dict:
    """What the story page shows: the entries, or the chapters and years to choose from when there are too many."""
    entries = filters.entries()
    counts = tallies(entries, filters.kinds)
    all_years = _years(counts, newest_first=filters.newest_first)
    total = sum(one.count for one in all_years)
    is_one_page = total <= ONE_PAGE
    shown = entries if year is None else entries.starting_in(year)
    if year is None and not is_one_page:
        shown = entries.none()
    listed = _fetched(shown)
    if year or is_one_page:
        filters.know(listed, year)
    chapters = chapters_of(filters.site)
    parts = narrate(
        listed,
        # A year is read on its own; its chapters are named above it.
        chapters if year is None else [],
        today=timezone.localdate(),
        newest_first=filters.newest_first,
        marks_quiet=not filters.are_set and year is None,
        shows_empty_chapters=not filters.are_set and year is None and is_one_page and total,
    )
    numbers = [one.number for one in all_years]
    anchors = {row.anchor for one in _years_of(parts) for row in one.rows} | {one.anchor for one in _years_of(parts)}
    jumps = _Jumps(filters, story_url, anchors if is_one_page or year else None)
    is_key_view = filters.chosen.get("significance") == "key" and year is None
    if is_key_view:
        let_flow(parts)
    return {
        "filters": filters,
        "story_url": story_url,
        "year": year,
        "total": total,
        "whole": filters.all_entries.count() if filters.are_set else total,
        "parts": parts,
        "contents": []
        if is_one_page or year
        else contents(all_years, chapters, newest_first=filters.newest_first, shows_empty=not filters.are_set),
        "chapters_of_year": [one for one in chapters if year and belongs_to(year, one)],
        "listed_count": len(listed),
        "is_one_page": is_one_page,
        "earlier_year": max((number for number in numbers if year and number < year), default=None),
        "later_year": min((number for number in numbers if year and number > year), default=None),
        "ends": span(filters.whole_story),
        "picture": picture_of(
            # The page of a year shows its months alone: an entry that is added to another year leaves it as it is.
            [one for one in counts if year in (None, one.year)],
            filters.kinds,
            address_of=jumps.address,
        ),
        "kind_counts": filters.kind_counts(year),
        "facets": filters.facets(year),
        "key_count": filters.key_count(year),
        "key_moments": key_moments(filters.whole_story),
        "is_key_view": is_key_view,
        "obstacles": obstacles(filters, year) if filters.are_set and not listed and (year or not total) else [],
    }


def chapter_context(chapter, request) -> dict:
    """What the page of a chapter shows beside its prose: its entries, and the chapters before and after it."""
    from timeline.models import TimelineEntry

    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    listed = _fetched(entries.filter(begins_between(chapter.earliest, chapter.latest)))
    parts = narrate(listed, [], today=timezone.localdate())
    chapters = chapters_of(site)
    start = _start(chapter)
    others = [(one, _start(one)) for one in chapters if one.pk != chapter.pk]
    return {
        "parts": parts,
        "listed_count": len(listed),
        "earlier": next((one for one, begins in reversed(others) if begins < start), None),
        "later": next((one for one, begins in others if begins > start), None),
    }


def chapters_of(site) -> list:
    """The published chapters of *site* in the order of time, with what draws their pictures."""
    from timeline.models import CampaignImage, ChapterPage

    pictures = Prefetch("image", queryset=CampaignImage.objects.with_orders())
    chapters = ChapterPage.objects.published().of_site(site).prefetch_related(pictures, "image__renditions")
    return sorted(chapters, key=_start)


def key_moments(entries) -> KeyMoments:
    """The key moments of *entries*, of which only the words are fetched."""
    words = entries.order_by().filter(significance="key").values_list("title", "summary")
    texts = list(words)
    length = sum(len(text.split()) for text in chain.from_iterable(texts))
    return KeyMoments(len(texts), max(1, ceil(length / WORDS_A_MINUTE)))


def obstacles(filters, year: int | None = None) -> list[Obstacle]:
    """The filters of which any one, taken away, would let something through; a query for each that is set."""
    names = [name for name in filters.chosen if name != "order"]
    found = []
    for name, (label, words, address) in zip(names, filters.in_words, strict=True):
        entries = filters.entries(without=name)
        number = (entries.starting_in(year) if year else entries).count()
        if number:
            found.append(Obstacle(label, words, number, address))
    return found


class _Jumps:
    """Where the bars of the picture lead: within the page, or to the page of the year."""

    def __init__(self, filters, story_url, anchors):
        self.query, self.story_url, self.anchors = filters.address(), story_url, anchors

    def address(self, year: int, month: int) -> str:
        anchor = f"m{year}-{month:02}" if month else f"y{year}"
        if self.anchors is None:
            query = "" if self.query == "?" else self.query
            return f"{self.story_url}{year}/{query}" + (f"#{anchor}" if month else "")
        # What is awaited since an earlier year stands below the mark of today.
        return f"#{anchor}" if anchor in self.anchors else "#today"


def _years(counts, *, newest_first: bool) -> list[Year]:
    totals = {}
    for one in counts:
        totals[one.year] = totals.get(one.year, 0) + one.number
    return [Year(number, totals[number]) for number in sorted(totals, reverse=newest_first)]


def _fetched(entries) -> list:
    """*entries* in story order with what their cards draw, and what each kind alone prints of its own."""
    listed = list(entries.chronological().for_cards())
    for kind in {type(entry) for entry in listed if entry.read_with}:
        prefetch_related_objects([entry for entry in listed if type(entry) is kind], *kind.read_with)
    return listed


def _start(chapter) -> datetime.date:
    return chapter.earliest or datetime.date.min


def _years_of(parts) -> list:
    return [year for part in parts for year in part.years]
