"""Short ways to make things, all through Wagtail's own calls. Each takes any field by its name."""

import datetime
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from unittest import mock

from django.core.files.base import ContentFile
from django_tasks.backends.immediate import ImmediateBackend
from modelsearch.tasks import insert_or_update_object_task
from PIL import Image

from home.models import ReportersPage, StandingPage
from legal.models import CasePage, LegalIndexPage, MilestonePage, Procedure
from press.models import ArticleRights, Outlet, PressArchivePage, PressArticlePage
from tests.papers import small_pdf
from timeline.legal_checks import needs_legal_check, sign
from timeline.models import (
    CampaignDocument,
    CampaignImage,
    ChapterPage,
    EntrySource,
    EventPage,
    PublicRecord,
    SubjectIndexPage,
    SubjectPage,
    TimelinePage,
    Topic,
)

numbers = count(1)


@contextmanager
def indexed_once(*, words=True):
    """Wagtail writes its indexes of words and of references anew with each save, and a new page is saved three times:
    here each is written once, of the page as it then stands. Without *words*, where a publish writes those itself."""
    waiting = {}

    def wait(backend, task, args, kwargs):
        if words or task.func is not insert_or_update_object_task.func:
            waiting[task.name, args] = task

    try:
        with mock.patch.object(ImmediateBackend, "enqueue", wait):
            yield
    finally:
        for (_name, args), task in waiting.items():
            task.enqueue(*args)


def publish(page):
    """Publish the page as it stands, by a revision, as the admin does, with a legal reader's word where needed."""
    with indexed_once(words=False):
        read_by_a_lawyer(page.save_revision()).publish()
    page.refresh_from_db()
    return page


def read_by_a_lawyer(revision):
    """The revision of a page that may not go out without a legal reader's word, with that word."""
    page = revision.as_object()
    if needs_legal_check(page):
        sign(page, user=None)
    return revision


def _place(parent, page, *, live):
    """Add *page*, which is no more than a draft yet, below *parent*."""
    with indexed_once(words=not live):
        parent.add_child(instance=page)
        return publish(page) if live else _drafted(page)


def _add(parent, page, *, live, sources=1, topics=()):
    page.live = False
    page.sources = [
        EntrySource(title=f"Source {place + 1}", url=f"https://example.org/{place}", publisher="Example")
        for place in range(sources)
    ]
    page.topics = list(topics)
    return _place(parent, page, live=live)


def _drafted(page):
    page.save_revision()
    return page


def _values(**given):
    number = next(numbers)
    defaults = {
        "title": f"Entry {number}",
        "slug": f"entry-{number}",
        "date": "2018-01-18",
        "summary": f"What happened in entry {number}.",
    }
    return {**defaults, **given}


def make_event(*, live=True, parent=None, sources=1, topics=(), **given):
    page = EventPage(**_values(**given))
    return _add(parent or TimelinePage.objects.get(), page, live=live, sources=sources, topics=topics)


def announced(entry, day: str):
    """Say that subscribers were told of *entry* on *day*, at noon."""
    moment = datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    PublicRecord.objects.filter(page_id=entry.pk).update(announced_at=moment)
    return moment


def make_outlet(**given):
    number = next(numbers)
    return Outlet.objects.create(**{"name": f"Outlet {number}", "kind": "local", **given})


def make_article(*, live=True, parent=None, outlet=None, sources=0, topics=(), quotations=(), rights="", **given):
    page = PressArticlePage(
        **{"article_url": "https://example.org/article", "outlet": outlet or make_outlet(), **_values(**given)}
    )
    page.quotations = list(quotations)
    page = _add(parent or PressArchivePage.objects.get(), page, live=live, sources=sources, topics=topics)
    if rights:
        ArticleRights.objects.create(page=page, state=rights)
    return page


def make_case(*, live=True, parent=None, procedure=None, **given):
    number = next(numbers)
    values = {
        "title": f"Case {number}",
        "slug": f"case-{number}",
        "question": "Must they tell parents?",
        "summary": "A case.",
        "procedure": procedure or Procedure.objects.get(key="judicial-review-ew"),
        "live": False,
        **given,
    }
    return _place(parent or LegalIndexPage.objects.get(), CasePage(**values), live=live)


def make_milestone(*, live=True, case=None, stage=None, sources=1, topics=(), documents=(), **given):
    case = case or make_case()
    stage = stage or case.procedure.stages.get(key="letter-before-claim")
    page = MilestonePage(stage=stage, **_values(**given))
    page.documents = list(documents)
    return _add(case, page, live=live, sources=sources, topics=topics)


def make_topic(**given):
    number = next(numbers)
    return Topic.objects.create(**{"name": f"Topic {number}", "slug": f"topic-{number}", **given})


def make_subjects(front_page, **given):
    """The page below which people and bodies stand."""
    values = {"title": "People and bodies", "slug": "people-and-bodies", "live": False, **given}
    return _place(front_page, SubjectIndexPage(**values), live=True)


def make_subject(index, *, live=True, **given):
    number = next(numbers)
    values = {"title": f"Body {number}", "slug": f"body-{number}", "line": "It runs schools.", "live": False, **given}
    return _place(index, SubjectPage(**values), live=live)


def make_chapter(*, live=True, parent=None, **given):
    number = next(numbers)
    values = {"title": f"Chapter {number}", "span": "2016/2018", "prose": "<p>It began.</p>", "live": False, **given}
    return _place(parent or TimelinePage.objects.get(), ChapterPage(**values), live=live)


def make_reporters(front_page, *, live=True, **given):
    """The page for reporters."""
    values = {"title": "For reporters", "slug": "for-reporters", "in_short": "What is asked.", "live": False, **given}
    return _place(front_page, ReportersPage(**values), live=live)


def make_standing(above, *, live=True, **given):
    number = next(numbers)
    values = {"title": f"Page {number}", "slug": f"page-{number}", "body": "<p>Who we are.</p>", "live": False, **given}
    return _place(above, StandingPage(**values), live=live)


def picture_bytes(image_format="PNG", size=(640, 400), colour="#0f5d66", **options) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, format=image_format, **options)
    return out.getvalue()


def make_image(**given):
    number = next(numbers)
    values = {
        "title": f"Picture {number}",
        "description": "A plain field of colour",
        "rights": CampaignImage.Rights.OWN_WORK,
        "recognisable": CampaignImage.Recognisable.NOBODY,
        "file": ContentFile(picture_bytes(), name="picture.png"),
        **given,
    }
    image = CampaignImage(**values)
    image.save()
    return image


def make_document(content=None, name="paper.pdf", **given):
    content = small_pdf() if content is None else content
    document = CampaignDocument(**{"title": f"Document {next(numbers)}", "may_be_published": "yes", **given})
    document.file = ContentFile(content, name=name)
    document.save()
    return document
