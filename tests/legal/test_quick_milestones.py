"""A milestone by the short form: in which case, and which step of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from legal.models import MilestonePage, Procedure
from tests.canary_states import order_on
from tests.factories import make_case
from tests.story_pages import soup_of
from timeline.models import InboxItem

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.org/judgment"


def send(client, **given):
    fields = {"kind": "legal", "date": "18 January 2018", "title": "Letter before claim", "summary": "", "url": ADDRESS}
    return client.post(reverse("timeline_quick_add"), {**fields, **given})


def stage(case, key="letter-before-claim"):
    return case.procedure.stages.get(key=key)


def form(client, **asked):
    return soup_of(client, reverse("timeline_quick_add") + "".join(f"?{name}={asked[name]}" for name in asked))


def errors(answer) -> list[str]:
    return list(answer.context["form"].errors)


def test_only_case_is_taken_and_the_step_is_asked_for(admin, front_page):
    case = make_case()
    html = form(admin)
    assert html.find(attrs={"name": "case"}) is None
    steps = [option["value"] for option in html.select("select[name=stage] option")]
    assert steps == ["", *(str(one.pk) for one in case.procedure.stages.order_by("sort_order"))]
    assert send(admin, stage=stage(case).pk).status_code == 302
    page = MilestonePage.objects.child_of(case).get()
    assert (page.title, page.stage, page.date.edtf, page.live) == (
        "Letter before claim",
        stage(case),
        "2018-01-18",
        False,
    )
    assert [source.url for source in page.sources.all()] == [ADDRESS]
    assert page.latest_revision.as_object().stage == stage(case)
    assert InboxItem.objects.get().page_id == page.pk


def test_of_several_cases_one_is_asked_for(admin, front_page):
    first, second = make_case(title="First"), make_case(title="Second", live=False)
    options = [option.get_text() for option in form(admin).select("select[name=case] option")]
    assert options == ["---------", "First", "Second"]
    assert errors(send(admin, stage=stage(first).pk)) == ["case"]
    assert errors(send(admin, case=first.pk)) == ["stage"]
    assert errors(send(admin)) == ["case", "stage"]
    assert not MilestonePage.objects.exists()
    assert send(admin, case=second.pk, stage=stage(second).pk).status_code == 302
    assert MilestonePage.objects.child_of(second).count() == 1


def test_steps_of_several_procedures_stand_under_their_names(admin, front_page):
    review, other = make_case(), make_case(procedure=Procedure.objects.exclude(key="judicial-review-ew").first())
    groups = [group["label"] for group in form(admin).select("select[name=stage] optgroup")]
    assert groups == sorted([str(review.procedure), str(other.procedure)])
    answer = send(admin, case=other.pk, stage=stage(review).pk)
    assert errors(answer) == ["stage"]
    assert "is a step of another procedure" in answer.content.decode()
    assert not MilestonePage.objects.exists()


def test_event_is_asked_for_no_step(admin, front_page):
    make_case()
    make_case()
    assert send(admin, kind="event", case="x", stage="y").status_code == 302
    assert not MilestonePage.objects.exists()


def test_what_may_be_there_already_is_shown_of_milestones_too(admin, front_page):
    case = make_case()
    send(admin, stage=stage(case).pk)
    assert "This may be there already" in send(admin, stage=stage(case).pk).content.decode()
    assert MilestonePage.objects.count() == 1
    assert send(admin, stage=stage(case).pk, anyway="on").status_code == 302
    assert MilestonePage.objects.count() == 2


def test_button_of_a_browser_opens_it_for_a_milestone(admin, front_page):
    make_case()
    html = form(admin, kind="legal")
    assert html.select_one("input[name=kind][checked]")["value"] == "legal"


def test_without_a_case_it_is_not_offered(admin, front_page):
    assert [radio["value"] for radio in form(admin).select("input[name=kind]")] == ["event", "press"]
    assert errors(send(admin)) == ["kind"]


def test_case_that_an_order_closes_is_named_to_those_who_see_orders(client, front_page, django_user_model):
    open_case, closed = make_case(title="Open case"), make_case(title="Closed case")
    order_on(closed, made_on=timezone.localdate(), review_on=timezone.localdate())
    user = django_user_model.objects.create_user("ed", "ed@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert "Closed case" in form(client).get_text()
    Group.objects.get(name="Editors").permissions.filter(codename="view_restriction").delete()
    client.force_login(django_user_model.objects.get(pk=user.pk))
    assert "Closed case" not in form(client).get_text()
    assert send(client, stage=stage(open_case).pk, case=closed.pk).status_code == 302
    assert MilestonePage.objects.child_of(closed).count() == 0
