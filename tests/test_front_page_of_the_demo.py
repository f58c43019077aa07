"""Somebody who knows nothing of the demo's story opens its front page."""

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.django_db


def test_demo_says_what_the_case_is_about_where_it_stands_and_who_says_so(client, demo):
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert soup.h1.get_text(" ", strip=True) == "Every child’s record, kept for life"
    box = soup.select_one("section.front-now").get_text(" ", strip=True)
    assert "May the department record why a child left an ordinary school, keep it and pass it on?" in box
    assert "Ended by choice" in box
    assert "1 July 2024" in box
    assert "An update on legal action" in box
    moments = soup.select_one("section.key-moments")
    assert len(moments.select("h3")) == 12
    assert "The 12 moments that tell the story: two minutes." in moments.get_text(" ", strip=True)
    assert len(soup.select("section.actions h3")) == 3
