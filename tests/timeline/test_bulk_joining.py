"""Topics, people and bodies for many entries at once."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageLogEntry

from tests.canary_states import order_on
from tests.factories import (
    announced,
    make_article,
    make_case,
    make_event,
    make_milestone,
    make_subject,
    make_subjects,
    make_topic,
)
from tests.story_pages import soup_of
from tests.test_permissions import sign_in  # noqa: F401 - a fixture
from tests.timeline.test_desk_schedules import volunteer
from timeline import bulk_joining
from timeline.models import EventPage, ProtectedName, TimelinePage

pytestmark = pytest.mark.django_db


def url(action, *pages):
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{where}?{'&'.join(f'id={page.pk}' for page in pages)}&next=/admin/all_entries/"


def add(client, action, things, *pages):
    return client.post(url(action, *pages), {"things": [thing.pk for thing in things]}, follow=True)


def words(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def newest(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def names(page):
    return sorted(topic.name for topic in page.topics.all())


@pytest.fixture
def law(front_page):
    return make_topic(name="Law")


@pytest.fixture
def who_sees_no_orders(sign_in):  # noqa: F811
    Group.objects.get(name="Editors").permissions.remove(Permission.objects.get(codename="view_restriction"))
    return sign_in("Editors")


@pytest.fixture
def schools(front_page):
    return make_topic(name="Schools")


def test_topics_are_added_to_entries_of_every_kind_and_go_out(admin, law, schools):
    entries = [make_event(topics=[law]), make_article(), make_milestone()]
    response = add(admin, "add_topics", [law, schools], *entries)
    assert response.redirect_chain == [("/admin/all_entries/", 302)]
    assert "3 entries have what you added." in words(response)
    for entry in entries:
        entry.refresh_from_db()
        assert entry.live
        assert not entry.has_unpublished_changes
        assert names(type(entry).objects.get(pk=entry.pk)) == names(newest(entry)) == ["Law", "Schools"]


def test_people_and_bodies_are_added(admin, front_page):
    body = make_subject(make_subjects(front_page), title="The ministry")
    event = make_event()
    add(admin, "add_subjects", [body], event)
    assert [one.title for one in EventPage.objects.get(pk=event.pk).subjects.all()] == ["The ministry"]


def test_draft_alone_gets_it_where_there_is_one_and_the_message_says_so(admin, law):
    changed = make_event(title="Letter", summary="As published.")
    changed.summary = "Not yet."
    changed.save_revision()
    never_out = make_event(title="Draft", live=False)
    response = add(admin, "add_topics", [law], changed, never_out)
    assert "Only the drafts of these have it, and readers do not see it yet: “Letter”, “Draft”." in words(response)
    live = EventPage.objects.get(pk=changed.pk)
    assert (live.summary, names(live), live.has_unpublished_changes) == ("As published.", [], True)
    assert (newest(changed).summary, names(newest(changed))) == ("Not yet.", ["Law"])
    assert names(newest(never_out)) == ["Law"]
    assert not EventPage.objects.get(pk=never_out.pk).live


def test_entry_that_has_it_already_is_left_alone(admin, law):
    event = make_event(title="Letter", topics=[law])
    before = event.latest_revision_id
    assert "These had it already: “Letter”." in words(add(admin, "add_topics", [law], event))
    event.refresh_from_db()
    assert event.latest_revision_id == before


def test_nothing_is_announced_again(admin, law):
    event = make_event()
    moment = announced(event, "2020-01-01")
    add(admin, "add_topics", [law], event)
    record = type(event.public_record).objects.get(page=event)
    assert (record.announced_at, record.materially_updated_at) == (moment, None)


def test_history_says_what_was_added_by_whom(admin, editor, law, schools):
    event = make_event()
    add(admin, "add_topics", [law, schools], event)
    entry = PageLogEntry.objects.get(page=event.pk, action=bulk_joining.TOPICS_ADDED)
    assert entry.user == editor
    assert entry.message == "Topics added, with other entries: Law, Schools"
    assert entry.message in soup_of(admin, reverse("wagtailadmin_pages:history", args=[event.pk])).get_text()


def test_page_asks_what_to_add_and_says_what_it_does(admin, law):
    changed = make_event(title="Letter")
    changed.save_revision()
    soup = soup_of(admin, url("add_topics", changed))
    assert len(soup.find_all("h1")) == 1
    (box,) = soup.select('input[type="checkbox"][name="things"]')
    assert soup.find("label", attrs={"for": box["id"]}).get_text(strip=True) == "Law"
    assert "Letter (its draft)" in " ".join(soup.get_text(" ").split()).replace(" (", " (")


def test_nothing_chosen_is_an_error_and_nothing_is_changed(admin, law):
    event = make_event()
    response = add(admin, "add_topics", [], event)
    assert response.status_code == 200
    assert "This field is required." in response.content.decode()
    assert names(newest(event)) == []


def test_pages_that_are_no_entries_and_locked_ones_are_left_out(admin, editor, law):
    case, locked, event = make_case(title="A case"), make_event(title="Locked"), make_event()
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_at=timezone.now())
    html = admin.get(url("add_topics", case, locked, event)).content.decode()
    assert "These are left out" in html
    response = add(admin, "add_topics", [law], case, locked, event)
    assert "1 entry has what you added." in words(response)
    assert names(newest(locked)) == []


def test_who_may_not_publish_adds_to_drafts_alone(front_page, sign_in, law):  # noqa: F811
    client = sign_in("Editors")
    live, draft = make_event(), make_event(live=False)
    add(client, "add_topics", [law], live, draft)
    assert (names(newest(live)), names(newest(draft))) == ([], ["Law"])


def test_entries_of_others_are_left_alone(client, django_user_model, law):
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    event, article = make_event(live=False), make_article(live=False)
    add(client, "add_topics", [law], event, article)
    assert (names(newest(event)), names(newest(article))) == (["Law"], [])


def test_entry_that_cannot_go_out_stays_as_it_was_and_holds_up_no_other(admin, law):
    before, stuck, after = make_event(), make_event(title="Letter", summary="Of Jane Example."), make_event()
    ProtectedName.objects.create(name="Jane Example")
    response = add(admin, "add_topics", [law], before, stuck, after)
    assert "2 entries have what you added." in words(response)
    assert "“Letter” is left as it was:" in words(response)
    stuck.refresh_from_db()
    assert not stuck.has_unpublished_changes
    assert names(newest(stuck)) == []
    assert names(newest(after)) == ["Law"]


def test_hooks_of_bulk_actions_are_asked(admin, law):
    seen = []

    def note(request, action_type, objects, action):
        seen.append((action_type, len(objects)))

    with hooks.register_temporarily([("before_bulk_action", note), ("after_bulk_action", note)]):
        add(admin, "add_topics", [law], make_event())
    assert seen == [("add_topics", 1), ("add_topics", 1)]


def test_actions_stand_under_both_listings(admin, front_page):
    make_event()
    for address in (
        reverse("all_entries:index"),
        reverse("wagtailadmin_explore", args=[TimelinePage.objects.get().pk]),
    ):
        soup = soup_of(admin, address)
        assert soup.select("[data-bulk-action-checkbox]"), address
        for action in ("add_topics", "add_subjects"):
            where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            assert soup.select(f'[href^="{where}"]'), (address, action)


def test_list_of_all_entries_offers_no_action_on_all_pages_of_the_site(admin, front_page):
    for _number in range(51):
        make_event()
    soup = soup_of(admin, reverse("all_entries:index"))
    assert soup.select("[data-bulk-action-footer]")
    assert not soup.select("[data-bulk-action-num-objects-in-listing]")


def test_what_one_may_not_change_is_counted_and_not_named(client, django_user_model, law):
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    case = make_case(title="A case of others")
    mine, article, milestone = (
        make_event(title="Mine", live=False),
        make_article(title="Secret"),
        make_milestone(case=case),
    )
    soup = soup_of(client, url("add_topics", mine, article, milestone, case))
    html = " ".join(soup.get_text(" ").split())
    assert "Mine" in html
    for title in ("Secret", milestone.title, case.title):
        assert title not in html
    assert "3 more are left out and not shown" in html


def test_what_an_order_closes_is_neither_named_nor_changed_but_for_who_sees_orders(front_page, who_sees_no_orders, law):
    closed, draft = make_event(title="Closed by a judge", live=False), make_event(live=False)
    order_on(closed)
    client = who_sees_no_orders
    html = client.get(url("add_topics", closed, draft)).content.decode()
    assert "Closed by a judge" not in html
    assert "1 more is left out and not shown" in " ".join(html.split())
    told = words(add(client, "add_topics", [law], closed, draft))
    assert "1 entry has what you added." in told
    assert "Closed by a judge" not in told
    assert names(newest(closed)) == []


def test_administrator_sees_and_changes_what_an_order_closes(admin, law):
    closed = make_event(title="Closed by a judge", live=False)
    order_on(closed)
    assert "Closed by a judge" in admin.get(url("add_topics", closed)).content.decode()
    add(admin, "add_topics", [law], closed)
    assert names(newest(closed)) == ["Law"]


def test_people_and_bodies_that_an_order_closes_are_not_offered(front_page, who_sees_no_orders):
    index = make_subjects(front_page)
    body, closed = make_subject(index, title="The ministry"), make_subject(index, title="A sealed name")
    order_on(closed)
    html = who_sees_no_orders.get(url("add_subjects", make_event(live=False))).content.decode()
    assert body.title in html
    assert closed.title not in html
