"""What stands around every page: the menu, the mark, the foot; and on which page one is."""

import re

import pytest
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from home.frame import frame_of
from home.models import CampaignSettings, ReportersPage, StandingPage
from home.tokens import DARK, LIGHT, PRINT, colours_of, tokens_of
from tests.factories import make_event, make_image, make_subjects, publish
from timeline.models import CampaignImage

pytestmark = pytest.mark.django_db


def stand(parent, title, **given):
    values = {"title": title, "slug": title.lower(), "body": "<p>Words</p>", "live": False, **given}
    return publish(parent.add_child(instance=StandingPage(**values)))


def foot(client, address="/") -> str:
    return re.search(r"<footer.*?</footer>", client.get(address).content.decode(), flags=re.DOTALL)[0]


def marked_in_menu(client, address) -> dict[str, str]:
    """The items of the menu that are marked, with how."""
    menu = re.search(r'<ul class="menu">.*?</ul>', client.get(address).content.decode(), flags=re.DOTALL)[0]
    return dict(re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', menu))


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/", {}),
        ("/timeline/", {"/timeline/": "page"}),
        ("/timeline/2018/", {"/timeline/": "true"}),
        ("/timeline/an-event/", {"/timeline/": "true"}),
        ("/press/", {"/press/": "page"}),
        ("/search/", {"/search/": "page"}),
        ("/search/?q=event", {"/search/": "page"}),
        ("/data/", {}),
    ],
)
def test_menu_marks_the_page_and_what_it_stands_under(client, front_page, address, marked):
    make_event(slug="an-event")
    assert marked_in_menu(client, address) == marked


def test_foot_has_the_standing_pages_that_are_to_stand_there(client, front_page):
    about = stand(front_page, "About")
    stand(about, "Money")
    stand(front_page, "Elsewhere", in_footer=False)
    stand(front_page, "Draft").unpublish()
    private = stand(front_page, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    titles = re.findall(r">([^<>]+)</a>", foot(client))
    assert {"About", "Money", "Subscribe", "Corrections", "Data"} <= set(titles)
    assert not {"Elsewhere", "Draft", "Private"} & set(titles)
    assert '<a href="/about/money/" aria-current="page">' in foot(client, "/about/money/")


def test_foot_leads_reporters_and_those_who_look_for_a_name(client, front_page):
    assert "For reporters" not in foot(client)
    publish(
        front_page.add_child(
            instance=ReportersPage(title="For reporters", slug="reporters", in_short="A case.", live=False)
        )
    )
    make_subjects(front_page)
    assert "For reporters" in foot(client)
    assert "People and bodies" in foot(client)


def test_what_stands_in_the_menu_is_not_offered_again(client, front_page):
    make_subjects(front_page, show_in_menus=True)
    assert "People and bodies" not in foot(client)
    assert "People and bodies" in client.get("/").content.decode()


def test_foot_says_who_publishes_on_what_terms_and_how_to_write(client, site):
    campaign = CampaignSettings.for_site(site)
    for name, value in {
        "name": "The campaign",
        "publisher": "A charity",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "contact": "us@example.org",
    }.items():
        setattr(campaign, name, value)
    campaign.save()
    html = foot(client)
    assert "Published by A charity." in html
    assert '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in html
    assert 'href="mailto:us@example.org"' in html


@pytest.mark.parametrize(
    ("rights", "is_shown"), [(CampaignImage.Rights.OWN_WORK, True), (CampaignImage.Rights.UNKNOWN, False)]
)
def test_mark_stands_before_the_name_if_its_rights_are_known(client, site, rights, is_shown):
    campaign = CampaignSettings.for_site(site)
    campaign.mark = make_image(rights=rights)
    campaign.save()
    masthead = client.get("/").content.decode().split("</header>")[0]
    assert ('<img class="campaign-mark"' in masthead) is is_shown


def test_frame_costs_two_queries_however_much_is_in_it(front_page, django_assert_num_queries):
    """One is for the site."""
    make_subjects(front_page)
    for number in range(3):
        stand(front_page, f"Page{number}")

    def asked():
        return RequestFactory().get("/timeline/", headers={"host": "testserver"})

    frame_of(asked())
    request = asked()
    with django_assert_num_queries(2):
        frames = [frame_of(request) for _ in range(3)]
    assert [len(frame.standing) for frame in frames] == [3, 3, 3]


def test_page_says_its_language_its_direction_and_the_colours_of_the_paper(client, front_page):
    html = client.get("/").content.decode()
    assert re.search(r'<html\s+lang="en-gb"\s+dir="ltr"', html, flags=re.IGNORECASE)
    for mode in (LIGHT, DARK):
        paper = colours_of(mode)["paper"]
        assert f'<meta name="theme-color" content="{paper}" media="(prefers-color-scheme: {mode})">' in html


def test_every_colour_has_a_value_of_its_own_in_the_dark():
    light, dark = colours_of(LIGHT), colours_of(DARK)
    assert light.keys() == dark.keys()
    assert [name for name in light if light[name] == dark[name]] == []
    assert tokens_of(PRINT)["paper"] == "#fff"
    assert colours_of(PRINT)["paper"] == "#ffffff"
