"""The list of names under an order, and the report of the pages that hold one: for the legal group alone."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from press.models import Quotation
from tests.factories import make_article, make_event, make_image, make_milestone, make_topic
from timeline.models import CampaignImage, ProtectedName

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("protected")]

NAMES = "/admin/protected_names/"


@pytest.fixture
def lawyer(client, django_user_model):
    user = django_user_model.objects.create_user("lawyer", "lawyer@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Legal"))
    client.force_login(user)
    client.user = user
    return client


@pytest.mark.parametrize("group", ["Editors", "Moderators", None])
def test_names_are_closed_to_all_but_the_legal_group(client, front_page, django_user_model, protected, group):
    user = django_user_model.objects.create_user("other", "other@example.org", "a long password")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for path in ("", "new/", f"edit/{protected.pk}/", f"delete/{protected.pk}/", f"history/{protected.pk}/", "report/"):
        response = client.get(NAMES + path)
        assert response.status_code in (302, 403, 404), path
        assert b"Jane" not in response.content
    if group:
        assert "Protected names" not in client.get("/admin/").content.decode()


def test_legal_group_sees_adds_and_takes_off_names(lawyer, front_page, protected):
    assert protected.name in lawyer.get(NAMES).content.decode()
    assert "Protected names" in lawyer.get("/admin/").content.decode()
    for number in range(2):
        make_event(title=f"On John Sample, {number}")
    make_event(title="On John Sample", live=False)
    message = lawyer.post(f"{NAMES}new/", {"name": "John Sample"}, follow=True).content.decode()
    assert "2 published pages hold it now" in message
    assert f"{NAMES}report/" in message
    assert ProtectedName.objects.latest("pk").added_by == lawyer.user
    lawyer.post(f"{NAMES}delete/{protected.pk}/")
    assert not ProtectedName.objects.filter(pk=protected.pk).exists()


def test_name_without_letters_is_refused(lawyer):
    assert "name" in lawyer.post(f"{NAMES}new/", {"name": "…"}).context["form"].errors


def test_history_and_messages_do_not_print_the_name(lawyer, front_page):
    from wagtail.models import ModelLogEntry

    message = lawyer.post(f"{NAMES}new/", {"name": "John Sample"})
    assert message.status_code == 302
    added = ProtectedName.objects.latest("pk")
    html = lawyer.get("/admin/").content.decode()
    assert "Sample" not in html
    lawyer.post(f"{NAMES}edit/{added.pk}/", {"name": "Jon Sample"})
    assert "Sample" not in lawyer.get("/admin/reports/site-history/", follow=True).content.decode()
    logged = ModelLogEntry.objects.filter(object_id=str(added.pk))
    assert logged.exists()
    assert not any("Sample" in f"{entry.label}{entry.data}" for entry in logged)


def test_report_names_pages_and_fields_and_never_the_name(lawyer, front_page):
    image = make_image()
    first = make_event(summary="John Sample wrote.", sources=1)
    second = make_article(quotations=[Quotation(text="No.", speaker="John Sample")])
    third = make_milestone(image=image)
    make_event(summary="Nothing.", title="Not on the list")
    make_event(title="John Sample", live=False)
    CampaignImage.objects.filter(pk=image.pk).update(description="John Sample at a gate")
    Redirect.objects.create(old_path="/john-sample", redirect_link="/")
    ProtectedName.objects.create(name="John Sample")
    response = lawyer.get(f"{NAMES}report/")
    found = {page.pk: fields for page, fields in response.context["pages"]}
    assert found == {first.pk: ["summary"], second.pk: ["quotations"], third.pk: ["image"]}
    assert [(kind, field) for kind, _pk, field, _url in response.context["things"]] == [
        ("Image", "description"),
        ("Redirect", "redirect from"),
    ]
    assert "sample" not in response.content.decode().lower()


def test_report_takes_as_many_queries_for_many_pages(lawyer, front_page):
    def fill():
        make_event(title="On Jane", image=make_image(), topics=[make_topic()])
        make_article()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert lawyer.get(f"{NAMES}report/").status_code == 200
        return len(captured)

    fill()
    queries()
    few = queries()
    for _ in range(3):
        fill()
    assert queries() == few
