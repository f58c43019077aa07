"""Restrictions in the admin: who closes a page, who lifts that, and what everybody is told."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from tests.factories import make_article, make_case, make_document, make_event, make_image, make_milestone
from tests.timeline.test_restrictions import TODAY, is_open, make_standing, order_on
from timeline.models import ProtectedName, Restriction
from timeline.restrictions import lift

pytestmark = pytest.mark.django_db

ADD = "/admin/restrictions/new/"
LIST = "/admin/restrictions/"


@pytest.fixture
def sign_in(client, django_user_model):
    def as_one_of(group):
        user, _made = django_user_model.objects.get_or_create(username=f"of-{group}", email=f"{group}@example.org")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        client.user = user
        return client

    return as_one_of


def fields(page, **given):
    return {
        "page": page.pk,
        "kind": "anonymity",
        "made_on": "2026-05-03",
        "made_by": "The High Court",
        "scope": "The name of a child, until further order.",
        "review_on": "2026-11-03",
        **given,
    }


def refused(response) -> bool:
    """Wagtail sends those without the permission to the dashboard."""
    return response.status_code in (403, 404) or (response.status_code == 302 and response["Location"] == "/admin/")


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Legal"])
def test_anyone_with_the_permission_closes_a_page_at_once(front_page, sign_in, group):
    page, client = make_event(title="A letter"), sign_in(group)
    response = client.post(ADD, fields(page), follow=True)
    assert not is_open(client, page)
    order = Restriction.objects.get()
    assert (order.page_id, order.closed_by, order.is_in_force) == (page.pk, client.user, True)
    assert "“A letter” is closed to the public, with no pages under it" in response.content.decode()
    assert PageLogEntry.objects.get(action="timeline.restrict").user == client.user


def test_form_says_in_words_what_it_will_close(admin, front_page):
    case, image, document = make_case(title="The case"), make_image(), make_document()
    make_milestone(case=case, image=image, body=[("document", {"document": document})])
    make_event(title="The other", image=image)
    html = admin.get(f"{ADD}?page={case.pk}").content.decode()
    assert "“The case”" in html
    assert "1 page under it, 1 document and 1 picture" in html
    assert "The other" in html
    assert admin.get(f"{ADD}?page={case.pk}").context["form"].initial["page"] == case.pk
    message = admin.post(ADD, fields(case), follow=True).content.decode()
    assert "with 1 page under it, 1 document and 1 picture" in message
    assert "“The other”" in message


@pytest.mark.parametrize("query", ["", "?page=", "?page=x", "?page=999999999", "?page=1"])
def test_form_opens_without_a_page_that_can_be_closed(admin, front_page, query):
    assert admin.get(ADD + query).status_code == 200


def test_form_refuses_the_root_and_what_says_a_protected_name(admin, front_page):
    root = Page.get_first_root_node()
    assert "page" in admin.post(ADD, fields(root)).context["form"].errors
    ProtectedName.objects.create(name="Jane Example")
    answer = admin.post(ADD, fields(make_event(), scope="Nothing of jane example.", made_by="Jane-Example"))
    assert set(answer.context["form"].errors) == {"scope", "made_by"}
    assert not Restriction.objects.exists()


def test_list_shows_the_most_urgent_review_first_and_lifted_ones_last(admin, front_page):
    late, soon, done = (make_event(title=title) for title in ("Late", "Soon", "Done"))
    order_on(late, review_on=TODAY + datetime.timedelta(days=30))
    order_on(soon, review_on=TODAY)
    lift(order_on(done, review_on=TODAY - datetime.timedelta(days=30)), user=None, why="It ended.")

    def titles(query=""):
        return [one.page.title for one in admin.get(LIST + query).context["object_list"]]

    assert titles() == ["Soon", "Late", "Done"]
    assert titles("?state=in-force") == ["Soon", "Late"]
    assert titles("?state=lifted") == ["Done"]
    html = admin.get(LIST).content.decode()
    assert "In force" in html
    assert "Lifted" in html


def test_list_needs_the_permission_to_view(client, front_page, sign_in, django_user_model):
    for group in ("Editors", "Moderators", "Legal"):
        client = sign_in(group)
        assert client.get(LIST).status_code == 200
        assert "Restrictions" in client.get("/admin/").content.decode()
    user = django_user_model.objects.create_user("adder", "adder@example.org", "a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(Permission.objects.get(codename="add_restriction"))
    client.force_login(user)
    assert refused(client.get(LIST))
    assert client.get(ADD).status_code == 200
    assert LIST not in client.get("/admin/").content.decode()


def test_change_needs_its_permission_and_never_changes_the_page(front_page, sign_in):
    page, other = make_event(), make_event()
    order = order_on(page)
    url = reverse("restrictions:edit", args=[order.pk])
    assert refused(sign_in("Editors").get(url))
    client = sign_in("Moderators")
    assert client.get(url).status_code == 200
    values = fields(other, scope="The school too.", review_on="2027-01-01")
    assert client.post(url, values).status_code == 302
    order.refresh_from_db()
    assert (order.page_id, order.scope, order.review_on) == (page.pk, "The school too.", datetime.date(2027, 1, 1))
    assert not is_open(client, page)


def test_lifting_needs_its_permission_and_a_reason(front_page, sign_in):
    page = make_event(title="A letter")
    order = order_on(page)
    url = reverse("restrictions:lift", args=[order.pk])
    for group in ("Editors", "Moderators"):
        client = sign_in(group)
        assert refused(client.get(url))
        assert refused(client.post(url, {"lifted_why": "It ended."}))
    client = sign_in("Legal")
    assert "What is published there is public again" in client.get(url).content.decode()
    assert "lifted_why" in client.post(url, {"lifted_why": " "}).context["form"].errors
    order.refresh_from_db()
    assert order.is_in_force
    message = client.post(url, {"lifted_why": "The court discharged it."}, follow=True).content.decode()
    assert "The order on “A letter” is lifted. What is published there is public again" in message
    order.refresh_from_db()
    assert (order.lifted_by, order.lifted_why) == (client.user, "The court discharged it.")
    assert is_open(client, page)
    assert PageLogEntry.objects.get(action="timeline.lift").user == client.user
    assert client.get(url).status_code == 404


def test_lifting_one_of_two_orders_says_that_the_page_stays_closed(admin, front_page):
    page = make_event()
    first = order_on(page)
    order_on(page)
    url = reverse("restrictions:lift", args=[first.pk])
    assert "It stays closed" in admin.post(url, {"lifted_why": "Made twice."}, follow=True).content.decode()
    assert not is_open(admin, page)


def test_form_of_an_order_leads_to_lifting_it_only_for_those_who_may(front_page, sign_in):
    order = order_on(make_event())
    url, lifting = (reverse(f"restrictions:{name}", args=[order.pk]) for name in ("edit", "lift"))
    assert lifting not in sign_in("Moderators").get(url).content.decode()
    assert lifting in sign_in("Legal").get(url).content.decode()
    lift(order, user=None, why="The court discharged it.")
    html = sign_in("Legal").get(url).content.decode()
    assert lifting not in html
    assert "The court discharged it." in html


def test_nobody_deletes_an_order(admin, front_page):
    order = order_on(make_event())
    with pytest.raises(NoReverseMatch):
        reverse("restrictions:delete", args=[order.pk])
    assert admin.post(f"/admin/restrictions/delete/{order.pk}/").status_code == 404
    assert "/delete/" not in admin.get(LIST).content.decode()
    assert "/delete/" not in admin.get(reverse("restrictions:edit", args=[order.pk])).content.decode()
    assert Restriction.objects.exists()
    assert not Group.objects.filter(permissions__codename="delete_restriction").exists()


# On the pages


def every_page(front_page):
    case = make_case()
    return [front_page, make_event(), make_article(), case, make_milestone(case=case), make_standing(front_page)]


def test_every_gated_page_has_restrict_in_its_menu(front_page, sign_in, django_user_model):
    client = sign_in("Editors")
    for page in every_page(front_page):
        address = f"{ADD}?page={page.pk}"
        assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    listing = client.get(reverse("wagtailadmin_explore", args=[front_page.pk])).content.decode()
    assert listing.count(f"{ADD}?page=") > 3
    Group.objects.get(name="Editors").permissions.remove(Permission.objects.get(codename="add_restriction"))
    client.force_login(django_user_model.objects.get(pk=client.user.pk))
    assert ADD not in client.get(reverse("wagtailadmin_pages:edit", args=[front_page.pk])).content.decode()


def test_editor_of_a_closed_page_is_told(admin, front_page):
    case = make_case(title="The case")
    milestone = make_milestone(case=case)
    edit = reverse("wagtailadmin_pages:edit", args=[milestone.pk])
    assert "Closed to the public" not in admin.get(edit).content.decode()
    order_on(case)
    html = admin.get(edit).content.decode()
    assert "Closed to the public since" in html
    assert "on “The case”, which stands above it" in html
    assert "Publishing changes nothing that readers see" in html


def test_history_of_a_closed_page_can_be_read(admin, front_page):
    page = make_event()
    order_on(page)
    html = admin.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Closed to the public by an order or a request" in html


# On the dashboard


def test_dashboard_names_orders_to_look_at_again(front_page, sign_in):
    today = timezone.localdate()
    client = sign_in("Editors")
    assert "look at again" not in client.get("/admin/").content.decode()
    order_on(make_event(title="Due today"), review_on=today)
    order_on(make_event(title="Due later"), review_on=today + datetime.timedelta(days=1))
    html = client.get("/admin/").content.decode()
    panel = html[html.index("Restrictions to look at again") :]
    assert "Due today" in panel
    assert "Due later" not in panel.split("</section>")[0]
    Group.objects.get(name="Editors").permissions.remove(Permission.objects.get(codename="view_restriction"))
    assert "look at again" not in sign_in("Editors").get("/admin/").content.decode()


def test_dashboard_names_dates_that_have_passed(admin, front_page):
    make_event(title="Was to come", date="2019-03", occurrence="scheduled")
    make_event(title="Was foreseen", date="2018", occurrence="expected")
    make_event(title="Is to come", date="2090", occurrence="scheduled")
    make_event(title="Came", date="2019")
    make_event(title="Is a draft", date="2019", occurrence="scheduled", live=False)
    order_on(make_event(title="Is closed", date="2019", occurrence="scheduled"))
    html = admin.get("/admin/").content.decode()
    panel = html[html.index("Dates that have passed") :].split("</section>")[0]
    for title in ("Was to come", "Was foreseen"):
        assert title in panel
    for title in ("Is to come", "Came", "Is a draft", "Is closed"):
        assert title not in panel
    assert "March 2019" in panel


def test_dashboard_shows_ten_of_them_and_counts_the_rest(admin, front_page):
    for number in range(12):
        make_event(title=f"Passed {number:02}", date="2019", occurrence="scheduled", sequence=number)
    html = admin.get("/admin/").content.decode()
    assert "And 2 more" in html
    assert "And " not in html.split("And 2 more")[1].split("</section>")[0]


def test_dashboard_takes_a_constant_number_of_queries(admin, front_page):
    def fill():
        order_on(make_event(), review_on=TODAY - datetime.timedelta(days=3000))
        make_event(date="2019", occurrence="scheduled")

    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert admin.get("/admin/").status_code == 200
        return len(captured)

    fill()
    queries()
    few = queries()
    for _ in range(4):
        fill()
    assert queries() == few
