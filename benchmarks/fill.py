"""Fills a story with many entries of every kind in seconds, for measurements only.

Rows go in by bulk, past the models' ``save()`` and past Wagtail's signals: the tree, the public records,
the sources and the topics are as they would be, but there are no revisions, and the search index is
brought up to date only when asked. Nothing that serves readers may use this.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable
from itertools import cycle, islice

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from PIL import Image
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.structure import build_structure
from legal.models import CasePage, LegalIndexPage, MilestonePage, Procedure
from press.models import ArticleRights, Outlet, PressArchivePage, PressArticlePage, Quotation
from timeline.models import (
    CampaignImage,
    CampaignRendition,
    EntrySource,
    EventPage,
    PublicRecord,
    TimelineEntry,
    TimelinePage,
    Topic,
)

#: The sizes that cards and entries draw.
DRAWN = ["width-480|format-webp", "width-960|format-webp"]
SHARED_IMAGES = 5
#: Half of the entries show their picture on the line.
SIGNIFICANCES = ["key", "normal", "key", "minor"]
WORDS = ["census", "consent", "hearing", "letter", "minister", "pupil", "record", "regulator", "school", "transfer"]
FIRST_YEAR, YEARS = 2001, 20


@transaction.atomic
def fill(
    n: int,
    *,
    year: int | None = 2018,
    distinct_images: bool = False,
    index: bool = False,
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Add *n* published entries: events, articles and milestones by turns, each with a picture, two
    sources and two topics. All begin in *year*, or are spread over twenty years if it is ``None``.

    With *distinct_images* each has a picture of its own (many rows, one file); with *index* they go into
    the search index. *tell* is called with each line of progress.
    """
    build_structure("The campaign")
    taken = TimelineEntry.objects.count()
    topics = [_topic(number) for number in range(8)]
    images = _images(n if distinct_images else SHARED_IMAGES)
    makers = [_Events(), _Articles(), _Milestones()]
    tell(
        f"    {n} pictures, topics and outlets stand ready" if distinct_images else "    topics and outlets stand ready"
    )
    entries = []
    for number in range(taken, taken + n):
        entry = makers[number % 3].make(number)
        entry.date = _date(number, year)
        entry.image = images[number % len(images)]
        entries.append(entry)
    for maker in makers:
        maker.place()
    tell(f"    {n} entries made; writing them")
    _insert(entries)
    _insert_what_hangs_on(entries, topics)
    if connection.vendor == "postgresql":
        # What its own housekeeping does a minute after so many new rows.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    if index:
        tell("    writing the search index")
        write_index(entries)


def write_index(entries: Iterable[TimelineEntry]) -> None:
    """Put *entries* into the search index, as publishing each would."""
    entries = [entry.specific for entry in entries]
    for model in {type(entry) for entry in entries}:
        get_search_backend().add_bulk(model, [entry for entry in entries if type(entry) is model])


class _Kind:
    """Makes the entries of one kind, and gives them their places below their parents."""

    model: type[TimelineEntry]

    def __init__(self):
        self.made = []

    def make(self, number: int) -> TimelineEntry:
        word = WORDS[number % len(WORDS)]
        entry = self.model(
            title=f"Entry {number}: a {word}",
            slug=f"entry-{number}",
            summary=f"What the {word} of entry {number} came to, in one or two plain sentences.",
            significance=SIGNIFICANCES[number % len(SIGNIFICANCES)],
            body=[("heading", "What happened"), ("paragraph", f"<p>The whole account of the {word} {number}.</p>" * 5)],
            **self.values(number),
        )
        self.made.append(entry)
        return entry

    def values(self, number: int) -> dict:
        return {}

    def parents(self) -> list[Page]:
        raise NotImplementedError

    def place(self) -> None:
        """Give each entry made the path, address and depth that ``add_child`` would give it."""
        parents = self.parents()
        for place, parent in enumerate(parents):
            children = self.made[place :: len(parents)]
            last = parent.get_last_child()
            step = last._get_lastpos_in_path() if last else 0
            for entry in children:
                step += 1
                entry.depth = parent.depth + 1
                entry.path = Page._get_path(parent.path, entry.depth, step)
                entry.set_url_path(parent)
                entry.locale_id = parent.locale_id
            Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(children))


class _Events(_Kind):
    model = EventPage

    def parents(self):
        return [TimelinePage.objects.get()]


class _Articles(_Kind):
    model = PressArticlePage

    def __init__(self):
        super().__init__()
        self.outlets = [
            Outlet.objects.get_or_create(name=f"The {word.title()} Post", defaults={"kind": "local"})[0]
            for word in WORDS
        ]

    def values(self, number):
        outlet = self.outlets[number % len(self.outlets)]
        return {"outlet": outlet, "article_url": f"https://example.org/{number}"}

    def parents(self):
        return [PressArchivePage.objects.get()]


class _Milestones(_Kind):
    model = MilestonePage

    def __init__(self):
        super().__init__()
        self.cases = [self._case("first"), self._case("second")]
        stages = self.cases[0].procedure.stages.prefetch_related("outcomes")
        self.ends = cycle([(stage, outcome) for stage in stages for outcome in stage.outcomes.all()])

    def values(self, number):
        stage, outcome = next(self.ends)
        return {"stage": stage, "outcome": outcome, "court": "High Court"}

    def parents(self):
        return self.cases

    @staticmethod
    def _case(word: str) -> CasePage:
        slug = f"the-{word}-case"
        case = CasePage.objects.filter(slug=slug).first()
        if case is None:
            procedure = Procedure.objects.get(key="judicial-review-ew")
            case = CasePage(title=f"The {word} case", slug=slug, summary="A case.", procedure=procedure, live=False)
            case.question = "Must they tell parents?"
            LegalIndexPage.objects.get().add_child(instance=case)
            case.save_revision().publish()
        return case


def _date(number: int, year: int | None) -> str:
    year = year or FIRST_YEAR + number % YEARS
    return (datetime.date(year, 1, 1) + datetime.timedelta(days=number * 7 % 365)).isoformat()


def _topic(number: int) -> Topic:
    return Topic.objects.get_or_create(slug=f"topic-of-{number}", defaults={"name": f"Topic of {number}"})[0]


def _images(n: int) -> list[CampaignImage]:
    """*n* pictures with their renditions: as many rows, but three files."""
    from io import BytesIO

    out = BytesIO()
    Image.new("RGB", (640, 400), "#0f5d66").save(out, format="PNG")
    values = {"description": "A plain field of colour", "rights": CampaignImage.Rights.OWN_WORK}
    first = CampaignImage(title="Picture 0", file=ContentFile(out.getvalue(), name="picture.png"), **values)
    first.save()
    drawn = [first.get_rendition(spec) for spec in DRAWN]
    images = CampaignImage.objects.bulk_create(_copy(first, title=f"Picture {number}") for number in range(1, n))
    CampaignRendition.objects.bulk_create(_copy(one, image=image) for image in images for one in drawn)
    return [first, *images]


def _copy(row, **changes):
    """An unsaved row with the values of *row* but for its key and *changes*."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    made = type(row)(**{field.attname: getattr(row, field.attname) for field in fields if field.name not in changes})
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _insert(entries: list[TimelineEntry]) -> None:
    """Write the rows of every table that an entry has, from the page down to its kind."""
    now = timezone.now()
    types = ContentType.objects.get_for_models(*{type(entry) for entry in entries})
    for entry in entries:
        entry._derive_from_date()
        entry.content_type = types[type(entry)]
        entry.draft_title = entry.title
        entry.first_published_at = entry.last_published_at = entry.latest_revision_created_at = now
    fields = [field for field in Page._meta.local_concrete_fields if not field.primary_key]
    pages = Page.objects.bulk_create(
        Page(**{field.attname: getattr(entry, field.attname) for field in fields}) for entry in entries
    )
    for entry, page in zip(entries, pages, strict=True):
        entry.pk = entry.page_ptr_id = entry.timelineentry_ptr_id = page.pk
        # The setter of "pk" does not reach the page's own key.
        entry.id = page.pk
    _insert_rows(TimelineEntry, entries)
    for model in types:
        _insert_rows(model, [entry for entry in entries if type(entry) is model])


def _insert_rows(model, rows: list) -> None:
    """Write the table of *model* alone. ``bulk_create`` refuses a model that has a parent's table."""
    model._base_manager.all()._batched_insert(rows, model._meta.local_concrete_fields, None)


def _insert_what_hangs_on(entries: list[TimelineEntry], topics: list[Topic]) -> None:
    now = timezone.now()
    PublicRecord.objects.bulk_create(
        PublicRecord(page_id=entry.pk, uid=uuid.uuid4(), announced_at=now - datetime.timedelta(minutes=place))
        for place, entry in enumerate(entries)
    )
    ArticleRights.objects.bulk_create(
        ArticleRights(page_id=entry.pk, state=ArticleRights.State.SHORT_QUOTATION)
        for entry in entries
        if isinstance(entry, PressArticlePage)
    )
    EntrySource.objects.bulk_create(
        EntrySource(entry_id=entry.pk, title=f"Paper {number}", url="https://example.org/", sort_order=number)
        for entry in entries
        for number in range(2)
    )
    through = TimelineEntry.topics.through
    through.objects.bulk_create(
        through(timelineentry_id=entry.pk, topic_id=topic.pk)
        for place, entry in enumerate(entries)
        for topic in islice(cycle(topics), place % len(topics), place % len(topics) + 2)
    )
    Quotation.objects.bulk_create(
        Quotation(article_id=entry.pk, text="Nobody told us.", speaker=f"Parent {number}", sort_order=number)
        for entry in entries
        if isinstance(entry, PressArticlePage)
        for number in range(2)
    )
