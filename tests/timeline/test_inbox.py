"""The inbox: what came in by a short way and nobody has gone through."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from legal.models import LegalIndexPage
from tests.admin_forms import edit_form
from tests.canary_states import order_on
from tests.factories import (
    make_article,
    make_case,
    make_event,
    make_image,
    make_milestone,
    make_outlet,
    make_topic,
    publish,
)
from tests.story_pages import soup_of
from tests.timeline.test_desk_schedules import panel, volunteer
from timeline.inbox import put_in, waiting_for
from timeline.models import EventPage, InboxItem, ProtectedName, TimelineEntry, TimelinePage
from timeline.readiness import advice, stops
from timeline.readiness_of_many import readiness_of

pytestmark = pytest.mark.django_db
Way = InboxItem.Way


def inbox(client, **asked):
    return soup_of(client, reverse("timeline_inbox") + "".join(f"?{name}={asked[name]}" for name in asked))


def titles(client, **asked) -> list[str]:
    return [title.get_text(strip=True) for title in inbox(client, **asked).select(".inbox__title")]


def row(client, page) -> str:
    found = inbox(client).find(id=f"inbox-{page.pk}")
    return " ".join(found.find_parent("li").get_text(" ").split()) if found else ""


def waiting(way=Way.QUICK, user=None, make=make_event, **given):
    page = make(live=False, **given)
    put_in(page, way, user)
    return page


def quick_add(client, **given):
    fields = {"kind": "event", "date": "18 January 2018", "title": "A letter is sent", "summary": "", "url": ""}
    return client.post(reverse("timeline_quick_add"), {**fields, **given})


def editor_of_group(django_user_model, name="Editors"):
    user = django_user_model.objects.create_user("group-editor", "e@example.org", "a long password")
    user.groups.add(Group.objects.get(name=name))
    return user


# What comes in, and what leaves


def test_short_form_and_the_button_of_a_browser_put_in(admin, front_page, editor):
    quick_add(admin)
    html = admin.get(reverse("timeline_quick_add"), {"way": "button", "title": "Read"}).content.decode()
    assert 'name="way" value="button"' in html
    quick_add(admin, title="Read on a train", way="button")
    rows = InboxItem.objects.order_by("pk").values_list("page__title", "way", "put_in_by")
    assert list(rows) == [("A letter is sent", "quick", editor.pk), ("Read on a train", "button", editor.pk)]
    assert titles(admin) == ["Read on a train", "A letter is sent"]


def test_button_of_a_browser_says_that_it_is_one(admin, front_page):
    assert "&way=button" in admin.get(reverse("timeline_quick_add")).context["bookmarklet"]


def test_row_says_what_it_is_who_put_it_in_and_when(admin, front_page, editor):
    outlet = make_outlet(name="The Valley Courier")
    given = {"title": "Counted twice", "date": "2018-05", "outlet": outlet, "article_url": "https://example.org/1"}
    page = waiting(Way.PASTED, editor, make_article, **given)
    moment = datetime.datetime(2026, 7, 1, 8, 30, tzinfo=datetime.UTC)
    InboxItem.objects.filter(page=page.pk).update(put_in_at=moment)
    words = row(admin, page)
    assert "Press · May 2018 · The Valley Courier https://example.org/1" in words
    assert "By a pasted address, editor, 1 July 2026, 09:30" in words


def test_what_is_published_scheduled_or_deleted_leaves_by_itself(admin, front_page):
    out, later, gone, stays = (waiting(title=title) for title in ("Out", "Later", "Gone", "Stays"))
    publish(out)
    Revision.objects.filter(pk=later.latest_revision_id).update(approved_go_live_at=timezone.now())
    gone.delete()
    assert titles(admin) == ["Stays"]
    out.unpublish()
    assert titles(admin) == ["Stays"]
    assert not InboxItem.objects.filter(page_id=gone.pk).exists()
    assert stays.inbox_item.done_at is None


def test_done_takes_it_out_and_leaves_the_draft(admin, front_page, editor):
    page = waiting(title="Gone through")
    for _time in range(2):
        answer = admin.post(reverse("timeline_inbox_done", args=[page.pk]), {"p": "1"}, follow=True)
    assert answer.redirect_chain == [(reverse("timeline_inbox") + "?p=1", 302)]
    item = InboxItem.objects.get(page=page.pk)
    assert (item.done_by, item.done_at is not None) == (editor, True)
    assert titles(admin) == []
    assert not EventPage.objects.get(pk=page.pk).live


def test_copy_of_a_draft_is_not_in_the_inbox(admin, front_page):
    page = waiting(title="One")
    page.copy(update_attrs={"title": "Two", "slug": "two"})
    assert titles(admin) == ["One"]


def test_empty_inbox_says_what_feeds_it(admin, front_page):
    words = inbox(admin).get_text(" ")
    assert "Nothing is waiting" in words
    assert "button for your browser" in words
    assert inbox(admin).find("a", string="Paste many addresses")["href"] == reverse("press_add_coverage")
    assert inbox(admin).find("a", string="Quick add")["href"] == reverse("timeline_quick_add")


def test_pages_of_twenty(admin, front_page):
    for number in range(23):
        waiting(title=f"Draft {number}", date="1996")
    assert titles(admin) == [f"Draft {number}" for number in range(22, 2, -1)]
    assert titles(admin, p=2) == ["Draft 2", "Draft 1", "Draft 0"]
    assert titles(admin, p="none") == titles(admin)


# What is missing


def everything_missing():
    """A draft of each kind with nearly all that can be said of one."""
    picture = make_image(title="A pupil", recognisable="child", description="", rights="unknown")
    body = [("paragraph", "<p>Words</p>"), ("quotation", {"text": "So.", "speaker": "Jane Example", "source": ""})]
    event = waiting(sources=1, image=picture, summary="word " * 40, body=body)
    article = waiting(make=make_article, article_url="", body=body)
    case = make_case()
    make_milestone(case=case, stage=case.procedure.stages.filter(terminal=True).first(), date="2018-01-10")
    milestone = waiting(make=make_milestone, case=case, date="2018-02-01", sources=0)
    return [event, article, milestone]


def test_what_is_missing_is_what_the_form_says(admin, front_page):
    ProtectedName.objects.create(name="Jane Example")
    LegalIndexPage.objects.update(legal_check=True)
    keys = [page.pk for page in everything_missing()]
    drafts = list(TimelineEntry.objects.filter(pk__in=keys).specific().order_by("pk"))
    found = readiness_of(drafts)
    for key in keys:
        page = Page.objects.get(pk=key).specific
        assert {one.words for one in found[key].stops} == {one.words for one in stops(page)}
        assert {one.words for one in found[key].advice} == {one.words for one in advice(page)}
        assert len(found[key].stops) >= 2


def test_what_is_missing_leads_to_its_place_in_the_form(admin, front_page):
    quick_add(admin)
    page = EventPage.objects.get()
    links = [a["href"] for a in inbox(admin).select(".inbox__part--stops a")]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert sorted(href.partition("#")[2] for href in links) == [
        "panel-child-content-no_source_reason-section",
        "panel-child-content-summary-section",
    ]
    assert all(href.startswith(f"{edit}?next=") for href in links)


def test_what_is_mended_in_the_form_is_missing_no_more(admin, front_page):
    page = waiting(sources=0)
    assert "at least one source" in row(admin, page)
    edit_form(admin, page).fill_in(no_source_reason="Nobody wrote it down.", title="A better title").save_draft()
    words = row(admin, page)
    assert "A better title" in words
    assert "at least one source" not in words


def test_draft_that_is_ready_says_so(admin, front_page):
    assert "Nothing stops it" in row(admin, waiting(topics=[make_topic()]))


# What may be the same


def test_same_address_and_near_title_are_shown_with_what_they_are(admin, front_page):
    there = make_event(title="Another title", date="1996")
    there.sources.update(url="https://example.org/story")
    for source in there.sources.all():
        source.save()
    alike = make_event(title="The letter is sent", date="2018-02", live=False)
    make_event(title="A letter is sent", date="2021")
    page = waiting(title="A letter is sent", date="2018-01-18", sources=0)
    quick_add(admin, title="Something else", url="https://example.org/story", date="2003", anyway="on")
    other = EventPage.objects.get(title="Something else")
    assert "Another title , 1996: the same address." in row(admin, other)
    assert f"{alike.title} , February 2018 (a draft): nearly the same title." in row(admin, page)
    assert "2021" not in row(admin, page)


def test_two_drafts_of_the_inbox_are_alike(admin, front_page):
    one, two = (waiting(title=title) for title in ("A letter is sent", "A letter was sent"))
    assert two.title in row(admin, one)
    assert one.title in row(admin, two)


@pytest.mark.parametrize("title", ["Judgment", "The minister’s answer to the question, at last"])
def test_slip_of_the_pen_makes_no_other_title(admin, front_page, title):
    slip = title.replace("g", "ge").replace("minister", "minster")
    make_event(title=slip, sources=0, no_source_reason="Told by word of mouth.")
    assert f"{slip} , 18 January 2018: nearly the same title." in row(admin, waiting(title=title))


def test_draft_without_a_known_date_is_compared_with_all(admin, front_page):
    make_event(title="Counted twice", date="1996")
    assert "Counted twice , 1996" in row(admin, waiting(title="Counted twice!", date="/2026"))


# Whose it is


def test_only_who_may_change_a_draft_sees_it(client, front_page, django_user_model):
    waiting(title="In the story")
    make_event(title="Out of sight", date="2018-01-18")
    waiting(title="In the press", make=make_article)
    user = volunteer(django_user_model, page=TimelinePage.objects.get())
    client.force_login(user)
    assert titles(client) == ["In the story"]


def test_who_may_work_on_nothing_is_shown_nothing(client, front_page, django_user_model):
    page = waiting()
    client.force_login(volunteer(django_user_model))
    assert client.get(reverse("timeline_inbox")).status_code == 302
    assert client.post(reverse("timeline_inbox_done", args=[page.pk])).status_code == 302
    assert client.get(reverse("timeline_inbox_same", args=[page.pk])).status_code == 302
    assert InboxItem.objects.get(page=page.pk).done_at is None
    assert "inbox" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_an_order_closes_is_for_those_who_see_orders(client, front_page, django_user_model):
    closed, page = waiting(title="A closed letter"), waiting(title="A closed letter!")
    order_on(closed, made_on=timezone.localdate(), review_on=timezone.localdate())
    user = editor_of_group(django_user_model)
    client.force_login(user)
    assert "A closed letter" in row(client, page)
    Group.objects.get(name="Editors").permissions.filter(codename="view_restriction").delete()
    client.force_login(django_user_model.objects.get(pk=user.pk))
    assert titles(client) == ["A closed letter!"]
    assert "May be there already" not in row(client, page)
    assert client.get(reverse("timeline_inbox_same", args=[closed.pk])).status_code == 404


# In the menu and on the desk


def test_menu_and_desk_say_how_many_there_are(admin, front_page):
    assert panel(admin, "inbox-that-waits") == ""
    assert '"label": "Inbox"' in admin.get(reverse("wagtailadmin_home")).content.decode()
    waiting()
    waiting()
    assert "2 drafts that came in" in panel(admin, "inbox-that-waits")
    assert '"label": "Inbox (2)"' in admin.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", ["superuser", "Editors"])
def test_few_and_many_drafts_cost_the_same(client, front_page, django_user_model, editor, role):
    """Of every kind, with all that may be said of them."""
    ProtectedName.objects.create(name="Jane Example")
    LegalIndexPage.objects.update(legal_check=True)
    client.force_login(editor if role == "superuser" else editor_of_group(django_user_model))

    def add():
        for draft in everything_missing():
            draft.inbox_item.put_in_by = editor
            draft.inbox_item.save()
        waiting(make=make_article, date="/2026", title="Nobody knows when", article_url="https://example.org/x")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("timeline_inbox")).status_code == 200
        return len(seen)

    add()
    queries()
    few = queries()
    for _time in range(4):
        add()
    assert queries() == few
    assert waiting_for(editor).count() == 20
