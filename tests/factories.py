"""Short ways to make things, all through Wagtail's own calls. Each takes any field by its name."""

from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from legal.models import CasePage, LegalIndexPage, MilestonePage, Procedure
from press.models import ArticleRights, Outlet, PressArchivePage, PressArticlePage
from timeline.models import CampaignDocument, CampaignImage, EntrySource, EventPage, TimelinePage, Topic

numbers = count(1)


def publish(page):
    """Publish the page as it stands, by a revision, as the admin does."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _add(parent, page, *, live, sources=1, topics=()):
    page.live = False
    page.sources = [
        EntrySource(title=f"Source {place + 1}", url=f"https://example.org/{place}", publisher="Example")
        for place in range(sources)
    ]
    page.topics = list(topics)
    parent.add_child(instance=page)
    return publish(page) if live else _drafted(page)


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
    page = (parent or LegalIndexPage.objects.get()).add_child(instance=CasePage(**values))
    return publish(page) if live else _drafted(page)


def make_milestone(*, live=True, case=None, stage=None, sources=1, topics=(), documents=(), **given):
    case = case or make_case()
    stage = stage or case.procedure.stages.get(key="letter-before-claim")
    page = MilestonePage(stage=stage, **_values(**given))
    page.documents = list(documents)
    return _add(case, page, live=live, sources=sources, topics=topics)


def make_topic(**given):
    number = next(numbers)
    return Topic.objects.create(**{"name": f"Topic {number}", "slug": f"topic-{number}", **given})


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
        "file": ContentFile(picture_bytes(), name="picture.png"),
        **given,
    }
    image = CampaignImage(**values)
    image.save()
    return image


def make_document(content=b"%PDF-1.4\n%%EOF\n", name="paper.pdf", **given):
    document = CampaignDocument(**{"title": f"Document {next(numbers)}", **given})
    document.file = ContentFile(content, name=name)
    document.save()
    return document
