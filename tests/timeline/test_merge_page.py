"""The page that merges two entries: what it shows, who may open it, what it refuses. It does all or nothing."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from tests.factories import make_article, make_case, make_event, make_milestone, make_topic
from tests.story_pages import soup_of
from tests.test_permissions import sign_in  # noqa: F401 - a fixture
from tests.timeline.test_desk_schedules import volunteer
from timeline import merging
from timeline.merging import MergeError, merge
from timeline.models import (
    EntryRelation,
    EntrySource,
    EventPage,
    MergedEntry,
    ProtectedName,
    PublicRecord,
    Restriction,
    TimelinePage,
)
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db


def url(page, into=None):
    return reverse("timeline_merge", args=[page.pk]) + (f"?into={into.pk}" if into else "")


def send(client, goes, stays):
    return client.post(url(goes), {"into": stays.pk})


def refusal(response) -> str:
    assert response.status_code == 200
    (error,) = response.context["form"].errors["into"]
    assert error in response.content.decode()
    return error


@pytest.fixture
def goes(front_page):
    return make_event(title="The letter", slug="the-letter", topics=[make_topic(name="Law")])


@pytest.fixture
def stays(front_page):
    return make_event(title="A letter", slug="a-letter")


# What it shows


def test_button_stands_on_the_page_of_an_entry_for_who_may_publish_and_delete(front_page, sign_in, goes):  # noqa: F811
    edit = reverse("wagtailadmin_pages:edit", args=[goes.pk])
    assert url(goes) in sign_in("Moderators").get(edit).content.decode()
    assert url(goes) not in sign_in("Editors").get(edit).content.decode()


def test_only_entries_have_the_button(admin, front_page):
    case = make_case()
    assert url(case) not in admin.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).content.decode()
    assert admin.get(url(case)).status_code == 302


def test_page_asks_for_an_entry_of_the_same_kind(admin, goes):
    soup = soup_of(admin, url(goes))
    assert len(soup.find_all("h1")) == 1
    assert "Merge it into" in soup.find("label", attrs={"for": "id_into"}).get_text()
    assert "timeline.eventpage" in str(soup)
    article = make_article()
    for response in (admin.get(url(goes, article)), send(admin, goes, article)):
        assert "of another kind" in refusal(response)


def test_page_shows_both_side_by_side_and_what_is_added(admin, goes, stays):
    soup = soup_of(admin, url(goes, stays))
    assert len(soup.find_all("h1")) == 1
    table = soup.select_one("main table")
    assert [head["scope"] for head in table.find_all("th")] == ["col"] * 3 + ["row"] * len(table.select("tbody tr"))
    cells = {
        row.th.get_text(): [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
        for row in table.select("tbody tr")
    }
    assert cells["Title"] == ["The letter", "A letter"]
    assert cells["Sources"] == ["Source 1", "Source 1"]
    assert cells["Topics"] == ["Law (is added)", ""]
    assert EventPage.objects.count() == 2


def test_looking_changes_nothing_and_the_word_does_it(admin, goes, stays):
    admin.get(url(goes, stays))
    assert EventPage.objects.count() == 2
    response = admin.post(url(goes), {"into": stays.pk}, follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[stays.pk]), 302)]
    assert "“The letter” is merged into “A letter”, which got 1 topic." in response.content.decode()
    assert [page.title for page in EventPage.objects.all()] == ["A letter"]
    history = soup_of(admin, reverse("wagtailadmin_pages:history", args=[stays.pk])).get_text()
    assert "“The letter” was merged into this entry, which got 1 topic" in history
    site_history = soup_of(admin, reverse("wagtailadmin_reports:site_history")).get_text()
    assert "Merged into “A letter”, and deleted" in site_history


# Who may


def test_merging_is_for_who_may_publish_and_delete_both(client, front_page, sign_in, django_user_model, goes, stays):  # noqa: F811
    for group in ("Editors", None):
        assert send(sign_in(group), goes, stays).status_code in (302, 403)
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    assert send(client, goes, stays).status_code == 302
    assert client.get(url(goes)).status_code == 302
    assert EventPage.objects.count() == 2
    assert send(sign_in("Moderators"), goes, stays)["Location"].endswith(f"/{stays.pk}/edit/")


def test_entry_that_stays_must_be_ones_own_too(client, front_page, django_user_model):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    mine, other = make_case(), make_case()
    user = volunteer(django_user_model, page=mine)
    permission = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=user.groups.get(), page=mine, permission=permission)
    client.force_login(user)
    goes, stays = make_milestone(case=mine), make_milestone(title="Theirs", case=other)
    response = send(client, goes, stays)
    assert "or not yours" in refusal(response)
    assert "Theirs" not in response.content.decode()
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=user.groups.get(), page=other, permission=change)
    assert "You may not publish and delete the entry that you have chosen." in refusal(send(client, goes, stays))
    assert Page.objects.filter(pk=goes.pk).exists()


# What is refused


def state():
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "latest_revision", "has_unpublished_changes")),
        list(EntrySource.objects.order_by("pk").values_list("pk", "entry")),
        list(EntryRelation.objects.order_by("pk").values_list("pk", "entry", "to")),
        list(PublicRecord.objects.order_by("pk").values_list("pk", "uid", "announced_at", "announcing")),
        list(Redirect.objects.values_list("old_path", "redirect_page")),
        MergedEntry.objects.count(),
        PageLogEntry.objects.count(),
    )


def close(page):
    today = timezone.localdate()
    Restriction.objects.create(page=page, made_on=today, review_on=today, scope="A name.")


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def lock(page):
    Page.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now())


def change(page):
    page.save_revision()


def schedule(page):
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() + datetime.timedelta(days=1))


def unpublish(page):
    page.unpublish()


@pytest.mark.parametrize(
    ("way", "which", "words"),
    [
        (close, "goes", "“The letter” cannot be merged: it is closed by an order, private, or was taken back."),
        (close, "stays", "“A letter” cannot be merged: it is closed"),
        (make_private, "goes", "“The letter” cannot be merged"),
        (make_private, "stays", "“A letter” cannot be merged"),
        (withdraw, "goes", "“The letter” cannot be merged"),
        (withdraw, "stays", "“A letter” cannot be merged"),
        (change, "goes", "“The letter” has changes that are not published, and they would go with it."),
        (change, "stays", "“A letter” has changes that are not published."),
        (schedule, "stays", "“A letter” is scheduled to go out."),
        (unpublish, "stays", "Readers have “The letter” and not “A letter”."),
    ],
)
def test_what_cannot_be_merged_is_refused_in_words_and_nothing_is_done(admin, goes, stays, way, which, words):
    way(EventPage.objects.get(pk=(goes if which == "goes" else stays).pk))
    before = state()
    for response in (admin.get(url(goes, stays)), send(admin, goes, stays)):
        assert words in refusal(response)
    assert state() == before


def test_refusal_for_a_draft_leads_to_it(admin, goes, stays):
    change(goes)
    soup = soup_of(admin, url(goes, stays))
    (link,) = soup.find_all("a", string="Open its draft")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[goes.pk])


def test_locked_entry_is_refused(front_page, sign_in, goes, stays):  # noqa: F811
    client = sign_in("Moderators")
    for page in (goes, stays):
        lock(page)
        assert "is locked." in refusal(send(client, goes, stays))
        Page.objects.filter(pk=page.pk).update(locked=False)


def test_entry_is_not_merged_into_itself_nor_into_what_is_gone(admin, editor, goes, stays):
    assert refusal(send(admin, goes, goes)) == merging.ITSELF
    response = admin.post(url(goes), {"into": 999_999})
    assert "no longer there" in refusal(response)
    assert admin.post(url(goes), {}).status_code == 200
    with pytest.raises(MergeError, match="two kinds"):
        merge(goes, make_article(), user=editor)
    stays.delete()
    with pytest.raises(MergeError, match="no longer there"):
        merge(goes, stays, user=editor)


def test_milestone_of_a_closed_case_is_refused(admin, front_page):
    case = make_case()
    goes, stays = make_milestone(title="Claim", case=case), make_milestone()
    close(case)
    assert "“Claim” cannot be merged" in refusal(send(admin, goes, stays))


def test_what_cannot_go_out_is_refused_and_nothing_is_done(admin, goes, stays):
    goes.sources = [EntrySource(title="A letter of Jane Example")]
    goes.save_revision().publish()
    ProtectedName.objects.create(name="Jane Example")
    before = state()
    words = refusal(send(admin, goes, stays))
    assert words.startswith("“A letter” cannot go out with what it is given:")
    assert "Jane" not in words
    assert state() == before


def test_merge_that_breaks_off_leaves_nothing_half_done(client, editor, goes, stays, monkeypatch):
    other = make_event()
    other.relations = [EntryRelation(to=goes, word="about")]
    other.save_revision().publish()
    before = state()

    def fail(*args, **kwargs):
        raise RuntimeError("in the middle")

    for name in ("_leave_out_doubles", "_redirect", "_hand_over_what_was_told"):
        with monkeypatch.context() as patched:
            patched.setattr(merging, name, fail)
            with pytest.raises(RuntimeError):
                merge(goes, stays, user=editor)
        assert state() == before
    with monkeypatch.context() as patched:
        patched.setattr(EventPage, "delete", fail)
        with pytest.raises(RuntimeError):
            merge(goes, stays, user=editor)
    assert state() == before
    for page in (goes, stays):
        assert client.get(page.url).status_code == 200


def test_second_of_two_merges_at_once_is_refused(admin, editor, goes, stays):
    third = make_event()
    stale = EventPage.objects.get(pk=goes.pk)
    merge(goes, stays, user=editor)
    before = state()
    with pytest.raises(MergeError, match="no longer there"):
        merge(stale, third, user=editor)
    assert admin.get(url(stale)).status_code == 404
    assert state() == before
