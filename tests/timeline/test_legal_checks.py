"""The legal reader's word: what needs it, what it is bound to, and who gives it."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, Workflow

from legal.models import LegalIndexPage, MilestonePage
from tests.admin_forms import SOURCE, add_form, edit_form, sources
from tests.canary_states import order_on
from tests.factories import make_case, make_event, make_milestone
from tests.legal_reading import approve, task_url
from timeline.legal_checks import digest_of, has_been_read, legal_workflow
from timeline.models import EventPage, LegalSignOff, TimelinePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer(client, django_user_model):
    user = django_user_model.objects.create_user("lawyer", "lawyer@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Legal"))
    return user


@pytest.fixture
def closed(front_page):
    page = make_event(live=False)
    order_on(page)
    return EventPage.objects.get(pk=page.pk)


def test_a_site_has_the_workflow_from_the_start(front_page):
    workflow = Workflow.objects.get(name="Legal check")
    assert [task.name for task in workflow.tasks] == ["Legal check", "Moderators approval"]
    assert legal_workflow() == workflow
    assert LegalIndexPage.objects.get().get_workflow() == workflow
    assert make_case().get_workflow() == workflow
    assert make_event().get_workflow().name == "Moderators approval"


def test_what_an_order_closes_goes_by_way_of_the_legal_reader_wherever_it_stands(closed):
    assert closed.get_workflow().name == "Legal check"
    assert closed.has_workflow


def test_legal_reader_approves_then_a_moderator_and_it_goes_out(client, closed, lawyer, editor):
    state = closed.get_workflow().start(closed, editor)
    client.force_login(lawyer)
    assert approve(client, closed, state).status_code == 302
    assert not Page.objects.get(pk=closed.pk).live
    client.force_login(editor)
    assert approve(client, closed, state).status_code == 302
    assert Page.objects.get(pk=closed.pk).live
    sign_off = LegalSignOff.objects.get()
    assert (sign_off.page_id, sign_off.signed_by) == (closed.pk, lawyer)


def test_word_is_bound_to_what_the_page_said(closed, lawyer, editor):
    from timeline.legal_checks import sign

    page = closed.get_latest_revision_as_object()
    sign(page, lawyer)
    page.summary = "One word more."
    page.save_revision()
    with pytest.raises(ValidationError, match="legal reader"):
        page.get_latest_revision().publish()
    sign(page, lawyer)
    page.get_latest_revision().publish()
    assert Page.objects.get(pk=closed.pk).live


def test_what_a_moderator_mends_after_the_legal_reader_is_read_again(client, closed, lawyer, editor):
    state = closed.get_workflow().start(closed, editor)
    client.force_login(lawyer)
    approve(client, closed, state)
    page = closed.get_latest_revision_as_object()
    page.summary = "One word more."
    page.save_revision()
    client.force_login(editor)
    approve(client, closed, state)
    assert not Page.objects.get(pk=closed.pk).live
    told = " ".join(str(message) for message in client.get(reverse("wagtailadmin_home")).context["messages"])
    assert "A legal reader has to read this as it stands" in told
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_same_words_saved_again_need_no_new_word(closed, lawyer):
    from timeline.legal_checks import sign

    page = closed.get_latest_revision_as_object()
    sign(page, lawyer)
    page.save_revision()
    page.get_latest_revision().publish()
    assert Page.objects.get(pk=closed.pk).live


def test_draft_that_an_autosave_wrote_over_needs_a_new_word(closed, lawyer):
    from timeline.legal_checks import sign

    page = closed.get_latest_revision_as_object()
    sign(page, lawyer)
    page.title = "Another title"
    page.save_revision(overwrite_revision=page.get_latest_revision(), user=None)
    assert not has_been_read(page)


def test_form_says_what_is_missing_and_loses_no_word(admin, closed):
    form = edit_form(admin, closed).fill_in(summary="Said better.")
    response = form.publish()
    assert "A legal reader has to read this" in " ".join(str(message) for message in response.context["messages"])
    assert response.context["form"]["summary"].value() == "Said better."
    assert not Page.objects.get(pk=closed.pk).live


def test_publisher_lets_out_by_the_form_what_has_been_read(admin, closed, lawyer):
    from timeline.legal_checks import sign

    sign(closed, lawyer)
    assert edit_form(admin, closed).publish().status_code == 302
    assert Page.objects.get(pk=closed.pk).live


def test_an_editor_who_is_no_legal_reader_cannot_give_the_word(client, closed, editor, django_user_model):
    state = closed.get_workflow().start(closed, editor)
    other = django_user_model.objects.create_user("other", "other@example.org", "a long password")
    other.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(other)
    newest = closed.get_latest_revision()
    client.post(task_url(closed, state), {"shown": f"{newest.pk} {newest.created_at.isoformat()}"})
    assert not LegalSignOff.objects.exists()
    assert not Page.objects.get(pk=closed.pk).live


def test_room_may_ask_for_the_word_on_every_case_and_milestone(front_page, lawyer):
    from timeline.legal_checks import sign

    case = make_case(live=False)
    room = LegalIndexPage.objects.get()
    room.legal_check = True
    room.save_revision().publish()
    case = Page.objects.get(pk=case.pk).specific
    with pytest.raises(ValidationError, match="legal reader"):
        case.save_revision().publish()
    sign(case, lawyer)
    case.get_latest_revision().publish()
    milestone = make_milestone(case=case, live=False)
    with pytest.raises(ValidationError, match="legal reader"):
        milestone.get_latest_revision().publish()


def test_order_alone_takes_nothing_down_that_had_no_word(front_page):
    page = make_event()
    order_on(page)
    page = EventPage.objects.get(pk=page.pk)
    page.save()
    assert Page.objects.get(pk=page.pk).live


def test_clocks_and_places_are_no_words():
    assert digest_of(
        {"title": "A", "pk": 1, "live": True, "path": "0001", "rows": [{"pk": 1, "url": "x"}]}
    ) == digest_of({"title": "A", "pk": 2, "live": False, "path": "0002", "rows": [{"pk": None, "url": "x"}]})
    assert digest_of({"title": "A"}) != digest_of({"title": "B"})


def test_new_page_that_has_to_be_read_is_refused_in_its_form_and_no_word_is_lost(admin, front_page):
    room = TimelinePage.objects.get()
    order_on(room)
    form = add_form(admin, EventPage, room)
    response = form.fill_in(sources(SOURCE), title="A letter", date="2018", summary="They wrote.").publish()
    assert response.context["form"]["summary"].value() == "They wrote."
    assert "A legal reader has to read this" in " ".join(str(message) for message in response.context["messages"])
    assert not EventPage.objects.exists()


def test_new_milestone_is_asked_about_where_its_room_asks(admin, front_page):
    case = make_case()
    LegalIndexPage.objects.update(legal_check=True)
    form = add_form(admin, MilestonePage, case)
    stage = case.procedure.stages.first()
    response = form.fill_in(
        sources(SOURCE), title="A letter", date="2018", summary="They wrote.", stage=str(stage.pk)
    ).publish()
    assert "A legal reader has to read this" in " ".join(str(message) for message in response.context["messages"])


def test_readiness_goes_by_the_draft(closed, lawyer):
    from timeline.legal_checks import sign
    from timeline.readiness import stops

    page = closed.get_latest_revision_as_object()
    assert "legal reader" in stops(page)[0].words
    sign(page, lawyer)
    assert stops(closed.get_latest_revision_as_object()) == []
