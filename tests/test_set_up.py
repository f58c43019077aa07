"""Setting up a new site: each step is read off the site as it is, and leads to where it is done."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Site

from home.demo.noting import things_noted
from home.models import CampaignSettings, HomePage, StandingPage
from home.standing_pages import build_standing_pages, words_to_write
from legal.models import LegalIndexPage
from press.models import PressArchivePage
from tests.factories import make_case, make_event, publish
from timeline.holds import hold_everything
from timeline.models import TimelinePage

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/set-up/"
NAMES = {"name": "Save the Library", "publisher": "Friends of the Library", "contact": "us@example.org"}


@pytest.fixture
def new_site(front_page, site):
    """A site as it begins: on one's own machine, with drafts, and without a name."""
    site.hostname, site.site_name = "localhost", ""
    site.save()
    front_page.title = front_page.draft_title = "Throughline"
    front_page.save()
    build_standing_pages(front_page, words_to_write(), live=False)
    return site


def done(client) -> dict[str, bool]:
    """Whether each step is done, by its key."""
    return {step.key: step.is_done for step in client.get(ADDRESS).context["set_up"].steps}


def moderator(django_user_model, *groups):
    user = django_user_model.objects.create_user("maria", "maria@example.org", "a long password")
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def test_new_site_has_its_pages_and_all_else_to_do(new_site, admin):
    steps = done(admin)
    assert [key for key, is_done in steps.items() if is_done] == ["pages"]
    assert list(steps) == ["pages", "name", "publisher", "address", "entry", "case", "editors", "lawyers", "standing"]
    html = admin.get(ADDRESS).content.decode()
    assert "1 of 9 steps are done." in html
    assert "http://localhost/feeds/everything.atom" in html


def test_form_names_the_campaign_the_site_and_the_front_page(new_site, admin, client):
    response = admin.post(ADDRESS, NAMES)
    assert response.url == ADDRESS
    campaign = CampaignSettings.objects.get()
    assert {name: getattr(campaign, name) for name in NAMES} == NAMES
    assert Site.objects.get().site_name == HomePage.objects.get().title == NAMES["name"]
    assert done(admin)["name"]
    assert done(admin)["publisher"]
    # The name changes once more, and all follow.
    admin.post(ADDRESS, {**NAMES, "name": "Save the Libraries"})
    assert Site.objects.get().site_name == HomePage.objects.get().title == "Save the Libraries"


def test_names_that_somebody_chose_stay(new_site, admin, front_page):
    new_site.site_name = "Library"
    new_site.save()
    front_page.title = "What became of our library"
    publish(front_page)
    admin.post(ADDRESS, NAMES)
    assert (Site.objects.get().site_name, HomePage.objects.get().title) == ("Library", "What became of our library")


def test_form_without_a_name_says_so_beside_the_field(new_site, admin):
    response = admin.post(ADDRESS, {**NAMES, "name": ""})
    assert response.context["form"].errors == {"name": ["This field is required."]}
    assert "This field is required." in response.content.decode()
    assert not done(admin)["publisher"]


def test_on_hold_the_front_page_keeps_its_title_and_it_is_said(new_site, admin, editor):
    hold_everything(user=editor, why="The judgment is read out")
    html = admin.post(ADDRESS, NAMES, follow=True).content.decode()
    assert "give the front page its title when the hold is lifted" in html
    assert CampaignSettings.objects.get().name == NAMES["name"]
    assert HomePage.objects.get().title == "Throughline"


def test_entry_is_a_step_until_one_is_published(new_site, admin):
    draft = make_event(title="The vote", live=False)
    [step] = [step for step in admin.get(ADDRESS).context["set_up"].steps if step.key == "entry"]
    assert "“The vote” is a draft" in step.words
    assert step.ways[0].url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    publish(draft)
    assert done(admin)["entry"]


def test_case_and_address_are_done_when_they_are(new_site, admin):
    make_case(live=False)
    assert not done(admin)["case"]
    make_case()
    new_site.hostname = "library.example.org"
    new_site.save()
    steps = done(admin)
    assert steps["case"]
    assert steps["address"]


def test_somebody_in_a_group_is_somebody_active(new_site, admin, django_user_model):
    user = moderator(django_user_model, "Legal", "Editors")
    assert [done(admin)[key] for key in ("editors", "lawyers")] == [True, True]
    user.is_active = False
    user.save()
    assert [done(admin)[key] for key in ("editors", "lawyers")] == [False, False]


def test_standing_pages_are_done_when_all_are_out_without_a_gap(new_site, admin):
    for page in StandingPage.objects.all():
        publish(page)
    assert not done(admin)["standing"]
    for page in StandingPage.objects.all():
        page.body = "<p>Written.</p>"
        publish(page)
    assert done(admin)["standing"]
    # What somebody begins to change is still out.
    page.body = "<p>Changed</p>"
    page.save_revision()
    assert done(admin)["standing"]


def test_pages_that_are_missing_are_made_by_a_button(new_site, admin):
    StandingPage.objects.all().delete()
    html = admin.get(ADDRESS).content.decode()
    assert "Make these pages" in html
    admin.post(ADDRESS, {"pages": "1"})
    assert StandingPage.objects.filter(live=False).count() == 6


def test_site_without_any_page_of_ours_is_begun_there(new_site, admin, front_page):
    """After ``migrate`` and ``createsuperuser``, and nothing else."""
    welcome = Page.get_first_root_node().add_child(instance=Page(title="Welcome to Wagtail", slug="welcome"))
    new_site.root_page = welcome
    new_site.save()
    front_page.delete()
    assert done(admin) == {"pages": False, "name": False, "publisher": False}
    admin.post(ADDRESS, NAMES)
    admin.post(ADDRESS, {"pages": "1"})
    home = HomePage.objects.get()
    assert (Site.objects.get().root_page_id, home.title, home.live) == (home.pk, NAMES["name"], True)
    assert {type(page) for page in home.get_children().specific()} == {
        *(TimelinePage, PressArchivePage, LegalIndexPage, StandingPage)
    }
    assert not Page.objects.filter(pk=welcome.pk).exists()


# The demo


def test_what_the_demo_brought_is_nobodys_first_entry(new_site, admin):
    with things_noted():
        make_event(title="The demo's")
    steps = done(admin)
    assert next(iter(steps)) == "demo"
    assert not steps["entry"]
    assert "manage.py remove_demo" in admin.get(ADDRESS).content.decode()
    assert "manage.py remove_demo" in admin.get("/admin/").content.decode()


def test_name_of_the_demo_is_no_name(new_site, admin):
    with things_noted():
        make_event(title="The demo's")
    CampaignSettings.objects.create(site=new_site, name="Labels Last a Lifetime", publisher="A body", contact="a@b.org")
    assert not done(admin)["name"]
    assert done(admin)["publisher"]


# The panel


def panel(client) -> str:
    html = client.get("/admin/").content.decode()
    return html if "Go on setting up" in html else ""


def test_desk_leads_to_it_until_somebody_says_that_it_is_enough(new_site, admin):
    assert "1 of 9 steps are done. The next one: The name of the campaign." in " ".join(panel(admin).split())
    assert admin.post(ADDRESS, {"enough": "1"}).url == "/admin/"
    assert not panel(admin)
    assert "on the dashboard again" in admin.get(ADDRESS).content.decode()
    admin.post(ADDRESS, {"again": "1"})
    assert panel(admin)


def test_desk_leads_there_no_more_when_all_is_done(new_site, admin, django_user_model):
    moderator(django_user_model, "Legal", "Editors")
    new_site.hostname = "library.example.org"
    new_site.save()
    admin.post(ADDRESS, NAMES)
    make_event()
    make_case()
    for page in StandingPage.objects.all():
        page.body = "<p>Written.</p>"
        publish(page)
    assert all(done(admin).values())
    assert not panel(admin)


@pytest.mark.parametrize(("group", "may"), [("Editors", False), ("Legal", False), ("Moderators", True)])
def test_only_who_may_change_the_settings_sees_it(new_site, client, django_user_model, group, may):
    client.force_login(moderator(django_user_model, group))
    assert (client.get(ADDRESS).status_code == 200) == may
    assert bool(panel(client)) == may
    assert ("Set up this site" in client.get("/admin/").content.decode()) == may
    client.post(ADDRESS, {"enough": "1"})
    assert (CampaignSettings.for_site(new_site).set_up_closed_at is not None) == may


def test_moderator_is_shown_no_way_that_is_not_theirs(new_site, client, django_user_model):
    client.force_login(moderator(django_user_model, "Moderators"))
    html = client.get(ADDRESS).content.decode()
    assert "/admin/sites/" not in html
    assert "/admin/users/" not in html


def test_page_and_panel_cost_the_same_however_much_there_is(new_site, admin):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            admin.get(ADDRESS)
        return len(queries)

    make_event(live=False)
    make_case()
    cost()
    before = cost()
    for _number in range(5):
        make_event(live=False)
        make_case()
    assert cost() == before


# Commands


def test_site_that_is_begun_by_command_has_its_name_everywhere(new_site, capsys):
    call_command("begin_site", "Save the Library")
    assert CampaignSettings.objects.get().name == Site.objects.get().site_name == "Save the Library"
    assert ADDRESS in capsys.readouterr().out
    call_command("begin_site", "Another name")
    assert CampaignSettings.objects.get().name == "Save the Library"


def test_first_run_without_the_demo_brings_empty_pages(new_site, capsys):
    StandingPage.objects.all().delete()
    call_command("first_run", without_demo=True, port=8123)
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8123/admin/set-up/" in said
    assert StandingPage.objects.count() == 6
    assert not TimelinePage.objects.get().get_children().exists()
