"""Who may do what: editors write, moderators publish, readers read."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from legal.models import Procedure
from press.models import Outlet
from tests.admin_forms import SOURCE, add_form, edit_form, newest_page, sources
from tests.factories import make_document, make_event, make_outlet, make_topic
from timeline.models import EventPage, ProtectedName, Restriction, TimelinePage, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, django_user_model):
    def as_one_of(group=None):
        user = django_user_model.objects.create_user(f"a-{group}", "a@example.org", "a long password")
        if group:
            user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return as_one_of


def new_event(client):
    form = add_form(client, EventPage, TimelinePage.objects.get())
    return form.fill_in(sources(SOURCE), title="A letter", date="2018", summary="They wrote.")


def test_editors_write_but_do_not_publish(front_page, sign_in):
    client = sign_in("Editors")
    form = new_event(client)
    assert "action-publish" not in form.html
    form.publish()
    page = newest_page()
    assert (page.title, page.live) == ("A letter", False)
    form = edit_form(client, page).fill_in(summary="Said better.")
    form.publish()
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().summary == "Said better."


def test_editors_cannot_publish_in_bulk_nor_take_back(front_page, sign_in):
    client = sign_in("Editors")
    draft, published = make_event(live=False), make_event()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={draft.pk}", {"include_descendants": ""})
    client.post(reverse("wagtailadmin_pages:unpublish", args=[published.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[published.pk]))
    assert not Page.objects.get(pk=draft.pk).live
    assert Page.objects.get(pk=published.pk).live


def test_editors_submit_and_moderators_publish(front_page, sign_in):
    form = new_event(sign_in("Editors"))
    form.send({"action-submit": "action-submit"})
    page = newest_page()
    assert page.workflow_in_progress
    moderator = sign_in("Moderators")
    assert edit_form(moderator, page).publish().status_code == 302
    page.refresh_from_db()
    assert page.live


def test_moderators_publish(front_page, sign_in):
    assert new_event(sign_in("Moderators")).publish().status_code == 302
    assert newest_page().live


RIGHTS = [
    ("Editors", Topic, {"add": True, "edit": True, "delete": False}),
    ("Editors", Outlet, {"add": True, "edit": True, "delete": False}),
    ("Editors", Procedure, {"add": False, "edit": False, "delete": False}),
    ("Moderators", Topic, {"add": True, "edit": True, "delete": True}),
    ("Moderators", Outlet, {"add": True, "edit": True, "delete": True}),
    ("Moderators", Procedure, {"add": True, "edit": True, "delete": True}),
    (None, Topic, {"add": False, "edit": False, "delete": False}),
]


@pytest.mark.parametrize(("group", "model", "rights"), RIGHTS)
def test_group_may_do_with_the_vocabularies(sign_in, group, model, rights):
    make_topic()
    make_outlet()
    client, item = sign_in(group), model.objects.first()
    for view, allowed in rights.items():
        name = model.snippet_viewset.get_url_name(view)
        response = client.get(reverse(name, args=[] if view == "add" else [item.pk]))
        assert (response.status_code == 200) is allowed, (view, response.status_code)


RIGHTS_OF_ORDERS = [
    ("Editors", {"add": True, "index": True, "edit": False, "lift": False}, False),
    ("Moderators", {"add": True, "index": True, "edit": True, "lift": False}, False),
    ("Legal", {"add": True, "index": True, "edit": True, "lift": True}, True),
    (None, {"add": False, "index": False, "edit": False, "lift": False}, False),
]


@pytest.mark.parametrize(("group", "rights", "sees_names"), RIGHTS_OF_ORDERS)
def test_group_may_do_with_orders_and_protected_names(front_page, sign_in, group, rights, sees_names):
    today = timezone.localdate()
    order = Restriction.objects.create(page=make_event(), made_on=today, review_on=today, scope="A name.")
    name = ProtectedName.objects.create(name="Jane Example")
    client = sign_in(group)
    for view, allowed in rights.items():
        response = client.get(reverse(f"restrictions:{view}", args=[order.pk] if view in ("edit", "lift") else []))
        assert (response.status_code == 200) is allowed, (view, response.status_code)
    for view in ("index", "add", "edit", "delete", "report"):
        response = client.get(reverse(f"protected_names:{view}", args=[name.pk] if view in ("edit", "delete") else []))
        assert (response.status_code == 200) is sees_names, (view, response.status_code)


@pytest.mark.parametrize(("group", "allowed"), [("Editors", False), ("Moderators", True), (None, False)])
def test_settings_of_the_campaign_are_changed_by(front_page, sign_in, group, allowed):
    response = sign_in(group).get(reverse("wagtailsettings:edit", args=["home", "campaignsettings"]), follow=True)
    assert ("accent_colour" in response.content.decode()) is allowed


def test_account_without_access_to_the_admin_sees_what_anybody_sees(client, front_page, sign_in):
    page, draft, private, document = make_event(), make_event(live=False), make_event(), make_document()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    addresses = [
        *("/", "/timeline/", "/press/", "/legal/", "/sitemap.xml", "/feeds/everything.rss", "/feeds/everything.atom"),
        *(one.get_url() for one in (page, draft, private)),
        document.url,
        "/search/?q=entry",
        draft.public_record.short_path,
    ]

    def answers():
        return {url: (found := client.get(url)).status_code and (found.status_code, found.content) for url in addresses}

    as_anybody = answers()
    sign_in(None)
    assert answers() == as_anybody
    assert as_anybody[page.get_url()][0] == 200
    assert {as_anybody[one.get_url()][0] for one in (draft, private)} == {404}


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/images/", "/admin/all_entries/"])
def test_admin_is_closed_to_accounts_without_access_and_to_strangers(client, front_page, sign_in, address):
    for reader in (client, sign_in(None)):
        response = reader.get(address)
        assert response.status_code in (302, 403, 404)
        assert response.status_code != 302 or "/admin/login/" in response["Location"]


def test_editor_of_no_page_does_not_read_a_draft(front_page, sign_in, django_user_model):
    from django.contrib.auth.models import Permission

    client = sign_in(None)
    user = django_user_model.objects.get(username="a-None")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    draft = make_event(live=False)
    for view in ("edit", "view_draft", "history"):
        response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[draft.pk]))
        assert response.status_code in (302, 403), view
    assert client.get(draft.get_url()).status_code == 404
