"""Canaries: pages that must not get out, with words in every field that occur nowhere else; and their
public twins, which must be found, so that finding nothing proves something."""

import datetime
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import StandingPage
from legal.models import (
    CaseGround,
    CaseIdentifier,
    CasePage,
    CaseParty,
    CaseRepresentative,
    LegalIndexPage,
    MilestoneDocument,
    MilestonePage,
    Procedure,
)
from press.models import ArticleAddress, ArticleRights, PressArchivePage, PressArticlePage, Quotation
from tests.factories import make_document, make_image, picture_bytes
from tests.papers import small_pdf
from timeline.models import (
    ChangeNote,
    ChapterPage,
    EntrySource,
    EventPage,
    PublicRecord,
    SubjectIndexPage,
    SubjectPage,
    TimelinePage,
)

#: When the canaries happened, and their twins: one canary of each that got out would stand before its twin.
HAPPENED, TO_COME = "2018-01-18", "2090-01-18"
#: No page has this id: a link to it is drawn as a link to a canary must be.
NO_PAGE = 10_000_000
#: When subscribers were told of the digest, and that something was wrong in each of them.
CORRECTED = datetime.datetime(2026, 1, 18, 12, tzinfo=datetime.UTC)
KINDS = ("event", "press", "milestone", "hearing", "case", "standing", "chapter", "subject")
#: No two live chapters of a story may cover the same time, so each is planted in a year of its own.
YEARS = count(1801)


@dataclass
class Planted:
    """A page of the tests, and everything by which a reader might get at it."""

    kind: str
    state: str
    token: str
    page: Page = None
    #: Its own addresses, its old ones among them. Empty where the page itself is public.
    addresses: list[str] = field(default_factory=list)
    #: Addresses from which a redirect leads to it.
    old_paths: list[str] = field(default_factory=list)
    documents: list = field(default_factory=list)
    images: list = field(default_factory=list)
    records: list = field(default_factory=list)

    def __str__(self):
        return f"{self.kind}: {self.state}"

    @property
    def address(self) -> str:
        return self.page.get_url()

    @property
    def short_path(self) -> str:
        return self.page.public_record.short_path

    @property
    def old_path(self) -> str:
        return self.old_paths[0]


@cache
def _picture() -> bytes:
    return picture_bytes(size=(16, 10))


def make_picture(planted: Planted):
    """A picture with the token in its words."""
    token = planted.token
    image = make_image(
        title=f"Canary {token}picture",
        description=f"{token}alt",
        credit=f"{token}credit",
        file=ContentFile(_picture(), name=f"{token}.png"),
    )
    planted.images.append(image)
    return image


def make_files(planted: Planted):
    """A picture and a document with the token in their words."""
    token, image = planted.token, make_picture(planted)
    document = make_document(small_pdf(token), name=f"{token}.pdf", title=f"Canary {token}document")
    planted.documents.append(document)
    return image, document


def words_of(ground, planted: Planted) -> dict:
    """The fields of a page of this kind, each with the token in it."""
    token, kind = planted.token, planted.kind
    values = {
        "title": f"Canary {token}title",
        "slug": f"{token}slug",
        "seo_title": f"Canary {token}seo",
        "search_description": f"Canary {token}description",
        "show_in_menus": True,
    }
    if kind == "case":
        values |= {name: f"Canary {token}{name}" for name in ("question", "summary", "challenged", "remedy", "body")}
        procedure = Procedure.objects.get(key="judicial-review-ew")
        return values | {
            "procedure": procedure,
            "formal_title": f"Canary {token}formal",
            "formal_title_as_at": "2018-01-18",
            "grounds": [CaseGround(text=f"{token}ground")],
            "parties": [CaseParty(name=f"{token}party", role=f"{token}role", period="2018")],
            "representatives": [CaseRepresentative(name=f"{token}counsel", role=f"{token}acts", period="2018")],
            "identifiers": [CaseIdentifier(value=f"{token}number", url=f"https://example.org/{token}case/")],
        }
    if kind == "chapter":
        span = "2018/.." if planted.state == "public" else str(next(YEARS))
        return values | {"span": span, "prose": f"<p>Canary {token}body</p>", "image": make_picture(planted)}
    if kind == "subject":
        values |= {name: f"Canary {token}{name}" for name in ("line", "other_names")}
        values |= {"official_url": f"https://example.org/{token}official/", "image": make_picture(planted)}
        return values | {"body": f"<p>Canary {token}body</p>"}
    image, document = make_files(planted)
    if kind == "standing":
        body = f'<p>Canary {token}body <a linktype="document" id="{document.pk}">{token}link</a></p>'
        return values | {"body": body}
    image.contextual_alt_text, image.decorative = f"{token}context", False
    values |= {
        "date": TO_COME if kind == "hearing" else HAPPENED,
        "occurrence": "scheduled" if kind == "hearing" else "happened",
        "significance": "key",
        "summary": f"Canary {token}summary",
        "date_note": f"{token}note",
        "image": image,
        "body": [
            ("paragraph", f"<p>Canary {token}body</p>"),
            ("quotation", {"text": f"{token}quoted", "speaker": f"{token}speaker", "source": f"{token}where"}),
            ("image", {"image": image, "caption": f"{token}caption"}),
            ("document", {"document": document, "title": f"{token}paper"}),
        ],
        "no_source_reason": f"{token}unsourced",
        "sources": [
            EntrySource(
                title=f"Canary {token}source",
                publisher=f"{token}publisher",
                supports=f"{token}supports",
                url=f"https://example.org/{token}source/",
                archived_url=f"https://example.org/{token}archived/",
            )
        ],
        "topics": [ground.topic],
        "subjects": [ground.subject],
    }
    if kind == "press":
        values |= {"outlet": ground.outlet, "byline": f"{token}byline", "reply": f"Canary {token}reply"}
        values |= {"article_url": f"https://example.org/{token}/", "extract": f"{token}extract"}
        values |= {name: f"{token}{name}" for name in ("edition", "print_page", "programme", "place_in_programme")}
        values |= {"archived_url": f"https://example.org/{token}kept/", "date_wording": f"{token}wording"}
        values |= {"addresses": [ArticleAddress(url=f"https://example.org/{token}/again/")]}
        answered = {"answer": f"{token}answer", "answer_by": f"{token}answerer", "answer_source": f"{token}said"}
        answered |= {"role": f"{token}role", "locator": f"{token}place"}
        values |= {"quotations": [Quotation(text=f"{token}words", speaker=f"{token}voice", **answered)]}
        # Of an article, words of others stand among its quotations alone.
        values["body"] = [block for block in values["body"] if block[0] != "quotation"]
    if kind in ("milestone", "hearing"):
        values |= {"stage": ground.twins["case"].page.procedure.stages.get(key="letter-before-claim")}
        values |= {"court": f"{token}court", "outcome_words": f"Canary {token}outcome"}
        texts = (
            "court_words",
            "judge",
            "filed_by",
            "room",
            "neutral_citation",
            "reporting_restriction",
            "grounds_concerned",
        )
        values |= {name: f"Canary {token}{name}" for name in texts}
        values |= {"remote_link": "open", "remote_url": f"https://example.org/{token}remote/"}
        shown = {"may_publish": "yes", "basis": "ours"}
        values |= {"documents": [MilestoneDocument(document=document, title=f"{token}exhibit", **shown)]}
    return values


CLASSES = {
    "event": EventPage,
    "press": PressArticlePage,
    "milestone": MilestonePage,
    "hearing": MilestonePage,
    "case": CasePage,
    "standing": StandingPage,
    "chapter": ChapterPage,
    "subject": SubjectPage,
}
ROOMS = {
    "event": TimelinePage,
    "press": PressArchivePage,
    "milestone": CasePage,
    "hearing": CasePage,
    "case": LegalIndexPage,
    "standing": StandingPage,
    "chapter": TimelinePage,
    "subject": SubjectIndexPage,
}
ROWS = (
    *("sources", "topics", "subjects", "quotations", "addresses", "documents"),
    *("grounds", "parties", "representatives", "identifiers"),
)


def fill(page, values: dict):
    """Set *values* on *page*, the rows of its relations after its fields."""
    for name, value in sorted(values.items(), key=lambda item: item[0] in ROWS):
        setattr(page, name, value)
    return page


def add_page(ground, planted: Planted, *, parent=None, **given):
    """The page of *planted*, added as code adds it: a draft, unless *given* says that it is live."""
    page = fill(CLASSES[planted.kind](), {"live": False, **words_of(ground, planted), **given})
    (parent or ground.normal_parent(planted.kind)).add_child(instance=page)
    if planted.kind == "press":
        ArticleRights.objects.create(page=page, state=ArticleRights.State.OWN_WORK)
    remember(planted, page)
    return page


def remember(planted: Planted, page) -> None:
    planted.page = page
    planted.addresses.append(page.get_url())
    record = PublicRecord.objects.filter(page_id=page.pk).first()
    if record:
        planted.records.append(record)
        ChangeNote.objects.create(
            page=page, kind=ChangeNote.Kind.CORRECTION, words=f"Canary {planted.token}correction", told_at=CORRECTED
        )
    planted.old_paths.append(f"/formerly-{planted.token}-{len(planted.old_paths)}")
    Redirect.objects.create(old_path=planted.old_paths[-1], redirect_page=page)


def add_room(ground, planted: Planted, *, parent=None, **given):
    """A page of the kind that stands above this kind, with the token in its words."""
    kind = {"milestone": "case", "hearing": "case", "standing": "standing"}.get(planted.kind)
    token = planted.token
    values = {"title": f"Canary {token}roomtitle", "slug": f"{token}room", "show_in_menus": True, "live": True}
    if kind == "case":
        text = {name: f"Canary {token}{name}" for name in ("question", "summary")}
        values |= text | {"procedure": Procedure.objects.get(key="judicial-review-ew")}
    if kind == "standing":
        values |= {"body": f"<p>Canary {token}roombody</p>"}
    parent = parent or (ground.normal_parent("case") if kind == "case" else ground.site.root_page.specific)
    return parent.add_child(instance=ROOMS[planted.kind](**{**values, **given}))
