"""What a reader gets when a page is not there, the server has failed, or the site is being worked on."""

import re

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.views.defaults import server_error

from home.models import CampaignSettings, StandingPage


@pytest.mark.django_db
def test_page_that_is_not_there_offers_the_search_and_the_menu(client, site):
    campaign = CampaignSettings.for_site(site)
    campaign.contact = "us@example.org"
    campaign.save()
    response = client.get("/nothing/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'action="/search/"' in html
    assert html.count('href="/timeline/"') == 2
    assert 'href="mailto:us@example.org"' in html.split("<footer")[0]
    assert '<meta name="robots" content="noindex">' in html


def test_failure_is_answered_without_a_database_in_our_own_voice():
    """The database is not even asked: this test may not use it."""
    response = server_error(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "The fault is ours" in html
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) == ["/static/css/alone.css"]
    assert "<script" not in html


@pytest.mark.django_db
def test_maintenance_page_is_one_file_that_needs_no_other(site, tmp_path, capsys):
    campaign = CampaignSettings.for_site(site)
    campaign.name, campaign.contact = "Labels <Last>", "us@example.org"
    campaign.save()
    call_command("write_maintenance_page", str(tmp_path / "new" / "maintenance.html"))
    html = (tmp_path / "new" / "maintenance.html").read_text(encoding="utf-8")
    assert "We will be back soon" in html
    assert "Labels &lt;Last&gt;" in html
    assert 'href="mailto:us@example.org"' in html
    assert "prefers-color-scheme" in html
    assert not re.findall(r"<(?:link|script|img)\b|@import|url\(", html)
    assert "maintenance.html" in capsys.readouterr().out


@pytest.mark.django_db
def test_standing_page_that_was_never_published_is_not_there(client, front_page):
    front_page.add_child(instance=StandingPage(title="Privacy", slug="privacy", body="<p>No</p>", live=False))
    assert client.get("/privacy/").status_code == 404
