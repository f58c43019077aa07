"""What the dashboard offers to work on."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from legal.models import LegalIndexPage
from tests.factories import make_article, make_case, make_event, make_image, make_topic
from tests.story_pages import soup_of
from tests.timeline.test_desk_schedules import panel, volunteer
from tests.timeline.test_reports import age
from timeline import jobs
from timeline.models import TimelinePage, WebLink
from timeline.own_pages import entries_to_change

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 23)


def buttons(client):
    """The buttons of “Add to the story”, each with where it leads."""
    found = soup_of(client, reverse("wagtailadmin_home")).select("#add-to-the-story-section a.button")
    return {button.get_text(): button["href"] for button in found}


# What to add


def test_each_kind_is_added_with_one_click(admin, front_page):
    case = make_case()
    story = TimelinePage.objects.get()
    assert buttons(admin) == {
        "Add event": reverse("wagtailadmin_pages:add", args=["timeline", "eventpage", story.pk]),
        "Add milestone": reverse("wagtailadmin_pages:add", args=["legal", "milestonepage", case.pk]),
        "Add press article": reverse("press_add_coverage"),
    }
    for address in buttons(admin).values():
        assert admin.get(address).status_code == 200


def test_milestone_of_one_of_several_cases_begins_with_the_list_of_cases(admin, front_page):
    cases = reverse("wagtailadmin_explore", args=[LegalIndexPage.objects.get().pk])
    assert buttons(admin)["Add milestone"] == cases
    make_case()
    make_case()
    assert buttons(admin)["Add milestone"] == cases


def test_story_of_another_site_is_asked_about(admin, front_page):
    other = TimelinePage(title="Another story", slug="another-story")
    front_page.add_child(instance=other)
    assert buttons(admin)["Add event"] == reverse("all_entries:add_event")
    assert admin.get(reverse("all_entries:add_event")).status_code == 200


def test_only_what_one_may_add_is_offered(client, front_page, django_user_model):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    story = TimelinePage.objects.get()
    user = volunteer(django_user_model, page=story)
    client.force_login(user)
    assert buttons(client) == {}
    assert panel(client, "add-to-the-story") == ""
    permission = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=user.groups.get(), page=story, permission=permission)
    assert list(buttons(client)) == ["Add event"]


# Drafts


def test_drafts_older_than_a_month_are_listed_with_a_way_to_all(admin, front_page):
    assert panel(admin, "drafts-older-than-a-month") == ""
    for number in range(11):
        age(make_event(title=f"Draft {number}", live=False), 40 + number)
    age(make_event(title="New", live=False), 3)
    found = soup_of(admin, reverse("wagtailadmin_home")).find(id="drafts-older-than-a-month-section")
    assert [row.a.get_text() for row in found.select("li")] == [f"Draft {number}" for number in range(10, 0, -1)]
    assert "There are more." in found.get_text()
    assert found.select("p a")[0]["href"] == reverse("report_drafts_that_wait")


def test_draft_of_a_published_entry_says_so_by_its_newest_title(admin, front_page):
    entry = make_event(title="Letter")
    entry.title = "A letter"
    entry.save_revision()
    age(entry)
    assert "A letter , last touched on" in panel(admin, "drafts-older-than-a-month")
    assert "(changes to a published entry)" in panel(admin, "drafts-older-than-a-month")


def test_desk_of_who_may_work_on_no_page_shows_neither(client, front_page, django_user_model):
    age(make_event(live=False))
    user = volunteer(django_user_model)
    client.force_login(user)
    for name in ("add-to-the-story", "drafts-older-than-a-month", "one-job"):
        assert panel(client, name) == ""


# One job


def test_one_job_is_suggested_with_where_to_begin(admin, front_page):
    entry = make_event(title="Letter", live=False, sources=0)
    words = panel(admin, "one-job")
    assert "One entry has no topic. Begin with Letter" in words
    (begin, every) = soup_of(admin, reverse("wagtailadmin_home")).select("#one-job-section p a")
    assert begin["href"].startswith(f"{reverse('wagtailadmin_pages:edit', args=[entry.pk])}#")
    assert every["href"] == f"{reverse('report_what_is_missing')}?missing=topic"


def test_there_is_no_job_where_everything_is_done(admin, front_page):
    assert panel(admin, "one-job") == ""


def test_job_is_the_same_all_day_and_another_on_other_days(editor, front_page):
    age(make_event(significance="key"))
    age(make_article(live=False))
    days = [DAY + datetime.timedelta(days=number) for number in range(30)]
    of_days = [jobs.job_of(day, editor).words for day in days]
    assert of_days == [jobs.job_of(day, editor).words for day in days]
    assert len(set(of_days)) >= 4


def test_job_that_is_done_gives_way_to_the_next(editor, front_page):
    topic = make_topic()
    entry = make_event(significance="key")
    seen = set()
    for _turn in range(10):
        job = jobs.job_of(DAY, editor)
        if job is None:
            break
        seen.add(job.words)
        if "topic" in job.words:
            entry.topics.add(topic)
            entry.save()
        elif "archived copy" in job.words:
            WebLink.objects.update(archived_url="https://archive.example/1")
        else:
            entry.image = make_image()
            entry.save()
    assert seen == {
        "One entry has no topic.",
        "One entry names an address that has no archived copy.",
        "One key moment has no picture with a description.",
    }
    assert job is None


def test_drafts_are_a_job_with_the_month_of_the_oldest(editor, front_page):
    moment = datetime.datetime(2026, 6, 3, 12, tzinfo=datetime.UTC)
    for title in ("First", "Second"):
        draft = age(make_event(title=title, live=False))
        type(draft).objects.filter(pk=draft.pk).update(latest_revision_created_at=moment)
    job = jobs.drafts_that_wait(entries_to_change(editor))
    assert (job.words, job.begin_with) == ("Two drafts wait, the oldest since June 2026.", "First")


def test_numbers_are_said_in_words_up_to_twelve():
    assert [jobs.number_in_words(number) for number in (1, 9, 11, 12, 13)] == ["One", "Nine", "Eleven", "Twelve", "13"]


def test_desk_costs_the_same_however_much_waits(admin, front_page):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            admin.get(reverse("wagtailadmin_home"))
        return len(seen)

    def add(number):
        for _place in range(number):
            age(make_event(live=False, significance="key"))
            age(make_article(live=False))

    add(1)
    queries()
    few = queries()
    add(5)
    # Wagtail's own panels have rows of their own; none of ours may cost one a page.
    assert queries() <= few + 2
