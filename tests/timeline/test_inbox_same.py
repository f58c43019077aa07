"""A draft of the inbox that is the same as an entry that is there."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from press.models import Capture, IntakeItem, PressArticlePage
from press.models.intake import Intake
from tests.factories import make_article, make_event, make_outlet
from tests.timeline.test_inbox import waiting
from timeline.models import EntryRelation, EventPage, InboxItem, TimelineEntry, WebLink

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/found"


def draft(**given):
    page = waiting(**given)
    page.sources.update(url=ADDRESS, title="Where it was found", publisher="The Courier")
    for source in page.sources.all():
        source.save()
    page = EventPage.objects.get(pk=page.pk)
    page.save_revision()
    return page


def same(client, page, into, **data):
    return client.post(reverse("timeline_inbox_same", args=[page.pk]), {"into": into.pk, **data}, follow=True)


def ask(client, page, into) -> str:
    return client.get(reverse("timeline_inbox_same", args=[page.pk]), {"into": into.pk}).content.decode()


def urls(page) -> list[str]:
    return [source.url for source in page.sources.all()]


def test_published_entry_gets_the_address_in_a_draft_and_the_draft_goes(admin, front_page, editor):
    stays, goes = make_event(title="It is there"), draft(title="It came in")
    assert "(is added)" in ask(admin, goes, stays)
    answer = same(admin, goes, stays)
    assert "1 address of it is added" in answer.content.decode()
    assert not TimelineEntry.objects.filter(pk=goes.pk).exists()
    stays.refresh_from_db()
    assert stays.has_unpublished_changes
    assert urls(EventPage.objects.get(pk=stays.pk)) == ["https://example.org/0"]
    newest = stays.get_latest_revision_as_object()
    assert urls(newest) == ["https://example.org/0", ADDRESS]
    added = newest.sources.all()[1]
    assert (added.title, added.publisher) == ("Where it was found", "The Courier")
    assert stays.get_latest_revision().user == editor
    entry = PageLogEntry.objects.get(page=stays.pk, action="timeline.same")
    assert "The draft “It came in” was the same" in str(entry.message)


def test_draft_gets_it_in_its_row_too(admin, front_page):
    stays, goes = make_event(live=False), draft()
    same(admin, goes, stays)
    assert urls(EventPage.objects.get(pk=stays.pk)) == ["https://example.org/0", ADDRESS]
    assert not EventPage.objects.get(pk=stays.pk).live


def test_what_has_the_address_already_is_left_as_it_is(admin, front_page):
    stays, goes = make_event(), waiting()
    assert "had its addresses already" in same(admin, goes, stays).content.decode()
    stays.refresh_from_db()
    assert not stays.has_unpublished_changes
    assert not TimelineEntry.objects.filter(pk=goes.pk).exists()


def test_article_becomes_a_source_of_an_event_and_an_address_of_an_article(admin, front_page):
    outlet = make_outlet(name="The Valley Courier")
    event, article = make_event(sources=0, no_source_reason="A letter"), make_article(article_url="https://a.example/1")
    for stays in (event, article):
        goes = waiting(make=make_article, outlet=outlet, article_url=ADDRESS, title="Counted twice")
        same(admin, goes, stays)
        stays.refresh_from_db()
    (source,) = event.get_latest_revision_as_object().sources.all()
    assert (source.title, source.url, source.publisher) == ("Counted twice", ADDRESS, "The Valley Courier")
    newest = article.get_latest_revision_as_object()
    assert [row.url for row in newest.addresses.all()] == [ADDRESS]
    assert newest.sources.count() == 0


def test_what_was_read_for_an_article_is_kept_with_the_one_that_stays(admin, front_page, editor):
    from press.models import PressArchivePage

    stays, goes = make_article(), waiting(make=make_article, article_url=ADDRESS)
    capture = Capture.objects.create(link=WebLink.objects.get(url=ADDRESS), page=goes, state="kept")
    intake = Intake.objects.create(archive=PressArchivePage.objects.get(), made_by=editor)
    item = IntakeItem.objects.create(intake=intake, given=ADDRESS, page=goes, state="drafted")
    same(admin, goes, stays)
    capture.refresh_from_db()
    item.refresh_from_db()
    assert capture.page == PressArticlePage.objects.get(pk=stays.pk)
    assert (item.state, item.known_as_id, item.page_id) == ("known", stays.pk, None)


# What stands in the way


def scheduled(page):
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now())


def named(page, by):
    by.relations.add(EntryRelation(to=page))
    by.save()
    by.save_revision()


@pytest.mark.parametrize("what", ["itself", "scheduled", "locked", "named"])
def test_refusal_says_why_and_keeps_both(admin, front_page, django_user_model, what):
    stays, goes = make_event(title="It is there"), draft(title="It came in")
    words = {
        "itself": "This is the same draft",
        "scheduled": "has an hour to go out",
        "locked": "is locked",
        "named": "Other pages name the draft",
    }[what]
    if what == "scheduled":
        scheduled(stays)
    if what == "locked":
        colleague = django_user_model.objects.create_user("maria", "m@example.org", "a long password")
        type(stays).objects.filter(pk=stays.pk).update(locked=True, locked_by=colleague)
    if what == "named":
        named(goes, make_event())
    into = goes if what == "itself" else stays
    html = same(admin, goes, into).content.decode()
    assert words in html
    assert (f"{reverse('timeline_merge', args=[goes.pk])}?into={stays.pk}" in html) is (what != "itself")
    assert words in ask(admin, goes, into)
    assert TimelineEntry.objects.filter(pk__in=[goes.pk, stays.pk]).count() == 2
    assert urls(stays.get_latest_revision_as_object()) == ["https://example.org/0"]


def test_editor_who_may_not_publish_does_it_and_nothing_goes_out(client, front_page, django_user_model):
    user = django_user_model.objects.create_user("ed", "e@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    stays, goes = make_event(), draft()
    same(client, goes, stays)
    assert not TimelineEntry.objects.filter(pk=goes.pk).exists()
    assert urls(EventPage.objects.get(pk=stays.pk)) == ["https://example.org/0"]


def test_entry_that_one_may_not_edit_cannot_be_chosen(client, front_page, django_user_model):
    from tests.timeline.test_desk_schedules import volunteer
    from timeline.models import TimelinePage

    stays, goes = make_article(title="Out of sight"), draft()
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    html = same(client, goes, stays).content.decode()
    assert "no entry that you may edit" in html
    assert "Out of sight" not in html
    assert TimelineEntry.objects.filter(pk=goes.pk).exists()


def test_colleague_was_quicker(admin, front_page):
    stays, goes = make_event(), draft()
    same(admin, goes, stays)
    assert same(admin, goes, stays).status_code == 404
    assert not InboxItem.objects.exists()


def test_without_a_choice_it_is_asked_for(admin, front_page):
    page = draft(title="It came in")
    html = admin.get(reverse("timeline_inbox_same", args=[page.pk])).content.decode()
    assert "See both side by side" in html
    assert "It came in" in html
