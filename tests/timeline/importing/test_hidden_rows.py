"""The screens of an import name no entry that an editor may not change, or that an order closes for them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.canary_states import order_on
from tests.factories import make_event
from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send
from timeline.models import EventPage, TimelinePage

pytestmark = pytest.mark.django_db

LETTER = ["18 January 2018", "A letter is sent", "The campaign writes.", "https://example.org/letter", "a"]
CENSUS = ["September 2017", "A census begins", "Schools are asked.", "https://example.org/census", "b"]
NOT_SHOWN = "is not shown: it is of an entry"


@pytest.fixture
def sign_in(client, django_user_model):
    def as_one_of(*groups):
        name = "-".join(group.name for group in groups)
        user = django_user_model.objects.create_user(name, "s@example.org", "a long password")
        user.groups.set(groups)
        client.force_login(user)
        return client

    return as_one_of


@pytest.fixture
def editors(site):
    """Those who write, and see no orders."""
    group = Group.objects.get(name="Editors")
    group.permissions.remove(Permission.objects.get(codename="view_restriction"))
    return group


@pytest.fixture
def adders(site):
    """Those who may add entries to the story, and change their own alone."""
    group = Group.objects.create(name="Adders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=TimelinePage.objects.get(), permission=Permission.objects.get(codename="add_page")
    )
    return group


def html_of(client, step, batch) -> str:
    response = client.get(reverse(step, args=[batch.pk]), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def closed_since(batch):
    page = EventPage.objects.get(title="A letter is sent")
    order_on(page)
    return page


def test_what_an_order_closes_later_is_not_named_on_the_page_of_its_import(admin, site, sign_in, editors):
    batch = bring_in(admin, csv_bytes(LETTER, CENSUS), site=site)
    page = closed_since(batch)
    assert "A letter is sent" in html_of(admin, "timeline_import", batch)
    client = sign_in(editors)
    html = html_of(client, "timeline_import", batch)
    for secret in ("A letter is sent", "The campaign writes.", "example.org/letter", f"/pages/{page.pk}/"):
        assert secret not in html
    assert "A census begins" in html
    assert f"1 row {NOT_SHOWN}" in " ".join(html.split())


def test_nor_is_it_when_the_import_is_to_be_taken_back(admin, site, sign_in, editors):
    batch = bring_in(admin, csv_bytes(LETTER, CENSUS), site=site)
    closed_since(batch)
    html = html_of(admin, "timeline_import_undo", batch)
    assert "Somebody has worked on these since" in html
    assert "A letter is sent" in html
    html = html_of(sign_in(editors), "timeline_import_undo", batch)
    assert "A letter is sent" not in html
    assert f"1 row {NOT_SHOWN}" in " ".join(html.split())


def asked_about(admin, site):
    """A batch of which a row may be an entry that is there, and of which the check says its title."""
    make_event(title="The letter was sent", date="2018-01-18")
    send(admin, csv_bytes(LETTER, CENSUS), site=site)
    batch = latest()
    name_columns(admin, batch)
    batch.refresh_from_db()
    assert batch.rows.get(action="ask")
    return batch


def test_check_names_to_each_editor_only_what_they_may_change(admin, site, sign_in, adders):
    batch = asked_about(admin, site)
    assert "“The letter was sent”" in html_of(admin, "timeline_import_check", batch)
    html = html_of(sign_in(adders), "timeline_import_check", batch)
    assert "The letter was sent" not in html
    assert "A census begins" in html
    assert f"1 row {NOT_SHOWN}" in " ".join(html.split())


def test_check_names_nothing_that_was_closed_since(admin, site, sign_in, editors):
    batch = asked_about(admin, site)
    order_on(EventPage.objects.get())
    assert "The letter was sent" not in html_of(sign_in(editors), "timeline_import_check", batch)


def test_row_like_an_entry_of_others_is_shown_as_it_stands_in_the_file_and_names_no_entry(site, sign_in, adders):
    page = make_event(title="The letter was sent", date="2018-01-18")
    client = sign_in(adders)
    send(client, csv_bytes(LETTER), site=site)
    batch = latest()
    html = name_columns(client, batch).content.decode()
    row = batch.rows.get()
    assert (row.action, row.page_id) == ("same", None)
    assert "The campaign writes." in html
    assert "not yours to change" in html
    assert page.title not in html


def test_own_entries_are_found_again_by_who_may_change_no_others(site, sign_in, adders):
    client = sign_in(adders)
    bring_in(client, csv_bytes(LETTER), site=site)
    batch = bring_in(client, csv_bytes([*LETTER[:2], "Said better.", *LETTER[3:]]), site=site)
    assert EventPage.objects.get().get_latest_revision_as_object().summary == "Said better."
    assert "A letter is sent" in html_of(client, "timeline_import", batch)


def test_decision_on_a_row_that_is_hidden_is_not_lost(admin, site, sign_in, editors):
    batch = asked_about(admin, site)
    number = batch.rows.get(action="ask").number
    choose(admin, batch, **{f"decision_{number}": "leave"})
    batch.refresh_from_db()
    order_on(EventPage.objects.get())
    choose(sign_in(editors), batch)
    batch.refresh_from_db()
    assert batch.how["decisions"] == {str(number): "leave"}
