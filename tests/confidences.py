"""Secrets that are no page: what is kept beside the public pages, for editors alone. Each is planted on the public
twins themselves, in every field of its model that can hold words."""

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
)

from press.models import ArticleRights, Capture, Intake, IntakeItem
from tests.confidence_kinds import confidence, now, page_of, pages_of
from tests.factories import make_document, make_image
from tests.papers import small_pdf
from tests.text_fields import fill_row, filled
from timeline.models import (
    CampaignDocument,
    CampaignImage,
    ImageConsent,
    ProtectedName,
    Restriction,
)


@confidence("an order that was lifted, in its words")
def _(ground, one):
    for page in pages_of(ground):
        today = timezone.localdate()
        given = {"page_id": page.pk, "made_on": today, "review_on": today, "lifted_at": now()}
        filled(Restriction, one.token, **given).save()


@confidence("a protected name")
def _(ground, one):
    filled(ProtectedName, one.token).save()


@confidence("a kept copy")
def _(ground, one):
    page = page_of(ground, "press")
    filled(Capture, one.token, link=page.article_link, page=page, state="kept").save()
    filled(Capture, one.token, page=page, state="failed", origin="uploaded").save()


@confidence("what came in, and what was found in it")
def _(ground, one):
    page = page_of(ground, "press")
    intake = Intake.objects.create(archive=page.get_parent().specific)
    filled(IntakeItem, one.token, intake=intake, page=page, state="drafted").save()


@confidence("who gave a licence, and for what")
def _(ground, one):
    fill_row(ArticleRights.objects.get(page=page_of(ground, "press")), one.token, leave=("licence", "licence_url"))


@confidence("the proof of a consent")
def _(ground, one):
    for image in CampaignImage.objects.filter(pk__in=[image.pk for t in ground.twins.values() for image in t.images]):
        CampaignImage.objects.filter(pk=image.pk).update(recognisable="child")
        filled(ImageConsent, one.token, image=image).save()


@confidence("why a document may be published")
def _(ground, one):
    CampaignDocument.objects.update(publishing_note=f"{one.token}note")


@confidence("a picture and a document that no page uses")
def _(ground, one):
    image = make_image()
    fill_row(image, one.token, leave=("file",))
    document = make_document(small_pdf(one.token), name=f"{one.token}.pdf")
    fill_row(document, one.token, leave=("file",))
    rendition = image.get_rendition("width-960|format-webp")
    one.words += [document.file.name, image.file.name, rendition.file.name]


@confidence("the words by which editors sort their files")
def _(ground, one):
    collection = Collection.get_first_root_node().add_child(name=f"Collection {one.token}")
    for twin in ground.twins.values():
        for thing in (*twin.images, *twin.documents):
            thing.tags.add(f"{one.token}tag")
            type(thing).objects.filter(pk=thing.pk).update(collection=collection)


@confidence("the password of a collection")
def _(ground, one):
    collection = Collection.get_first_root_node().add_child(name="Another collection")
    filled(CollectionViewRestriction, one.token, collection=collection, restriction_type="password").save()


@confidence("the password of a private page")
def _(ground, one):
    PageViewRestriction.objects.filter(restriction_type="password").update(password=f"{one.token}password")


@confidence("the name of a group that may see a private page")
def _(ground, one):
    Group.objects.filter(name="Trustees").update(name=f"{one.token}group")
