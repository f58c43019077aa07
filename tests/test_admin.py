"""The admin's own pages: each answers, and none sends the editor's browser to another host."""

import re

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from home.models import CampaignSettings
from press.models import PressArchivePage
from tests.factories import make_article, make_document, make_event, make_image, make_milestone, make_topic
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
        "report_drafts_that_wait",
        "report_what_is_missing",
        "report_sources_that_differ",
        "report_claims_without_reply",
        "report_articles_by_themselves",
        "timeline_imports",
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


def test_listing_takes_a_constant_number_of_queries(admin, front_page, django_assert_max_num_queries):
    for _number in range(6):
        make_event()
        make_article()
    with django_assert_max_num_queries(45):
        admin.get(reverse("all_entries:index"))


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


def test_admin_has_our_name_and_mark(client, admin, front_page):
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "icons/mark.svg" in html
    assert "- Throughline</title>" in html
    assert 'href="/favicon.ico"' in html
    client.logout()
    assert "Sign in to Throughline" in client.get(reverse("wagtailadmin_login")).content.decode()
