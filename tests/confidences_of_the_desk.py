"""Secrets of the editors' desk: what they said, signed, sent, brought in and were told. The last of all signs what the
others have planted."""

import datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey
from wagtail.models import (
    Comment,
    CommentReply,
    GroupApprovalTask,
    ModelLogEntry,
    PageLogEntry,
    Revision,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from home.models import DemoThing
from press.models import Outlet, OutletHost, OutletName
from tests import confidences  # noqa: F401 - those that come first
from tests.confidence_kinds import CONFIDENCES, Confidence, confidence, now, page_of, pages_of, uploader
from tests.text_fields import fill_row, filled
from tests.tokens import token_of
from timeline.models import (
    ChangeNote,
    CommandRun,
    Digest,
    ImportBatch,
    ImportRow,
    LegalSignOff,
    MissedSchedule,
    PublicRecord,
    PublishingHold,
    TakeDown,
    Topic,
    WebLink,
)

#: No date of the twins is in this year.
NEVER_TOLD = datetime.datetime(2077, 7, 7, 7, 7, tzinfo=datetime.UTC)


@confidence("a comment of an editor")
def _(ground, one):
    for page in pages_of(ground):
        comment = filled(Comment, one.token, page_id=page.pk, user=uploader())
        comment.save()
        filled(CommentReply, one.token, comment=comment, user=uploader()).save()


@confidence("the log")
def _(ground, one):
    for page in pages_of(ground):
        kept = {"content_type": page.cached_content_type, "timestamp": now(), "user": uploader()}
        filled(PageLogEntry, one.token, page_id=page.pk, leave=("action",), action="wagtail.edit", **kept).save()
    topic = {"content_type": ContentType.objects.get_for_model(Topic), "object_id": str(ground.topic.pk)}
    given = {"action": "wagtail.edit", "timestamp": now(), "user": uploader(), **topic}
    filled(ModelLogEntry, one.token, **given).save()


@confidence("what a reviewer wrote")
def _(ground, one):
    task = GroupApprovalTask.objects.create(name=f"{one.token}task")
    workflow = Workflow.objects.create(name=f"{one.token}workflow")
    for page in pages_of(ground):
        kept = {"content_type": page.cached_content_type, "object_id": str(page.pk), "workflow": workflow}
        state = WorkflowState.objects.create(
            base_content_type=page.get_base_content_type(), status="needs_changes", **kept
        )
        revision = page.latest_revision or Revision.objects.for_instance(page).first()
        filled(TaskState, one.token, workflow_state=state, task=task.task_ptr, revision=revision).save()


@confidence("an earlier version of a public page")
def _(ground, one):
    for page in pages_of(ground):
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
    for page in pages_of(ground):
        newest = Revision.objects.for_instance(page).order_by("-created_at", "-pk").first()
        Revision.objects.filter(pk=newest.pk).update(approved_go_live_at=NEVER_TOLD)
    one.words += ["2077-07", "20770707", "July 2077", "Jul 2077", f"{NEVER_TOLD.timestamp():.0f}"]


@confidence("why everything was on hold")
def _(ground, one):
    filled(PublishingHold, one.token, lifted_at=now()).save()


@confidence("the word of a legal reader")
def _(ground, one):
    for page in pages_of(ground):
        filled(LegalSignOff, one.token, page_id=page.pk).save()


@confidence("what was taken down and put back, and who asked")
def _(ground, one):
    for page in pages_of(ground):
        put_back = {"taken_by": uploader(), "lifted_at": now(), "lifted_by": uploader()}
        filled(TakeDown, one.token, leave=("short_id",), thing="page", key=page.pk, page=page, **put_back).save()


@confidence("the second step of an account")
def _(ground, one):
    filled(Authenticator, one.token, user=uploader(), type=Authenticator.Type.TOTP).save()


@confidence("a schedule that was missed, and a command that failed")
def _(ground, one):
    for page in pages_of(ground):
        filled(MissedSchedule, one.token, page_id=page.pk, action="publish", due_at=now(), failed_at=now()).save()
    filled(CommandRun, one.token, began_at=now()).save()


@confidence("a file that was brought in")
def _(ground, one):
    batch = filled(ImportBatch, one.token, site=ground.site, leave=("kind",), kind="event", state="done")
    batch.save()
    for number, page in enumerate(pages_of(ground)):
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
    for page in pages_of(ground):
        filled(ChangeNote, one.token, page_id=page.pk, kind="correction").save()


@confidence("a topic and an outlet that only drafts have")
def _(ground, one):
    topic = filled(Topic, one.token)
    outlet = filled(Outlet, one.token, kind="local")
    topic.save()
    outlet.save()
    OutletName.objects.create(outlet=outlet, name=f"{one.token}former")


@confidence("by which hosts an outlet is known")
def _(ground, one):
    OutletHost.objects.create(outlet=ground.outlet, host=f"{one.token}.example")


@confidence("what the demo made")
def _(ground, one):
    page = page_of(ground)
    filled(DemoThing, one.token, content_type=page.cached_content_type, object_id=page.pk).save()


@confidence("who wrote, uploaded, locked, signed and sent")
def _(ground, one):
    """The last, for it signs what the others have planted: every column of every model that names an account."""
    user = fill_row(uploader(), one.token)
    filled(UserProfile, one.token, user=user, leave=("preferred_language", "current_time_zone")).save()
    label = settings.AUTH_USER_MODEL
    for model in apps.get_models(include_auto_created=False):
        for column in model._meta.local_concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model._meta.label == label and not column.unique:
                model._base_manager.update(**{column.name: user})


def plant_confidences(ground) -> list[Confidence]:
    planted = []
    for place, (name, plant) in enumerate(CONFIDENCES.items()):
        one = Confidence(name, token_of("s", place))
        plant(ground, one)
        planted.append(one)
    return planted
