"""The short form: a good draft in half a minute."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from press.models import OutletHost, PressArticlePage
from tests.factories import make_article, make_event, make_outlet
from timeline.models import EventPage, TimelineEntry

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/story"


def send(client, **given):
    fields = {"kind": "event", "date": "18 January 2018", "title": "A letter is sent", "summary": "", "url": ADDRESS}
    return client.post(reverse("timeline_quick_add"), {**fields, **given})


def test_event_becomes_a_draft_with_its_source(admin, front_page, editor):
    assert send(admin, summary="They wrote.").status_code == 302
    page = EventPage.objects.get()
    assert (page.title, page.date.edtf, page.summary, page.live) == (
        "A letter is sent",
        "2018-01-18",
        "They wrote.",
        False,
    )
    assert [source.url for source in page.sources.all()] == [ADDRESS]
    assert page.latest_revision.user == editor
    assert page.latest_revision.as_object().sources.count() == 1
    assert page.owner == editor


def test_article_has_the_address_as_its_own_and_the_outlet_of_its_host(admin, front_page):
    outlet = make_outlet()
    OutletHost.objects.create(outlet=outlet, host="example.org")
    assert send(admin, kind="press").status_code == 302
    page = PressArticlePage.objects.get()
    assert (page.article_url, page.outlet) == (ADDRESS, outlet)


def test_one_goes_on_with_the_whole_form_or_adds_another(admin, front_page):
    again = send(admin)
    assert again["Location"] == reverse("timeline_quick_add")
    on = send(admin, title="A reply comes", url="https://example.org/reply", more="1")
    page = EventPage.objects.get(title="A reply comes")
    assert on["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize(
    "given",
    [
        {"title": "Something quite different", "url": ADDRESS},
        {"title": "A letter is sent.", "url": ""},
        {"title": "a letter was sent", "url": "", "date": "January 2018"},
    ],
)
def test_what_may_be_there_already_is_shown_first(admin, front_page, given):
    send(admin)
    answer = send(admin, **given)
    assert "This may be there already" in answer.content.decode()
    assert TimelineEntry.objects.count() == 1
    assert send(admin, **given, anyway="on").status_code == 302
    assert TimelineEntry.objects.count() == 2


def test_same_title_in_another_year_is_another_thing(admin, front_page):
    send(admin)
    assert send(admin, date="2021", url="").status_code == 302


def test_article_of_the_archive_is_found_by_its_address_in_another_form(admin, front_page):
    make_article(article_url="https://example.org/story?utm_source=feed")
    assert "This may be there already" in send(admin, title="Something else").content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"date": "03/02/2018"}, "date"),
        ({"date": "2018-02-30"}, "date"),
        ({"title": ""}, "title"),
        ({"url": "no address"}, "url"),
        ({"kind": "legal"}, "kind"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_lost(admin, front_page, given, field):
    answer = send(admin, **given)
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form["summary"].value() == ""
    assert not TimelineEntry.objects.exists()


def test_browser_button_opens_it_filled_in(admin, front_page):
    answer = admin.get(reverse("timeline_quick_add"), {"url": ADDRESS, "title": "A page", "kind": "press"})
    html = answer.content.decode()
    assert f'value="{ADDRESS}"' in html
    assert 'value="A page"' in html
    assert "javascript:(function(){window.open(" in html


def test_protected_name_is_refused(admin, front_page):
    from timeline.models import ProtectedName

    ProtectedName.objects.create(name="Jane Example")
    assert list(send(admin, title="Jane Example speaks").context["form"].errors) == ["title"]


def test_only_who_may_add_sees_it(client, front_page, django_user_model):
    user = django_user_model.objects.create_user("reader", "reader@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Legal"))
    client.force_login(user)
    assert send(client).status_code == 302
    assert not TimelineEntry.objects.exists()
    user.groups.add(Group.objects.get(name="Editors"))
    assert send(client).status_code == 302
    assert TimelineEntry.objects.count() == 1


def test_looking_for_what_is_alike_costs_the_same_however_many_there_are(admin, front_page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from timeline.dates import parse
    from timeline.quick_add import Given, entries_like

    given = Given("A letter is sent", parse("2018-01-18"), url=ADDRESS)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            entries_like(given)
        return len(seen)

    make_event(title="A letter is sent", date="2018-01-18")
    few = queries()
    for number in range(10):
        make_event(title=f"A letter is sent {number}", date="2018-01-18")
    assert queries() == few


def test_what_one_may_not_see_is_not_named(client, front_page, django_user_model):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    from press.models import PressArchivePage

    make_event(title="A letter is sent", date="2018-01-18")
    group = Group.objects.create(name="Press volunteers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=PressArchivePage.objects.get(), permission=Permission.objects.get(codename="add_page")
    )
    user = django_user_model.objects.create_user("volunteer", "v@example.org", "a long password")
    user.groups.add(group)
    client.force_login(user)
    answer = send(client, kind="press", url="")
    assert answer.context["like"] == []
    assert "1 that you may not see" in answer.content.decode()


def test_trackers_are_taken_off_the_address(admin, front_page):
    send(admin, url=f"{ADDRESS}?utm_source=feed")
    assert EventPage.objects.get().sources.get().url == ADDRESS


def test_many_drafts_without_a_line_are_refused_with_the_reason(admin, front_page):
    send(admin)
    page = EventPage.objects.get()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert admin.post(f"{url}?id={page.pk}", {"include_descendants": ""}).status_code == 302
    words = " ".join(str(message) for message in admin.get(reverse("wagtailadmin_home")).context["messages"])
    assert "Not published." in words
    assert not EventPage.objects.get().live
