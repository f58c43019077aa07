"""Taking a published page back: what readers who had it are told, and what they are not."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from tests.factories import make_article, make_case, make_event, make_milestone, publish
from timeline.models import EventPage, ProtectedName, PublicRecord, Restriction, Tombstone
from timeline.withdrawals import give_back, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(front_page):
    return make_event(title="A letter", slug="a-letter", date="2018-01-18")


def withdraw_in_the_admin(admin, page, why="error", words=""):
    address = reverse("timeline_withdraw", args=[page.pk])
    return admin.post(address, {"withdrawn_why": why, "withdrawn_words": words})


def addresses_of(page) -> list[str]:
    return [page.url, page.public_record.short_path]


def test_address_of_what_is_withdrawn_says_that_it_is_gone(admin, client, entry):
    assert withdraw_in_the_admin(admin, entry, words="The letter was never sent.").status_code == 302
    for address in addresses_of(entry):
        answer = client.get(address)
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "The letter was never sent." in page
        assert "A letter" not in page


def test_for_privacy_no_reason_is_given(admin, client, entry):
    form = withdraw_in_the_admin(admin, entry, "privacy", "A parent asked us to.")
    assert "Readers get no reason" in form.context["form"].errors["withdrawn_words"][0]
    assert client.get(entry.url).status_code == 200
    withdraw_in_the_admin(admin, entry, "privacy")
    page = client.get(entry.url).content.decode()
    assert "taken back" in page
    assert "privacy" not in page.lower()


def test_reason_must_be_chosen(admin, entry):
    assert "withdrawn_why" in withdraw_in_the_admin(admin, entry, "").context["form"].errors


def test_words_for_readers_hold_no_protected_name(admin, entry):
    ProtectedName.objects.create(name="Jane Example")
    answer = withdraw_in_the_admin(admin, entry, "law", "Jane Example asked.")
    assert "protected by an order" in answer.context["form"].errors["withdrawn_words"][0]


def test_publishing_does_not_bring_it_back_and_giving_back_does(admin, client, entry):
    told_at = entry.public_record.announced_at
    withdraw(entry)
    publish(entry)
    assert client.get(entry.url).status_code == 410
    admin.post(reverse("timeline_withdraw", args=[entry.pk]), {"give-back": "1"})
    assert client.get(entry.url).status_code == 200
    record = PublicRecord.objects.get(page=entry)
    assert (record.announced_at, record.withdrawn_why) == (told_at, "")


def test_history_says_who_withdrew_it_and_gave_it_back(admin, editor, entry):
    withdraw_in_the_admin(admin, entry)
    admin.post(reverse("timeline_withdraw", args=[entry.pk]), {"give-back": "1"})
    logged = PageLogEntry.objects.filter(page=entry.pk, action__startswith="timeline.")
    assert sorted(logged.values_list("action", "user")) == [
        ("timeline.give_back", editor.pk),
        ("timeline.withdraw", editor.pk),
    ]


def test_unpublished_after_it_was_withdrawn_it_is_still_gone(client, entry):
    withdraw(entry)
    EventPage.objects.get(pk=entry.pk).unpublish()
    assert client.get(entry.url).status_code == 410


def test_what_stands_under_a_withdrawn_case_is_gone_with_it(client, front_page):
    case = make_case()
    milestone = make_milestone(case=case)
    withdraw(case, why="law", words="The case was settled in private.")
    for page in (case, milestone):
        for address in addresses_of(page):
            answer = client.get(address)
            assert answer.status_code == 410
            assert "settled in private" in answer.content.decode()


@pytest.mark.parametrize("state", ["draft", "unpublished", "order", "private"])
def test_what_is_not_there_for_another_reason_is_not_said_to_be_gone(client, front_page, state):
    page = make_event(live=state != "draft")
    if state == "unpublished":
        page.unpublish()
    elif state == "order":
        withdraw(page)
        Restriction.objects.create(page=page, made_on="2026-01-01", review_on="2027-01-01", scope="All of it")
    elif state == "private":
        withdraw(page)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for address in addresses_of(page):
        assert client.get(address).status_code == 404


def test_draft_that_never_was_public_is_not_said_to_be_gone(client, front_page):
    page = make_event(live=False)
    PublicRecord.objects.filter(page=page).update(withdrawn_at="2026-01-01T00:00Z")
    assert client.get(page.public_record.short_path).status_code == 404


def test_it_is_in_no_output_any_more(client, entry):
    short_id = entry.public_record.short_id
    withdraw(entry)
    for address in ("/timeline/", "/sitemap.xml", "/search/?q=letter", "/feeds/everything.rss", "/calendar.ics"):
        assert "A letter" not in client.get(address).content.decode()
    assert client.get(f"/calendar/{short_id}.ics").status_code in (404, 410)


@pytest.mark.parametrize("make", [make_event, make_article, make_milestone])
def test_deleted_entry_leaves_its_id_and_nothing_else(client, front_page, make):
    page = make()
    uid, address = page.public_record.uid, page.public_record.short_path
    page.delete()
    assert Tombstone.objects.get().uid == uid
    assert client.get(address).status_code == 410


def test_deleted_draft_leaves_nothing(client, front_page):
    page = make_event(live=False)
    address = page.public_record.short_path
    page.delete()
    assert not Tombstone.objects.exists()
    assert client.get(address).status_code == 404


def test_what_comes_back_under_its_id_is_there(client, entry):
    uid, address = entry.public_record.uid, entry.public_record.short_path
    entry.delete()
    again = make_event(live=False)
    PublicRecord.objects.filter(page=again).update(uid=uid)
    publish(again)
    assert client.get(address, follow=True).status_code == 200
    assert not Tombstone.objects.standing().exists()


def test_only_who_may_publish_a_page_may_withdraw_it(client, entry, django_user_model):
    user = django_user_model.objects.create_user("writer", "writer@example.org", "a long password")
    client.force_login(user)
    assert withdraw_in_the_admin(client, entry).status_code in (302, 403)
    assert entry.is_published()


def test_button_stands_by_what_was_public_and_by_nothing_else(admin, entry):
    draft = make_event(live=False)
    offered = [reverse("timeline_withdraw", args=[page.pk]) for page in (entry, draft)]
    pages = [admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode() for page in (entry, draft)]
    assert offered[0] in pages[0]
    assert offered[1] not in pages[1]
    assert admin.get(offered[1]).status_code == 302


def test_form_says_what_is_closed_with_it(admin, front_page):
    case = make_case()
    make_milestone(case=case)
    page = admin.get(reverse("timeline_withdraw", args=[case.pk])).content.decode()
    assert "1 page under it" in page
    assert "cannot be recalled" in page


def test_withdrawn_twice_keeps_its_first_day(entry):
    withdraw(entry, why="error")
    first = PublicRecord.objects.get(page=entry).withdrawn_at
    withdraw(entry, why="privacy")
    record = PublicRecord.objects.get(page=entry)
    assert (record.withdrawn_at, record.withdrawn_why) == (first, "privacy")


def test_giving_back_what_is_there_does_nothing(entry):
    give_back(entry)
    assert not PageLogEntry.objects.filter(action="timeline.give_back").exists()


def close(page, way):
    if way == "order":
        Restriction.objects.create(page=page, made_on="2026-01-01", review_on="2027-01-01", scope="All of it")
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("way", ["order", "private"])
@pytest.mark.parametrize("above", [False, True])
def test_what_was_closed_can_be_deleted_and_is_named_nowhere(admin, client, front_page, way, above):
    milestone = make_milestone()
    closed = milestone.get_parent().specific if above else milestone
    address = milestone.public_record.short_path
    close(closed, way)
    admin.post(reverse("wagtailadmin_pages:delete", args=[closed.pk]))
    assert not Page.objects.filter(pk__in=[closed.pk, milestone.pk]).exists()
    assert not Tombstone.objects.exists()
    assert client.get(address).status_code == 404


def test_privacy_of_a_case_hides_what_was_said_of_a_milestone(client, front_page):
    milestone = make_milestone()
    withdraw(milestone, why="error", words="The pupil was wrongly described.")
    withdraw(milestone.get_parent().specific, why="privacy")
    answer = client.get(milestone.url)
    assert answer.status_code == 410
    assert "pupil" not in answer.content.decode()


def test_what_is_not_public_is_not_withdrawn(admin, front_page):
    milestone = make_milestone(case=make_case(live=False))
    assert withdraw_in_the_admin(admin, milestone, words="Never seen.").status_code == 302
    assert PublicRecord.objects.get(page=milestone).withdrawn_at is None


def test_editor_who_types_the_address_of_a_withdrawn_page_is_answered(admin, entry):
    withdraw(entry)
    data = {"external-link-chooser-url": entry.url, "external-link-chooser-link_text": "There"}
    answer = admin.post(reverse("wagtailadmin_choose_page_external_link"), data)
    assert answer.status_code == 200
    assert answer.json()["step"] == "external_link_chosen"


def test_deleted_quiet_entry_is_no_item_that_is_gone(front_page):
    loud, quiet = make_event(), make_event(live=False)
    PublicRecord.objects.filter(page=quiet).update(announcing="quietly")
    publish(quiet)
    loud_uid = loud.public_record.uid
    for page in (loud, EventPage.objects.get(pk=quiet.pk)):
        page.delete()
    assert list(Tombstone.objects.filter(was_item=True).values_list("uid", flat=True)) == [loud_uid]
    assert Tombstone.objects.count() == 2
