"""Secrets that are no page: what is kept beside the public pages, for editors alone. Each is planted on the public
twins themselves, in every field of its model that can hold words."""

import datetime
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    GroupApprovalTask,
    ModelLogEntry,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from home.models import DemoThing
from press.models import ArticleRights, Capture, Intake, IntakeItem, Outlet, OutletHost
from tests.factories import make_document, make_image
from tests.text_fields import fill_row, filled
from timeline.models import (
    CampaignDocument,
    CampaignImage,
    ChangeNote,
    CommandRun,
    Digest,
    ImageConsent,
    ImportBatch,
    ImportRow,
    LegalSignOff,
    MissedSchedule,
    ProtectedName,
    PublicRecord,
    PublishingHold,
    Restriction,
    Topic,
    WebLink,
)

#: No date of the twins is in this year.
NEVER_TOLD = datetime.datetime(2077, 7, 7, 7, 7, tzinfo=datetime.UTC)


@dataclass
class Confidence:
    """A secret that is no page, by its *name*; *words* are what must be found nowhere."""

    name: str
    token: str
    words: list[str] = field(default_factory=list)
    #: The public page that carries it, and the thing itself, where there is one.
    page: object = None
    image: object = None
    document: object = None

    def __post_init__(self):
        self.words.append(self.token)

    def __str__(self):
        return self.name


CONFIDENCES = {}


def confidence(name: str):
    def keep(plant):
        CONFIDENCES[name] = plant
        return plant

    return keep


def plant_confidences(ground) -> list[Confidence]:
    planted = []
    for place, (name, plant) in enumerate(CONFIDENCES.items()):
        one = Confidence(name, f"zs{chr(ord('a') + place // 26)}{chr(ord('a') + place % 26)}x")
        plant(ground, one)
        planted.append(one)
    return planted


def _now():
    return timezone.now()


def _page(ground, kind="event"):
    return ground.twins[kind].page


def _pages(ground):
    return [twin.page for twin in ground.twins.values()]


@confidence("an order that was lifted, in its words")
def _(ground, one):
    for page in _pages(ground):
        today = timezone.localdate()
        given = {"page_id": page.pk, "made_on": today, "review_on": today, "lifted_at": _now()}
        filled(Restriction, one.token, **given).save()


@confidence("a protected name")
def _(ground, one):
    filled(ProtectedName, one.token).save()


@confidence("a kept copy")
def _(ground, one):
    page = _page(ground, "press")
    filled(Capture, one.token, link=page.article_link, page=page, state="kept").save()
    filled(Capture, one.token, page=page, state="failed", origin="uploaded").save()


@confidence("what came in, and what was found in it")
def _(ground, one):
    page = _page(ground, "press")
    intake = Intake.objects.create(archive=page.get_parent().specific)
    filled(IntakeItem, one.token, intake=intake, page=page, state="drafted").save()


@confidence("who gave a licence, and for what")
def _(ground, one):
    fill_row(ArticleRights.objects.get(page=_page(ground, "press")), one.token, leave=("licence", "licence_url"))


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
    document = make_document(f"%PDF-1.4\n{one.token}\n%%EOF\n".encode(), name=f"{one.token}.pdf")
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


@confidence("a comment of an editor")
def _(ground, one):
    for page in _pages(ground):
        comment = filled(Comment, one.token, page_id=page.pk, user=_uploader())
        comment.save()
        filled(CommentReply, one.token, comment=comment, user=_uploader()).save()


@confidence("the log")
def _(ground, one):
    for page in _pages(ground):
        kept = {"content_type": page.cached_content_type, "timestamp": _now(), "user": _uploader()}
        filled(PageLogEntry, one.token, page_id=page.pk, leave=("action",), action="wagtail.edit", **kept).save()
    topic = {"content_type": ContentType.objects.get_for_model(Topic), "object_id": str(ground.topic.pk)}
    given = {"action": "wagtail.edit", "timestamp": _now(), "user": _uploader(), **topic}
    filled(ModelLogEntry, one.token, **given).save()


@confidence("what a reviewer wrote")
def _(ground, one):
    task = GroupApprovalTask.objects.create(name=f"{one.token}task")
    workflow = Workflow.objects.create(name=f"{one.token}workflow")
    for page in _pages(ground):
        kept = {"content_type": page.cached_content_type, "object_id": str(page.pk), "workflow": workflow}
        state = WorkflowState.objects.create(base_content_type=page.get_base_content_type(), status="needs_changes", **kept)
        revision = page.latest_revision or Revision.objects.for_instance(page).first()
        filled(TaskState, one.token, workflow_state=state, task=task.task_ptr, revision=revision).save()


@confidence("an earlier version of a public page")
def _(ground, one):
    for page in _pages(ground):
        newest = Revision.objects.for_instance(page).order_by("created_at", "pk").first()
        content = {**newest.content, "title": f"Canary {one.token}title", "slug": f"{one.token}slug"}
        content |= {"summary": f"{one.token}summary", "body": f"<p>Canary {one.token}body</p>"}
        given = {"content_type": newest.content_type, "base_content_type": newest.base_content_type}
        past = newest.created_at - datetime.timedelta(days=9)
        Revision.objects.bulk_create(
            [Revision(object_id=str(page.pk), object_str=one.token, content=content, created_at=past, **given)]
        )


@confidence("when a newer version is to go out, and when a public page is to come down")
def _(ground, one):
    for page in _pages(ground):
        newest = Revision.objects.for_instance(page).order_by("-created_at", "-pk").first()
        Revision.objects.filter(pk=newest.pk).update(approved_go_live_at=NEVER_TOLD)
    one.words += ["2077-07", "20770707", "July 2077", "Jul 2077", f"{NEVER_TOLD.timestamp():.0f}"]


@confidence("why everything was on hold")
def _(ground, one):
    filled(PublishingHold, one.token, lifted_at=_now()).save()


@confidence("the word of a legal reader")
def _(ground, one):
    for page in _pages(ground):
        filled(LegalSignOff, one.token, page_id=page.pk).save()


@confidence("a schedule that was missed, and a command that failed")
def _(ground, one):
    for page in _pages(ground):
        filled(MissedSchedule, one.token, page_id=page.pk, action="publish", due_at=_now(), failed_at=_now()).save()
    filled(CommandRun, one.token, began_at=_now()).save()


@confidence("a file that was brought in")
def _(ground, one):
    batch = filled(ImportBatch, one.token, site=ground.site, leave=("kind",), kind="event", state="done")
    batch.save()
    for number, page in enumerate(_pages(ground)):
        filled(ImportRow, one.token, batch=batch, number=number, page_id=page.pk).save()


@confidence("what the check of a link saw")
def _(ground, one):
    for link in WebLink.objects.all():
        fill_row(link, one.token, leave=("url", "key", "archived_url"))


@confidence("what is said of a page should it be withdrawn")
def _(ground, one):
    PublicRecord.objects.filter(withdrawn_at=None).update(withdrawn_words=f"{one.token}words")


@confidence("a digest that waits")
def _(ground, one):
    filled(Digest, one.token, site=ground.site).save()


@confidence("a correction that waits")
def _(ground, one):
    for page in _pages(ground):
        filled(ChangeNote, one.token, page_id=page.pk, kind="correction").save()


@confidence("a topic and an outlet that only drafts have")
def _(ground, one):
    topic = filled(Topic, one.token)
    outlet = filled(Outlet, one.token, kind="local")
    topic.save()
    outlet.save()
    outlet.former_names.create(name=f"{one.token}former")


@confidence("by which hosts an outlet is known")
def _(ground, one):
    OutletHost.objects.create(outlet=ground.outlet, host=f"{one.token}.example")


@confidence("what the demo made")
def _(ground, one):
    page = _page(ground)
    filled(DemoThing, one.token, content_type=page.cached_content_type, object_id=page.pk).save()


def _uploader():
    return get_user_model().objects.get_or_create(username="uploader")[0]


@confidence("who wrote, uploaded, locked, signed and sent")
def _(ground, one):
    """The last, for it signs what the others have planted: every column of every model that names an account."""
    user = fill_row(_uploader(), one.token)
    filled(UserProfile, one.token, user=user, leave=("preferred_language", "current_time_zone")).save()
    label = settings.AUTH_USER_MODEL
    for model in apps.get_models(include_auto_created=False):
        for column in model._meta.local_concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model._meta.label == label and not column.unique:
                model._base_manager.update(**{column.name: user})
