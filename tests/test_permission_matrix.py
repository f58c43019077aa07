"""Who may do what, as one table: every thing in the admin, by its direct address, for everyone there is."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.models import HomePage
from legal.models import CasePage, LegalIndexPage, Procedure
from press.models import Outlet, PressArchivePage
from tests.canary_states import order_on
from tests.factories import (
    make_article,
    make_case,
    make_chapter,
    make_document,
    make_event,
    make_image,
    make_milestone,
    make_outlet,
    make_standing,
    make_subject,
    make_subjects,
    make_topic,
)
from timeline.models import ProtectedName, Term, TimelinePage, Topic
from timeline.take_downs import take_down

pytestmark = pytest.mark.django_db

NOBODY, EDITOR, MODERATOR, LEGAL, ADMIN = "nobody", "Editors", "Moderators", "Legal", "admin"
ROLES = (NOBODY, EDITOR, MODERATOR, LEGAL, ADMIN)
WRITERS = {EDITOR, MODERATOR, ADMIN}
PUBLISHERS = {MODERATOR, ADMIN}
STAFF = {EDITOR, MODERATOR, LEGAL, ADMIN}
LAWYERS = {LEGAL, ADMIN}

PAGES = {
    "event": (make_event, TimelinePage, ("timeline", "eventpage")),
    "article": (make_article, PressArchivePage, ("press", "pressarticlepage")),
    "case": (make_case, LegalIndexPage, ("legal", "casepage")),
    "milestone": (make_milestone, CasePage, ("legal", "milestonepage")),
}


@pytest.fixture
def client_of(client, django_user_model):
    def sign_in(role):
        if role == NOBODY:
            return client, AnonymousUser()
        if role == ADMIN:
            user = django_user_model.objects.create_superuser("an-admin", "a@example.org", "a long password")
        else:
            user = django_user_model.objects.create_user(f"a-{role}", "a@example.org", "a long password")
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client, user

    return sign_in


def opens(client, address) -> bool:
    answer = client.get(address)
    if answer.streaming:
        # Read to its end, a file is closed.
        list(answer.streaming_content)
    return answer.status_code == 200


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(
    ("action", "allowed"),
    [("add", WRITERS), ("change", WRITERS), ("history", WRITERS), ("unpublish", PUBLISHERS), ("delete", PUBLISHERS)],
)
def test_pages(front_page, client_of, kind, action, allowed):
    make, above, name = PAGES[kind]
    page = make()
    addresses = {
        "add": lambda: reverse("wagtailadmin_pages:add", args=[*name, above.objects.first().pk]),
        "change": lambda: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "history": lambda: reverse("wagtailadmin_pages:history", args=[page.pk]),
        "unpublish": lambda: reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        "delete": lambda: reverse("wagtailadmin_pages:delete", args=[page.pk]),
    }
    found = set()
    for role in ROLES:
        client, _user = client_of(role)
        if opens(client, addresses[action]()):
            found.add(role)
        client.logout()
    assert found == allowed


@pytest.mark.parametrize("kind", PAGES)
def test_publishing(front_page, client_of, kind):
    make, _above, _name = PAGES[kind]
    page = Page.objects.get(pk=make().pk).specific
    may = {role for role in ROLES if page.permissions_for_user(client_of(role)[1]).can_publish()}
    assert may == PUBLISHERS


def a_body():
    return make_subject(make_subjects(HomePage.objects.get()))


def a_standing_page():
    return make_standing(HomePage.objects.get())


def things() -> dict[str, tuple[str, set]]:
    """Every other thing: an address, and who may open it."""
    today = timezone.localdate()
    page = make_event()
    order = order_on(page, made_on=today, review_on=today)
    name = ProtectedName.objects.create(name="Jane Example")
    topic, outlet = make_topic(), make_outlet()
    term = Term.objects.create(word="permission", sentence="What a judge gives.")
    procedure = Procedure.objects.first()
    because = {"why": "child", "words": "It names a pupil."}

    def snippet(model, view, thing):
        return reverse(model.snippet_viewset.get_url_name(view), args=[] if view == "add" else [thing.pk])

    return {
        "topic, add": (snippet(Topic, "add", topic), WRITERS),
        "topic, change": (snippet(Topic, "edit", topic), WRITERS),
        "topic, delete": (snippet(Topic, "delete", topic), PUBLISHERS),
        "outlet, add": (snippet(Outlet, "add", outlet), WRITERS),
        "outlet, change": (snippet(Outlet, "edit", outlet), WRITERS),
        "outlet, delete": (snippet(Outlet, "delete", outlet), PUBLISHERS),
        "term, change": (snippet(Term, "edit", term), STAFF),
        "procedure, add": (snippet(Procedure, "add", procedure), PUBLISHERS | LAWYERS),
        "procedure, change": (snippet(Procedure, "edit", procedure), PUBLISHERS | LAWYERS),
        "image, add": (reverse("wagtailimages:add"), WRITERS),
        "image, change": (reverse("wagtailimages:edit", args=[make_image().pk]), WRITERS),
        "document, change": (reverse("wagtaildocs:edit", args=[make_document().pk]), WRITERS),
        "restriction, add": (reverse("restrictions:add"), STAFF),
        "restriction, see": (reverse("restrictions:index"), STAFF),
        "restriction, change": (reverse("restrictions:edit", args=[order.pk]), {MODERATOR, LEGAL, ADMIN}),
        "restriction, lift": (reverse("restrictions:lift", args=[order.pk]), LAWYERS),
        "protected name, see": (reverse("protected_names:index"), LAWYERS),
        "protected name, change": (reverse("protected_names:edit", args=[name.pk]), LAWYERS),
        "closed page, see": (reverse("wagtailadmin_pages:edit", args=[page.pk]), WRITERS),
        "closed page, see its draft": (reverse("wagtailadmin_pages:view_draft", args=[page.pk]), WRITERS),
        "hold": (reverse("timeline_hold"), STAFF),
        "quick add": (reverse("timeline_quick_add"), WRITERS),
        "inbox": (reverse("timeline_inbox"), WRITERS),
        "import": (reverse("timeline_imports"), WRITERS),
        "press coverage": (reverse("press_add_coverage"), WRITERS),
        "links": (reverse("web_links:index"), STAFF),
        "digest": (reverse("timeline_digest"), PUBLISHERS),
        "withdraw": (reverse("timeline_withdraw", args=[make_event().pk]), PUBLISHERS),
        "take down an entry": (reverse("timeline_take_down", args=["page", make_event().pk]), WRITERS),
        "take down a chapter": (reverse("timeline_take_down", args=["page", make_chapter().pk]), WRITERS),
        "take down a body": (reverse("timeline_take_down", args=["page", a_body().pk]), WRITERS),
        "take down a standing page": (reverse("timeline_take_down", args=["page", a_standing_page().pk]), WRITERS),
        "take down a picture": (reverse("timeline_take_down", args=["picture", make_image().pk]), WRITERS),
        "take down a document": (reverse("timeline_take_down", args=["document", make_document().pk]), WRITERS),
        "take-down, see": (reverse("timeline_taken_down", args=[take_down(make_event(), **because).pk]), STAFF),
        "take-downs": (reverse("report_take_downs"), STAFF),
        "size of a picture": (make_image().get_rendition("width-48").url, STAFF),
        "merge": (reverse("timeline_merge", args=[make_event().pk]), PUBLISHERS),
        "what is missing": (reverse("report_what_is_missing"), WRITERS),
        "users": (reverse("wagtailusers_users:index"), {ADMIN}),
        "groups": (reverse("wagtailusers_groups:index"), {ADMIN}),
        "workflows": (reverse("wagtailadmin_workflows:index"), {ADMIN}),
        "sites": (reverse("wagtailsites:index"), {ADMIN}),
        "redirects": (reverse("wagtailredirects:index"), {ADMIN}),
    }


def test_everything_else(front_page, site, client_of):
    table = things()
    table["settings of the campaign"] = (
        reverse("wagtailsettings:edit", args=["home", "campaignsettings", site.pk]),
        PUBLISHERS,
    )
    found = {}
    for role in ROLES:
        client, _user = client_of(role)
        for what, (address, _allowed) in table.items():
            found.setdefault(what, set())
            if opens(client, address):
                found[what].add(role)
        client.logout()
    wrong = {what: found[what] for what, (_address, allowed) in table.items() if found[what] != allowed}
    assert wrong == {}


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("press.view_capture", STAFF),
        ("press.download_capture", STAFF),
        ("timeline.view_restriction", STAFF),
        ("timeline.lift_restriction", LAWYERS),
        ("timeline.view_protectedname", LAWYERS),
        ("timeline.add_publishinghold", STAFF),
        ("timeline.change_publishinghold", {MODERATOR, LEGAL, ADMIN}),
        ("timeline.view_legalsignoff", {MODERATOR, LEGAL, ADMIN}),
    ],
)
def test_what_is_confidential_or_stops_others(front_page, client_of, permission, allowed):
    assert {role for role in ROLES if client_of(role)[1].has_perm(permission)} == allowed
