"""Secrets that public pages carry: pictures, papers and words that are kept back by themselves, on pages that anybody
may read. They were public once, as they are in life: what closes them comes after the page went out."""

import datetime

from django.utils import timezone

from legal.models import MilestoneDocument, MilestonePage
from press.models import ArticleRights, Quotation
from tests.canary_states import order_on
from tests.confidence_kinds import Confidence
from tests.factories import make_article, make_document, make_event, make_image, make_milestone, publish
from tests.papers import small_pdf
from tests.tokens import token_of
from timeline.models import CampaignDocument, CampaignImage, ImageConsent

CARRIED = {}


def carried(name: str):
    def keep(plant):
        CARRIED[name] = plant
        return plant

    return keep


def carry(ground) -> list[Confidence]:
    """Plant each on a public page of its own."""
    planted = []
    for place, (name, plant) in enumerate(CARRIED.items()):
        one = Confidence(name, token_of("t", place))
        plant(ground, one)
        planted.append(one)
    return planted


def _picture(one, **given):
    token = one.token
    words = {"title": f"{token}picture", "description": f"{token}alt", "credit": f"{token}credit"}
    image = make_image(**words, **given)
    image.contextual_alt_text, image.decorative = f"{token}context", False
    return image


def _page_with(image, one):
    """A public event with *image* in every place, whose sizes were drawn while it was shown."""
    body = [("image", {"image": image, "caption": f"{one.token}caption"})]
    one.page, one.image = make_event(date="2016-06-01", image=image, body=body), image
    one.words += [image.file.name, image.get_rendition("width-960|format-webp").file.name]


@carried("a picture whose consent was withdrawn")
def _(ground, one):
    image = _picture(one, recognisable="child")
    consent = ImageConsent.objects.create(image=image, who="A parent", evidence="A letter")
    _page_with(image, one)
    ImageConsent.objects.filter(pk=consent.pk).update(withdrawn_on=timezone.localdate())


@carried("a picture whose consent has ended")
def _(ground, one):
    image = _picture(one, recognisable="adult")
    consent = ImageConsent.objects.create(image=image, who="A parent", evidence="A letter")
    _page_with(image, one)
    ImageConsent.objects.filter(pk=consent.pk).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))


@carried("a picture whose rights are not known")
def _(ground, one):
    _page_with(_picture(one), one)
    CampaignImage.objects.filter(pk=one.image.pk).update(rights="unknown")


@carried("a picture that a closed page uses too")
def _(ground, one):
    _page_with(_picture(one), one)
    order_on(make_event(date="2016-06-02", image=one.image))


def _document(one, **given):
    title = f"{one.token}document"
    document = make_document(small_pdf(one.token), name=f"{one.token}.pdf", title=title, **given)
    one.document = document
    one.words.append(document.file.name)
    return document


def _page_with_document(one):
    document = _document(one)
    link = f'<p><a linktype="document" id="{document.pk}">a link</a></p>'
    body = [("document", {"document": document, "title": f"{one.token}paper"}), ("paragraph", link)]
    one.page = make_event(date="2016-06-03", body=body)


@carried("a document that may not be published yet")
def _(ground, one):
    _page_with_document(one)
    CampaignDocument.objects.filter(pk=one.document.pk).update(may_be_published="not-yet")


@carried("a document that must never be published")
def _(ground, one):
    _page_with_document(one)
    CampaignDocument.objects.filter(pk=one.document.pk).update(may_be_published="no")


@carried("a paper of a case that readers do not get")
def _(ground, one):
    row = MilestoneDocument(document=_document(one), title=f"{one.token}exhibit", may_publish="no")
    one.page = make_milestone(case=ground.twins["case"].page, date="2016-06-04", documents=[row])


@carried("the address of a hearing that is not open")
def _(ground, one):
    given = {"remote_link": "open", "remote_url": f"https://example.org/{one.token}remote/"}
    page = make_milestone(case=ground.twins["case"].page, date="2016-06-05", **given)
    MilestonePage.objects.filter(pk=page.pk).update(remote_link="ask")


def _article(ground, one, **rights):
    quotation = Quotation(
        text=f"{one.token}words",
        speaker=f"{one.token}voice",
        role=f"{one.token}role",
        locator=f"{one.token}where",
        answer=f"{one.token}answer",
        answer_by=f"{one.token}answerer",
        answer_source=f"{one.token}said",
    )
    page = make_article(date="2016-06-06", outlet=ground.outlet, quotations=[quotation], extract=f"{one.token}extract")
    ArticleRights.objects.create(page=page, **rights)


@carried("words of others that no right covers")
def _(ground, one):
    _article(ground, one, state="link-only")


@carried("words of others, of which the licence has run out")
def _(ground, one):
    over = timezone.localdate() - datetime.timedelta(days=1)
    given = {"valid_from": "2018-01-01", "valid_until": over, "scope": "All", "reference": f"{one.token}reference"}
    _article(ground, one, state="licensed", **given)


@carried("an update that was never told")
def _(ground, one):
    page = make_event(date="2016-06-07")
    page.change_notes.create(kind="update", words=f"{one.token}update")


@carried("what stood in a page before it was changed")
def _(ground, one):
    page = make_event(date="2016-06-08", summary=f"{one.token}summary", title=f"Canary {one.token}title")
    page.title, page.summary, page.seo_title = "Said better", "Said better.", ""
    publish(page)
