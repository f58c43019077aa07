"""The demo is the smoke test: the whole of it loads, and every public page of it answers."""

import pytest

from home.demo.loader import DemoLoader
from timeline.models import TimelineEntry
from timeline.querysets import published_pages

pytestmark = pytest.mark.django_db


def test_every_page_of_the_demo_answers(client, site):
    DemoLoader().load()
    assert TimelineEntry.objects.published().count() == 99
    for page in published_pages().of_site(site).specific():
        response = client.get(page.get_url())
        assert response.status_code == 200, page
        assert page.title.split("'")[0] in response.content.decode()
