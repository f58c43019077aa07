"""The one gate. What is public is decided here and nowhere else; a test looks for other places.

Every guard is a small function of its own that gives a condition, so that each can be shown to hold
by taking it away: the canary that only this guard holds back must then get out.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import DateTimeField, Expression, F, Prefetch, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from timeline.at_or_under import stands_at_or_under
from timeline.dates import year_floor


class Now(Expression):
    """The moment at which a query is sent. It is asked of our own clock, and each time: so what is said with it holds
    for good, and need not be built anew for every query."""

    output_field = DateTimeField()

    def as_sql(self, compiler, connection):
        return "%s", [connection.ops.adapt_datetimefield_value(timezone.now())]


@dataclass(frozen=True)
class Closing:
    """What a guard says of the pages that close everything at and under them: a query for their keys."""

    pages: QuerySet


def _is_live(now):
    return Q(live=True)


def _has_begun(now):
    """An importer may have set a page live ahead of its own go-live time."""
    return Q(go_live_at__isnull=True) | Q(go_live_at__lte=now)


def _has_not_expired(now):
    """By the clock, whether or not the command that unpublishes has run since."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now)


def _is_open_to_all(now):
    """Neither the page nor anything above it is private, in any of Wagtail's ways."""
    return Closing(PageViewRestriction.objects.order_by().values("page_id"))


def _stands_under_live_pages(now):
    """Everything above it is live by the same clock, and no alias: a milestone prints the name of its case."""
    # Said the other way round than for the page itself: an exclude() takes three times as long to build.
    shut = Q(live=False) | Q(go_live_at__gt=now) | Q(expire_at__lte=now) | Q(alias_of__isnull=False)
    return Closing(Page.objects.filter(shut, numchild__gt=0).order_by().values("pk"))


def _is_no_alias(now):
    """An alias keeps the privacy of the day it was made, not that of its source."""
    return Q(alias_of__isnull=True)


def _is_not_restricted(now):
    """No order or request in force closes the page, or anything above it: a milestone tells of its case."""
    from timeline.models import Restriction

    return Closing(Restriction.objects.in_force().order_by().values("page_id"))


def _is_not_withdrawn(now):
    """Its public record does not withdraw it, nor that of anything above it."""
    from timeline.models import PublicRecord

    return Closing(PublicRecord.objects.filter(withdrawn_at__isnull=False).values("page_id"))


GUARDS = {
    "live": _is_live,
    "begun": _has_begun,
    "not expired": _has_not_expired,
    "open to all": _is_open_to_all,
    "under live pages": _stands_under_live_pages,
    "no alias": _is_no_alias,
    "not restricted": _is_not_restricted,
    "not withdrawn": _is_not_withdrawn,
}


def _is_not_restricted_in_silence(now):
    """No order that keeps from saying that the page was there. What was taken down is gone, and may be said to be."""
    from timeline.models import Restriction

    return Closing(Restriction.objects.in_force().silent().order_by().values("page_id"))


#: What keeps even from saying that a page was withdrawn. It is not said of what never was public, either.
SILENT = (_is_open_to_all, _is_no_alias, _is_not_restricted_in_silence)


# Every page asks eight times and more, and building the conditions costs more than the database does. There are a few
# sets of guards, and the paths of pages that are about to be moved.
@lru_cache(maxsize=32)
def _conditions(guards: tuple, closed_in: str) -> tuple:
    """What *guards* say, as conditions on a page."""
    said = [guard(Now()) for guard in guards]
    conditions = [one for one in said if not isinstance(one, Closing)]
    closing = [one.pages for one in said if isinstance(one, Closing)]
    if closing:
        # One question for all of them.
        conditions.append(~stands_at_or_under(*closing, only_in=closed_in))
    return tuple(conditions)


class GatedPageQuerySet(PageQuerySet):
    """Pages of any type, with the gate."""

    def published(self):
        """The pages that anybody may see now."""
        return self._let_through(GUARDS.values())

    def withdrawn(self):
        """The pages that readers had and that are withdrawn, themselves or what stands above them: a reader who
        asks for one is told that it is gone. What an order closes is not among them, nor what is private."""
        gone = stands_at_or_under(_is_not_withdrawn(None).pages)
        in_time = Q(public_record__withdrawn_at=None) | Q(first_published_at__lte=F("public_record__withdrawn_at"))
        # What code has made live never has a first moment.
        was_public = in_time & Q(first_published_at__isnull=False) | Q(live=True, first_published_at=None)
        return self.open_to_be_named().filter(gone, was_public)

    def standing_withdrawn(self):
        """The pages that are withdrawn, or stand under one that is, whether or not readers had them."""
        return self.filter(stands_at_or_under(_is_not_withdrawn(None).pages))

    def open_to_be_named(self):
        """The pages of which readers may know that they were there: no order closes them, and they are not private."""
        return self._let_through(SILENT)

    def published_but_for_what_is_above(self, page):
        """The pages at and under *page* that anybody might see if nothing above it kept them back: what would come out
        if it were moved to an open place."""
        return self._let_through(GUARDS.values(), closed_in=page.path).filter(path__startswith=page.path)

    def _let_through(self, guards, *, closed_in: str = ""):
        return self.filter(*_conditions(tuple(guards), closed_in))

    def sent_out(self):
        """The pages that an editor has published, whoever may see them: for checks, never for readers."""
        return self.filter(live=True)

    def of_site(self, site):
        """The pages in the tree of a Wagtail site: one roof may hold several campaigns."""
        return self.filter(path__startswith=site.root_page.path)


class EntryQuerySet(GatedPageQuerySet):
    """Entries of every kind, in the words that one asks for them."""

    def chronological(self, *, newest_first: bool = False):
        """In story order. Newest first is the exact reverse, so that paging and neighbours agree."""
        order = ("story_order", "pk")
        return self.order_by(*(f"-{name}" for name in order)) if newest_first else self.order_by(*order)

    def starting_in(self, year: int):
        """Entries that stand under *year*: those that begin in it."""
        return self.filter(story_order__gte=year_floor(year), story_order__lt=year_floor(year + 1))

    def overlapping(self, first=None, last=None):
        """Entries of which some day may lie between the days *first* and *last*, both included."""
        entries = self
        if last:
            entries = entries.filter(Q(earliest__isnull=True) | Q(earliest__lte=last))
        if first:
            entries = entries.filter(Q(latest__isnull=True) | Q(latest__gte=first))
        return entries

    def about(self, *topics):
        """Entries that have every one of *topics*, which are given by their slugs."""
        entries = self
        for slug in topics:
            entries = entries.filter(topics__slug=slug)
        return entries

    def before(self, entry):
        """Entries that come ahead of *entry* in story order. An unsaved one, in a preview, is the last of its date."""
        same_date = Q(story_order=entry.story_order)
        ahead = same_date & Q(pk__lt=entry.pk) if entry.pk else same_date
        return self.filter(Q(story_order__lt=entry.story_order) | ahead)

    def after(self, entry):
        """Entries that follow *entry* in story order."""
        behind = Q(story_order=entry.story_order, pk__gt=entry.pk) if entry.pk else Q()
        return self.filter(Q(story_order__gt=entry.story_order) | behind)

    def announced(self):
        """Entries that subscribers were told of in an item of their own, the newest announcement first. What a
        digest tells of is not among them."""
        told = self.filter(public_record__announced_at__isnull=False, public_record__digest__isnull=True)
        return told.order_by("-public_record__announced_at", "-pk")

    def only(self, *fields):
        """Some columns, and then nothing joined: treebeard asks so when a page is deleted."""
        return super(EntryQuerySet, self.select_related(None).prefetch_related(None)).only(*fields)

    def iterator(self, chunk_size=None):
        """By chunks, as Django wants it said of a kind whose manager fetches more than its row."""
        return super().iterator(chunk_size or 2000)

    def for_cards(self):
        """Each as its own kind, with what a card draws: a constant number of queries, however many."""
        return self._with_what_is_drawn().defer_streamfields()

    def for_reading(self):
        """Each as its own kind, with its whole account and its sources."""
        return self._with_what_is_drawn()

    def _with_what_is_drawn(self):
        from timeline.models import CampaignImage

        # In the queries of the kinds, not in the one over all: a join there would be thrown away.
        pictures = Prefetch("image", queryset=CampaignImage.objects.with_orders())
        return (
            self.specific()
            .select_related("public_record", for_specific_subqueries=True)
            .prefetch_related(pictures, "image__renditions", "topics", "sources", for_specific_subqueries=True)
        )


GatedPageManager = PageManager.from_queryset(GatedPageQuerySet)


class EntryManager(PageManager.from_queryset(EntryQuerySet)):
    """The manager of a kind of entry. *drawn_with* names its own foreign keys that its card prints:
    Wagtail fetches the rows of a mixed list kind by kind through this manager, so that they are joined
    there and cost no query a row."""

    def __init__(self, *drawn_with: str, fetched_with: tuple[str, ...] = ()):
        super().__init__()
        self.drawn_with = drawn_with
        self.fetched_with = fetched_with

    def get_queryset(self):
        queryset = super().get_queryset()
        if self.drawn_with:
            queryset = queryset.select_related(*self.drawn_with)
        return queryset.prefetch_related(*self.fetched_with) if self.fetched_with else queryset


def asked_again(entries):
    """A query for *entries*, a short list of what came through the gate while this answer is made: for counting what
    they have in common, without asking the gate with every count."""
    from timeline.models import TimelineEntry

    return EntryQuerySet(model=TimelineEntry).filter(pk__in=[entry.pk for entry in entries])


def closed_pages():
    """Everything that an order or request in force closes. For checks and editors, never for readers."""
    from timeline.models import Restriction

    return GatedPageQuerySet(model=Page).filter(stands_at_or_under(Restriction.objects.in_force().values("page_id")))


def published_pages():
    """Everything of any page type that anybody may see now, in tree order."""
    return GatedPageQuerySet(model=Page).published().order_by("path")
