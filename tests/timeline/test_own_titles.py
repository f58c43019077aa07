"""What an account with few rights learns of an entry that is not out, or that an order closes: not even its title.

Every address of the admin is asked, by two accounts; what is tied to the hidden entries is theirs to open."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import (
    Collection,
    Comment,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageLogEntry,
    Workflow,
    WorkflowTask,
)

from press.models import Capture, Intake, IntakeItem, PressArchivePage
from tests.admin_addresses import addresses, written_patterns
from tests.canary_states import order_on, restrict, tomorrow
from tests.factories import make_article, make_document, make_event, make_image, make_outlet, make_topic
from timeline.links import link_to
from timeline.models import EntrySource, ImportBatch, ImportRow, InboxItem, MissedSchedule
from timeline.own_titles import with_open_titles
from timeline.querysets import published_pages

pytestmark = pytest.mark.django_db

HIDDEN = {"embargoed": "zhembargoed", "private": "zhprivate", "closed": "zhclosed"}
#: Rights that tie an account to things that hidden entries use, and to none of these entries.
RIGHTS = [
    *("access_admin", "view_topic", "add_topic", "change_topic", "view_outlet", "add_outlet", "change_outlet"),
    *("view_capture", "download_capture", "view_weblink", "change_weblink", "view_term", "change_term"),
]


class Hidden:
    """Entries that are hidden from a helper of the press archive, and everything by which they might show."""

    def __init__(self, user_model):
        self.archive = PressArchivePage.objects.get()
        self.image, self.document, self.topic = make_image(), make_document(), make_topic()
        self.link, outlet = link_to("https://example.org/judgment"), make_outlet()
        using = {"image": self.image, "topics": [self.topic], "body": [("document", {"document": self.document})]}
        embargoed = make_event(live=False, **self.words("embargoed"), **using)
        embargoed.go_live_at = tomorrow()
        embargoed.save_revision(approved_go_live_at=tomorrow())
        private = make_event(**self.words("private"), **using)
        restrict(private)
        # In the helper's own room, and closed by an order.
        article = {"article_url": "https://example.org/judgment", "outlet": outlet}
        closed = make_article(**self.words("closed"), **using, **article)
        order_on(closed)
        self.pages = {"embargoed": embargoed, "private": private, "closed": closed}
        self.own = make_article(title="My own article", **{**article, "article_url": "https://example.org/own"})
        other = user_model.objects.create_user("other", "other@example.org", "a long password")
        for page in self.pages.values():
            self.tie(page, other)
        self.batch = ImportBatch.objects.create(site_id=1, kind="event", name="A file", shape="csv", state="done")
        for number, page in enumerate(self.pages.values()):
            ImportRow.objects.create(batch=self.batch, number=number, action="new", title=page.title, page_id=page.pk)
        self.capture = Capture.objects.create(link=self.link, page=closed, state="kept", text="Words")
        intake = Intake.objects.create(archive=self.archive, made_by=other)
        likely = [page.pk for page in self.pages.values()]
        IntakeItem.objects.create(intake=intake, given="x", state="known", known_as=closed, likely_copies=likely)
        self.helpers = self.make_helpers(user_model)

    @staticmethod
    def words(name: str) -> dict:
        return {"title": f"Canary {HIDDEN[name]} title", "slug": f"{HIDDEN[name]}-slug"}

    def tie(self, page, other) -> None:
        kept = {"content_type": page.cached_content_type, "timestamp": timezone.now(), "user": other}
        PageLogEntry.objects.create(page_id=page.pk, label=page.title, action="wagtail.edit", **kept)
        EntrySource.objects.create(entry_id=page.pk, title="The judgment", url=self.link.url)
        Comment.objects.create(page_id=page.pk, user=other, text=f"On {page.title}", contentpath="title")
        MissedSchedule.objects.create(
            page_id=page.pk, action="publish", due_at=timezone.now(), failed_at=timezone.now(), why=page.title
        )
        if page.title.endswith("embargoed title") or not page.live:
            InboxItem.objects.create(page_id=page.pk, way="quick", put_in_by=other)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=other, locked_at=timezone.now(), owner=other)

    def make_helpers(self, user_model) -> dict:
        """One who may change articles, and one who may do nothing but look into the admin."""
        group, found = Group.objects.create(name="Helpers of the archive"), {}
        group.permissions.set(Permission.objects.filter(codename__in=RIGHTS))
        root = Collection.get_first_root_node()
        for name in ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"):
            GroupCollectionPermission.objects.create(
                group=group, collection=root, permission=Permission.objects.get(codename=name)
            )
        for name in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
            right = Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=self.archive, permission=right)
        for name in ("helper", "looker"):
            found[name] = user_model.objects.create_user(name, f"{name}@example.org", "a long password")
        found["helper"].groups.add(group)
        found["looker"].user_permissions.add(Permission.objects.get(codename="access_admin"))
        return found

    def keys_of(self, pattern: str) -> list[int]:
        """The keys with which an address is asked."""
        things = {
            "admin/images/": self.image,
            "admin/documents/": self.document,
            "admin/snippets/timeline/topic": self.topic,
            "admin/snippets/choose/timeline/topic": self.topic,
            "admin/snippets/press/outlet": self.pages["closed"].outlet,
            "admin/snippets/choose/press/outlet": self.pages["closed"].outlet,
            "admin/web_links/": self.link,
            "admin/press/captures/": self.capture,
            "admin/press/added/": IntakeItem.objects.get().intake,
            "admin/timeline/import/": self.batch,
        }
        thing = next((thing for beginning, thing in things.items() if pattern.startswith(beginning)), None)
        return [thing.pk] if thing else [page.pk for page in self.pages.values()]

    def asked(self) -> list[str]:
        """Every address of the admin, and those that say what they are about after the “?”."""
        words = {
            "content_type_app_name": ["timeline"],
            "content_type_model_name": ["eventpage"],
            "app_label": ["wagtailcore"],
            "model_name": ["page"],
            "app_name": ["timeline"],
            "action": ["delete", "publish", "move"],
            "action_name": ["approve"],
            "filter_spec": ["original"],
        }
        keys = [page.pk for page in self.pages.values()]
        ids = "&".join(f"id={key}" for key in keys)
        bulk = ("delete", "move", "publish", "unpublish", "add_topics", "add_subjects")
        return [
            *addresses(self.keys_of, lambda name: words.get(name, ["x"])),
            *(f"/admin/choose-page/search/?q={word}" for word in ("Canary", *HIDDEN.values())),
            *(f"/admin/choose-page/{key}/?page_type=wagtailcore.page" for key in (1, *self.rooms())),
            *(f"/admin/choose-page/chosen-multiple/?id={key}" for key in keys),
            *(f"/admin/pages/{key}/{more}" for key in self.rooms() for more in ("", "?q=Canary", "results/?q=Canary")),
            *("/admin/pages/search/?q=Canary", "/admin/pages/search/results/?q=zh", "/admin/pages/?q=Canary"),
            *(f"/admin/bulk/wagtailcore/page/{action}/?{ids}" for action in bulk),
            *(f"/admin/bulk/wagtailcore/page/{action}/?id=all&childOf={self.rooms()[0]}" for action in bulk),
            *(f"/admin/bulk/wagtailcore/page/delete/?id={key}" for key in keys),
            *(f"/admin/bulk/wagtailcore/Page/delete/?{ids}", f"/admin/bulk/timeline/EventPage/delete/?{ids}"),
            *("/admin/choose-page/99999999999999999999/", "/admin/choose-page/chosen-multiple/?id=9999999999999999999"),
            *("/admin/api/main/pages/?search=Canary", "/admin/api/main/pages/?order=-id&limit=20"),
            *(f"/admin/api/main/pages/?child_of={key}&for_explorer=1" for key in self.rooms()),
            *("/admin/all_entries/?q=Canary", "/admin/reports/site-history/?label=Canary"),
            *(f"/admin/reports/{one}/?export=csv" for one in ("site-history", "aging-pages", "locked", "workflow")),
            *("/admin/pages/usage/press/pressarticlepage/", "/admin/pages/usage/timeline/timelineentry/"),
            f"/admin/restrictions/new/?page={keys[2]}",
            f"/admin/pages/{self.own.pk}/edit/",
        ]

    def rooms(self) -> list[int]:
        return [self.pages["embargoed"].get_parent().pk, self.archive.pk]


@pytest.fixture(scope="module")
def hidden(rows_of_module):
    return Hidden(get_user_model())


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response.streaming_content).decode("latin-1") if response.streaming else response.text


def places(client, hidden, words) -> dict[str, list[str]]:
    """Where a hidden title or slug is printed; what was asked is taken out of the answer."""
    found = {}
    for address in hidden.asked():
        text = read(client, address)
        for word in words:
            asked = f"q={word}", f'value="{word}"'
            for one in asked:
                text = text.replace(one, "")
            if f"{word} title" in text or f"{word}-slug" in text:
                found.setdefault(address, []).append(word)
    return found


@pytest.mark.parametrize("name", ["helper", "looker"])
def test_no_address_of_the_admin_prints_a_hidden_title(hidden, name):
    client = Client(raise_request_exception=False)
    client.force_login(hidden.helpers[name])
    assert places(client, hidden, HIDDEN.values()) == {}


def test_those_who_see_orders_read_every_title(hidden, client, admin):
    """So the addresses above are the right ones to ask."""
    printed = "".join(
        read(admin, address)
        for address in (
            "/admin/choose-page/search/?q=Canary",
            f"/admin/pages/{hidden.archive.pk}/",
            f"/admin/pages/{hidden.pages['embargoed'].get_parent().pk}/",
        )
    )
    assert {word for word in HIDDEN.values() if f"{word} title" in printed} == set(HIDDEN.values())
    assert "zhprivate title" in read(admin, f"/admin/images/usage/{hidden.image.pk}/")


def test_helper_chooses_among_what_is_public_and_their_own(hidden, client):
    public = make_event(title="Canary of all")
    client.force_login(hidden.helpers["helper"])
    found = read(client, "/admin/choose-page/search/?q=Canary")
    assert public.title in found
    assert hidden.own.title in read(client, f"/admin/choose-page/{hidden.archive.pk}/")
    assert client.get(f"/admin/pages/{hidden.own.pk}/edit/").status_code == 200
    ours = f"/admin/bulk/wagtailcore/page/publish/?id={hidden.own.pk}"
    assert client.get(ours).status_code == 200
    assert client.get(f"{ours}&id={hidden.pages['closed'].pk}").status_code == 302


def test_closed_entry_in_their_own_room_is_no_longer_theirs(hidden, client):
    """Until the order is lifted, which gives it back."""
    client.force_login(hidden.helpers["helper"])
    closed = hidden.pages["closed"]
    views = ("edit", "history", "view_draft", "usage", "delete", "unpublish", "copy")
    assert {client.get(f"/admin/pages/{closed.pk}/{view}/").status_code for view in views} == {302}
    closed.restrictions.update(lifted_at=timezone.now(), lifted_why="It was discharged.")
    assert client.get(f"/admin/pages/{closed.pk}/history/").status_code == 200


def test_no_mail_tells_a_helper_of_a_hidden_entry(hidden, admin, editor, django_capture_on_commit_callbacks):
    task = GroupApprovalTask.objects.create(name="Moderators look")
    task.groups.add(Group.objects.get(name="Moderators"))
    workflow = Workflow.objects.create(name="Look at it")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    moderator = type(editor).objects.create_user("moderator", "moderator@example.org", "a long password")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for page in hidden.pages.values():
            workflow.start(page.get_latest_revision_as_object(), editor)
    told = {address for message in mail.outbox for address in message.to}
    assert "moderator@example.org" in told
    assert told.isdisjoint({"helper@example.org", "looker@example.org"})


def test_patterns_of_the_admin_are_found():
    assert {"admin/choose-page/search/", "admin/pages/<int:page_id>/edit/"} <= set(written_patterns())
    assert len(written_patterns()) > 200


def test_only_what_is_public_is_open_to_whoever_has_no_page(hidden):
    """The same rule, asked of the query."""
    looker = with_open_titles(Page.objects.all(), hidden.helpers["looker"])
    assert set(looker.values_list("pk", flat=True)) == set(published_pages().values_list("pk", flat=True))
