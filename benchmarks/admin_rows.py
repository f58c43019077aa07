"""What stands beside the entries of an archive that has been worked on for years: for measurements of the admin only.

As in ``fill.py``, rows go in by bulk. There is about one of each thing for each entry: versions, drafts, hours to go
out, orders, addresses, copies, imports, accounts. Nothing that serves readers may use this.
"""

import datetime
import json
import uuid

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, Site, TaskState, Workflow, WorkflowState

from benchmarks.admin_rows_of_files import fill_files, fill_imports
from benchmarks.fill import fill, write_index
from press.models import ArticleRights, Capture, Outlet
from timeline.models import (
    ChangeNote,
    Digest,
    EntrySource,
    InboxItem,
    MissedSchedule,
    ProtectedName,
    PublicRecord,
    Restriction,
    SubjectIndexPage,
    SubjectPage,
    TakeDown,
    Term,
    TimelineEntry,
    Topic,
    WebLink,
)

DAY = datetime.timedelta(days=1)
#: A claim without an answer, and sources that differ.
ACCOUNT = [
    {"type": "figure", "value": {"value": "139", "label": "records", "as_of": "2018", "source": "A report"}},
    {"type": "figures_that_differ", "value": {"label": "How many", "rows": [], "note": ""}},
]

#: Nobody protects as many names as there are entries.
NAMES_AT_MOST = 100


def fill_desk(n: int) -> None:
    """Add *n* entries with all that editors come to have beside so many, and the rows that name no entry."""
    before = set(TimelineEntry.objects.values_list("pk", flat=True))
    fill(n)
    entries = list(TimelineEntry.objects.exclude(pk__in=before).order_by("pk"))
    user = _editors(n)
    revisions = _versions(entries, user)
    _hours(entries, revisions)
    _inbox(entries, user)
    _waiting(entries, revisions, user)
    _troubles(entries, user)
    _addresses(entries, user)
    _told(entries, user)
    fill_files(n, user)
    fill_imports(entries, user)
    _words(n)
    _index([entry.pk for entry in entries])


def _editors(n: int):
    """Some more accounts, and the one whose work it all is."""
    model = get_user_model()
    first, _made = model.objects.get_or_create(username="maria", defaults={"is_superuser": True})
    taken = model.objects.count()
    model.objects.bulk_create(model(username=f"editor-{number}") for number in range(taken, taken + n))
    return first


def _versions(entries, user) -> list[Revision]:
    """A version and a line of the history for each, and an owner. Half are published; a quarter have changes that are
    not, and are locked; a quarter are drafts of long ago."""
    long_ago, page_type = timezone.now() - 40 * DAY, _type(Page)
    pages = TimelineEntry.objects.filter(pk__in=[entry.pk for entry in entries]).order_by("pk").specific()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=page_type,
            object_id=str(page.pk),
            created_at=long_ago,
            user=user,
            object_str=page.title,
            content=json.loads(page.to_json()),
        )
        for page in pages
    )
    for place, (entry, revision) in enumerate(zip(entries, revisions, strict=True)):
        entry.latest_revision_id, entry.latest_revision_created_at, entry.owner = revision.pk, long_ago, user
        entry.live_revision_id = revision.pk
        # Of every three that follow each other one is an event, one an article and one a milestone.
        state = place // 3 % 4
        entry.has_unpublished_changes = state in (1, 2)
        if state == 1:
            entry.live, entry.first_published_at, entry.live_revision_id = False, None, None
        entry.locked, entry.locked_by, entry.locked_at = state == 2, user if state == 2 else None, long_ago
    fields = ["latest_revision", "latest_revision_created_at", "live_revision", "owner", "has_unpublished_changes"]
    Page.objects.bulk_update(
        (_page_of(entry) for entry in entries),
        [*fields, "live", "first_published_at", "locked", "locked_by", "locked_at"],
        batch_size=200,
    )
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=entry.pk,
            content_type_id=entry.content_type_id,
            label=entry.title,
            action="wagtail.edit",
            user=user,
            revision=revision,
            timestamp=long_ago,
            uuid=uuid.uuid4(),
            content_changed=True,
        )
        for entry, revision in zip(entries, revisions, strict=True)
    )
    return revisions


def _inbox(entries, user) -> None:
    drafts = (entry for entry in entries if not entry.live and not entry.first_published_at)
    InboxItem.objects.bulk_create(InboxItem(page_id=draft.pk, way="quick", put_in_by=user) for draft in drafts)


def _page_of(entry) -> Page:
    """The row of *entry* in the table of pages: ``bulk_update`` writes no table of a child's parent."""
    return Page(**{field.attname: getattr(entry, field.attname) for field in Page._meta.local_concrete_fields})


def _hours(entries, revisions) -> None:
    """Some go out, some come down, and some should have and did not."""
    now = timezone.now()
    for place, revision in enumerate(revisions):
        revision.approved_go_live_at = [now + DAY, None, None, now - DAY][place // 3 % 4]
    Revision.objects.bulk_update(revisions, ["approved_go_live_at"], batch_size=200)
    keys = [entry.pk for entry in entries]
    Page.objects.filter(pk__in=keys[3::12]).update(expire_at=now + DAY)
    Page.objects.filter(pk__in=keys[4::12]).update(expire_at=now - DAY)
    MissedSchedule.objects.bulk_create(
        MissedSchedule(page_id=key, action="publish", due_at=now - DAY, failed_at=now, why="No source.")
        for key in keys[1::3]
    )


def _waiting(entries, revisions, user) -> None:
    """A quarter wait for a moderator."""
    workflow = Workflow.objects.exclude(workflow_tasks=None).order_by("pk").first()
    task, page_type = workflow.workflow_tasks.first().task, _type(Page)
    asked = [pair for place, pair in enumerate(zip(entries, revisions, strict=True)) if place // 3 % 4 == 1]
    waits = {"workflow": workflow, "status": "in_progress", "requested_by": user, "base_content_type": page_type}
    states = WorkflowState.objects.bulk_create(
        WorkflowState(content_type_id=entry.content_type_id, object_id=str(entry.pk), **waits) for entry, _one in asked
    )
    tasks = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=state, revision=revision, task=task, status="in_progress", content_type=_type(TaskState)
        )
        for state, (_entry, revision) in zip(states, asked, strict=True)
    )
    for state, one in zip(states, tasks, strict=True):
        state.current_task_state = one
    WorkflowState.objects.bulk_update(states, ["current_task_state"], batch_size=200)


def _type(model):
    return ContentType.objects.get_for_model(model)


def _troubles(entries, user) -> None:
    """What reports and the desk look for: orders, notes, dates that passed, claims, licences that end."""
    today, keys = timezone.localdate(), [entry.pk for entry in entries]
    TimelineEntry.objects.filter(pk__in=keys[::2]).update(occurrence="expected", date_note="Two sources differ.")
    TimelineEntry.objects.filter(pk__in=keys[1::2]).update(body=json.dumps(ACCOUNT))
    EntrySource.objects.filter(entry_id__in=keys[::2]).update(date_given="2018-02")
    TakeDown.objects.bulk_create(TakeDown(thing="page", key=key, page_id=key, taken_by=user) for key in keys[3::5])
    orders = Restriction.objects.bulk_create(
        Restriction(page_id=key, made_on=today, scope="Names.", review_on=today, closed_by=user) for key in keys[2::5]
    )
    taken = ProtectedName.objects.count()
    ProtectedName.objects.bulk_create(
        ProtectedName(name=f"Jane Example {taken + place}", restriction=order, added_by=user)
        for place, order in enumerate(orders[: NAMES_AT_MOST - taken])
    )
    ArticleRights.objects.filter(page_id__in=keys).update(
        state=ArticleRights.State.LICENSED, valid_from=today - 9 * DAY, valid_until=today + 9 * DAY
    )


def _addresses(entries, user) -> None:
    """An address for each source, and one that all entries name, with a kept copy for each of them."""
    now, taken = timezone.now(), WebLink.objects.count()
    known = WebLink.objects.bulk_create(
        WebLink(url=f"https://example.org/{number}", key=f"example.org/{number}", state="gone", text_changed_at=now)
        for number in range(taken, taken + len(entries))
    )
    shared, _made = WebLink.objects.get_or_create(key="example.org/", defaults={"url": "https://example.org/"})
    keys = {entry.pk: link for entry, link in zip(entries, known, strict=True)}
    sources = list(EntrySource.objects.filter(entry_id__in=keys))
    for source in sources:
        source.link = shared if source.sort_order else keys[source.entry_id]
    EntrySource.objects.bulk_update(sources, ["link"], batch_size=200)
    Capture.objects.bulk_create(Capture(link=link, state="failed", asked_by=user) for link in known)
    Capture.objects.bulk_create(Capture(link=shared, state="kept", asked_by=user) for _link in known)


def _told(entries, user) -> None:
    """Digests that were sent and one that waits, and what readers were told of one entry."""
    site = Site.objects.get(is_default_site=True)
    now = timezone.now()
    Digest.objects.bulk_create(Digest(site=site, title="A digest", sent_at=now, uid=uuid.uuid4()) for _entry in entries)
    waiting, _made = Digest.objects.get_or_create(site=site, sent_at=None)
    PublicRecord.objects.filter(page_id__in=[entry.pk for entry in entries[::4]]).update(
        announcing="digest", digest=waiting, announced_at=None
    )
    first = TimelineEntry.objects.order_by("pk").first()
    ChangeNote.objects.bulk_create(
        ChangeNote(page_id=first.pk, kind="update", words="It was mended.", told_at=now, uid=uuid.uuid4())
        for _entry in entries
    )


def _words(n: int) -> None:
    """The vocabularies, and people and bodies."""
    taken = Term.objects.count()
    numbers = range(taken, taken + n)
    Term.objects.bulk_create(Term(word=f"word {number}", sentence="A word.") for number in numbers)
    Topic.objects.bulk_create(Topic(name=f"Theme {number}", slug=f"theme-{number}") for number in numbers)
    Outlet.objects.bulk_create(Outlet(name=f"Paper {number}") for number in numbers)
    people = SubjectIndexPage.objects.first()
    if people is None:
        people = Site.objects.get(is_default_site=True).root_page.add_child(
            instance=SubjectIndexPage(title="People and bodies", slug="people-and-bodies")
        )
    # They go in one by one, and nobody has thousands of them.
    for number in range(min(n, 100)):
        people.add_child(instance=SubjectPage(title=f"Body {number}", slug=f"body-{taken + number}", line="A body."))


def _index(keys) -> None:
    """Make them findable, by words and by what they use."""
    entries = list(TimelineEntry.objects.filter(pk__in=keys).specific())
    write_index(entries)
    for entry in entries:
        ReferenceIndex.create_or_update_for_object(entry)


def sign_in(who: str) -> Client:
    """A browser of the administrator whose work it all is, or of an editor who may publish and see orders."""
    user, _made = get_user_model().objects.get_or_create(
        username="maria" if who == "administrator" else "tom", defaults={"is_superuser": who == "administrator"}
    )
    if who != "administrator":
        user.groups.set(Group.objects.filter(name__in=["Editors", "Moderators", "Legal"]))
    client = Client()
    client.force_login(user)
    return client
