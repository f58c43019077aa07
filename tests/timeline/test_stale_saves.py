"""Two people at one page: neither loses words in silence."""

import pytest
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import rich_text

from tests.admin_forms import edit_form
from tests.factories import make_event
from timeline.models import EventPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(django_user_model, db):
    return django_user_model.objects.create_superuser("maria", "maria@example.org", "a long password")


@pytest.fixture
def other(client_of, maria):
    return client_of(maria)


@pytest.fixture
def client_of():
    from django.test import Client

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def newest(page) -> EventPage:
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def told(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def both(admin, other, front_page):
    """The forms of two people who opened one page, of which Maria has saved hers."""
    page = make_event(summary="A letter was sent.")
    mine, hers = edit_form(admin, page), edit_form(other, page)
    assert hers.fill_in(summary="A letter was sent to the ministry.").save_draft().status_code == 302
    return page, mine


@pytest.mark.parametrize("way", ["save_draft", "publish"])
def test_second_save_is_refused_and_both_versions_are_shown(both, way):
    page, mine = both
    response = getattr(mine.fill_in(summary="A letter was sent in May."), way)()
    assert response.status_code == 200
    words = told(response)
    assert "maria saved this page after you had opened it" in words
    assert "to the ministry" in words
    assert "in May" in words
    assert newest(page).summary == "A letter was sent to the ministry."
    # What was typed stands in the form.
    assert response.context["form"]["summary"].value() == "A letter was sent in May."


def test_rows_and_date_are_compared_too(both):
    from tests.admin_forms import SOURCE, sources

    page, mine = both
    response = mine.fill_in(sources({**SOURCE, "title": "A minute of the meeting"}), date="May 2018").save_draft()
    words = told(response)
    assert "A minute of the meeting" in words
    assert "2018-05" in words or "May 2018" in words
    assert Page.objects.get(pk=page.pk).specific.sources.count() == 1


def send_again(client, page, response, mine):
    """The form as the browser has it after the refusal."""
    from wagtail.test.utils.form_data import querydict_from_html

    hidden = querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()
    seen = {name: hidden.get(name) for name in ("loaded_revision_id", "loaded_revision_created_at")}
    from bs4 import BeautifulSoup

    for field in BeautifulSoup(response.content, "html.parser").select('input[form="page-edit-form"]'):
        seen[field["name"]] = field["value"]
    return client.post(mine.url, {**mine.data, **seen})


def test_saving_again_after_having_seen_it_goes_through_and_theirs_stays_in_the_history(admin, both):
    page, mine = both
    response = mine.fill_in(summary="A letter was sent in May.").save_draft()
    assert send_again(admin, page, response, mine).status_code == 302
    assert newest(page).summary == "A letter was sent in May."
    kept = [revision.content["summary"] for revision in Revision.objects.for_instance(page)]
    assert "A letter was sent to the ministry." in kept


def test_what_was_saved_since_it_was_seen_is_asked_about_again(admin, other, both):
    page, mine = both
    response = mine.fill_in(summary="A letter was sent in May.").save_draft()
    edit_form(other, page).fill_in(summary="Two letters were sent.").save_draft()
    assert send_again(admin, page, response, mine).status_code == 200
    assert newest(page).summary == "Two letters were sent."


def test_no_autosave_decides_for_whoever_was_refused(admin, both):
    from wagtail.test.utils.form_data import querydict_from_html

    page, mine = both
    response = mine.fill_in(summary="A letter was sent in May.").save_draft()
    data = querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()
    answer = admin.post(mine.url, {**mine.data, **data}, headers={"accept": "application/json"})
    assert answer.json()["error_code"] == "invalid_revision"
    assert newest(page).summary == "A letter was sent to the ministry."


def test_a_form_with_faults_says_that_somebody_has_saved_meanwhile(both):
    page, mine = both
    response = mine.fill_in(summary="A letter.", date="2018-02-30").save_draft()
    assert "Mend what is marked below first" in told(response)
    assert newest(page).summary == "A letter was sent to the ministry."


def test_ones_own_second_save_is_no_conflict(admin, front_page):
    page = make_event()
    form = edit_form(admin, page)
    saved = form.fill_in(summary="One.").autosave().json()
    form.fill_in(overwrite_revision_id=str(saved["revision_id"]), summary="Two.")
    assert form.save_draft().status_code == 302
    assert newest(page).summary == "Two."


def test_preview_goes_on_while_somebody_else_saves(admin, both):
    _page, mine = both
    mine.fill_in(summary="A letter was sent in May.")
    assert admin.post(mine.preview_url, mine.data).json()["is_valid"]
    assert "in May" in admin.get(mine.preview_url).content.decode()


def test_two_that_come_through_the_form_at_once_do_not_both_save(both):
    """The second look, within the transaction: the first was before the other had saved."""
    from django.core.exceptions import PermissionDenied

    from timeline.stale_saves import Base

    page, _mine = both
    stale = EventPage.objects.get(pk=page.pk)
    stale.stands_on = Base(str(Revision.objects.for_instance(page).order_by("pk").first().pk))
    with pytest.raises(PermissionDenied, match="same moment"):
        stale.save_revision()
    assert newest(page).summary == "A letter was sent to the ministry."


@pytest.mark.parametrize("way", ["save_draft", "publish"])
def test_who_is_late_by_a_moment_keeps_what_was_typed(both, monkeypatch, way):
    """The form's own look was before the other had saved: publishing, Wagtail would lead away from what was typed."""
    from timeline import forms

    page, mine = both
    looks = iter([None])
    real = forms.newer_than
    monkeypatch.setattr(forms, "newer_than", lambda *given: next(looks, ...) and real(*given))
    response = getattr(mine.fill_in(summary="A letter was sent in May."), way)()
    assert response.status_code == 200
    assert response.context["form"]["summary"].value() == "A letter was sent in May."
    assert "saved this page" in told(response)
    assert newest(page).summary == "A letter was sent to the ministry."
    assert Page.objects.get(pk=page.pk).specific.summary == "A letter was sent."


def test_code_that_says_nothing_of_a_form_saves_as_ever(front_page):
    page = make_event()
    page.summary = "By an importer."
    page.save_revision()
    assert newest(page).summary == "By an importer."


def test_only_what_differs_is_listed(admin, other, front_page):
    from tests.admin_forms import body

    page = make_event(summary="A letter was sent.", body='[{"type": "paragraph", "value": "<p>The same.</p>"}]')
    same = body(("paragraph", rich_text("<p>The same.</p>")))
    mine, hers = edit_form(admin, page).fill_in(same), edit_form(other, page).fill_in(same)
    hers.fill_in(summary="Hers.").save_draft()
    words = told(mine.fill_in(summary="Mine.").save_draft())
    assert "Mine" in words
    assert "The same" not in words
