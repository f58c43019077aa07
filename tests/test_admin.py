"""The admin's own pages: each answers, and none sends the editor's browser to another host."""

import re

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from home.models import CampaignSettings
from press.models import PressArchivePage
from tests.factories import make_article, make_case, make_document, make_event, make_image, make_milestone, make_topic
from timeline.models import EventPage, TimelineEntry

pytestmark = pytest.mark.django_db

# Where a link may lead, which loads nothing: addresses that an editor typed, and Wagtail's own manual.
LOADS = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\b(?:src|data)=["'](?:https?:)?//([^/"']+)"""
    r"""|<link\b[^>]*?\bhref=["'](?:https?:)?//([^/"']+)|url\(["']?(?:https?:)?//([^/"')]+)""",
    re.IGNORECASE,
)
OURS = {"testserver", "127.0.0.1:8000"}


@pytest.fixture
def full_site(front_page):
    """One of everything."""
    image, topic = make_image(), make_topic(name="Pupil records")
    make_event(image=image, topics=[topic], significance="key")
    make_event(live=False)
    make_article()
    make_milestone()
    make_document()
    return front_page


def page_addresses():
    views = ["edit", "delete", "history", "usage", "copy", "move", "unpublish", "view_draft", "revisions_index"]
    for page in Page.objects.filter(depth__gt=1).specific():
        yield reverse("wagtailadmin_explore", args=[page.pk])
        for view in views:
            if view == "unpublish" and not page.live:
                continue
            yield reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
        yield reverse("wagtailadmin_pages:workflow_history", args=[page.pk])
        yield reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        yield reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.latest_revision_id])
    for model in (model for model in apps.get_models() if issubclass(model, Page) and model.is_creatable):
        for parent in Page.objects.filter(depth__gt=1).specific():
            if model.can_create_at(parent):
                yield reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def snippet_addresses():
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        yield reverse(viewset.get_url_name("list"))
        yield reverse(viewset.get_url_name("add"))
        for item in model.objects.all()[:2]:
            for view in ("edit", "delete", "usage", "history"):
                yield reverse(viewset.get_url_name(view), args=[item.pk])


def other_addresses():
    for name in (
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_account",
        "wagtailadmin_choose_page",
        "wagtailadmin_pages:search",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_workflows:index",
        "wagtailadmin_collections:index",
        "wagtailimages:index",
        "wagtailimages:add",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtailredirects:index",
        "wagtailredirects:add",
        "wagtailsnippets:index",
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_groups:index",
        "wagtailusers_groups:add",
        "wagtailsites:index",
        "all_entries:index",
        "all_entries:choose_parent",
    ):
        yield reverse(name)
    yield reverse("wagtailsettings:edit", args=["home", "campaignsettings"])


@pytest.mark.parametrize(
    "addresses", [page_addresses, snippet_addresses, other_addresses], ids=lambda one: one.__name__
)
def test_every_view_answers_and_loads_nothing_from_another_host(admin, full_site, addresses):
    seen = 0
    for url in addresses():
        response = admin.get(url, follow=True)
        assert response.status_code == 200, url
        html = response.content.decode()
        hosts = {host for found in LOADS.findall(html) for host in found if host} - OURS
        assert not hosts, (url, hosts)
        for stranger in ("gravatar", "releases.wagtail"):
            assert stranger not in html, (url, stranger)
        seen += 1
    assert seen > 8


def titles(response):
    return [entry.title for entry in response.context["object_list"]]


@pytest.fixture
def story(front_page):
    make_event(title="Letter", date="2018-01-18", topics=[make_topic(name="Law", slug="law")])
    make_article(title="Report", date="2016")
    make_milestone(title="Claim", date="2019-05", case=make_case())
    make_event(title="Draft", date="1996/..", live=False, significance="key")
    make_event(title="Hearing", date="2099-06", occurrence="expected")


LISTING = "all_entries:index"


def test_all_entries_stand_in_story_order_drafts_too(admin, story):
    response = admin.get(reverse(LISTING))
    assert titles(response) == ["Draft", "Report", "Letter", "Claim", "Hearing"]
    html = response.content.decode()
    for shown in ("since 1996", "18 January 2018", "Press", "Legal milestone"):
        assert shown in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=press", ["Report"]),
        ("kind=event", ["Draft", "Letter", "Hearing"]),
        ("live=true", ["Report", "Letter", "Claim", "Hearing"]),
        ("live=false", ["Draft"]),
        ("significance=key", ["Draft"]),
        ("occurrence=expected", ["Hearing"]),
        ("from_year=2019", ["Draft", "Claim", "Hearing"]),
        ("to_year=2016", ["Draft", "Report"]),
        ("from_year=2017&to_year=2018&kind=event&live=true", ["Letter"]),
        ("q=letter", ["Letter"]),
        ("ordering=-story_order", ["Hearing", "Claim", "Letter", "Report", "Draft"]),
        ("ordering=title", ["Claim", "Draft", "Hearing", "Letter", "Report"]),
        ("from_year=nonsense", None),
        ("kind=nonsense", None),
    ],
)
def test_all_entries_are_filtered_by(admin, story, query, found):
    response = admin.get(f"{reverse(LISTING)}?{query}")
    assert response.status_code == 200
    if found is not None:
        assert titles(response) == found


def test_all_entries_are_filtered_by_topic(admin, story):
    from timeline.models import Topic

    response = admin.get(f"{reverse(LISTING)}?topics={Topic.objects.get(slug='law').pk}")
    assert titles(response) == ["Letter"]


def test_listing_takes_a_constant_number_of_queries(admin, front_page, django_assert_max_num_queries):
    for _number in range(6):
        make_event()
        make_article()
    with django_assert_max_num_queries(45):
        admin.get(reverse(LISTING))


def test_settings_of_the_campaign_are_saved(admin, site):
    url = reverse("wagtailsettings:edit", args=["home", "campaignsettings", site.pk])
    fields = {"name": "Records for life", "accent_colour": "#0f5d66", "hashtag": "#records"}
    assert admin.post(url, fields).status_code == 302
    assert CampaignSettings.for_site(site).name == "Records for life"
    response = admin.post(url, {**fields, "accent_colour": "red; }"})
    assert "accent_colour" in response.context["form"].errors


def test_date_is_read_aloud_as_it_is_typed(admin):
    def answer(**query):
        return admin.get(reverse("timeline_read_date"), query).json()

    assert answer(text="")["state"] == "empty"
    assert answer(text="circa June 2018")["words"] == "around June 2018"
    asked = answer(text="03/02/2018")
    assert (asked["state"], len(asked["choices"])) == ("question", 2)
    assert answer(text="the other day")["state"] == "error"
    assert answer(text="2016 to 2018", extent="within")["words"] == "between 2016 and 2018"
    assert answer(text="2016 to 2018", extent="nonsense")["words"] == "2016 to 2018"
    assert answer(text="2018\x00")["state"] == "error"


def test_date_is_read_aloud_only_in_the_admin(client):
    response = client.get(reverse("timeline_read_date"), {"text": "2018"})
    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_kinds_of_entries_are_those_that_can_be_made():
    assert [kind.kind for kind in TimelineEntry.kinds()] == ["event", "legal", "press"]
    assert EventPage in TimelineEntry.kinds()
    assert PressArchivePage not in TimelineEntry.kinds()
