"""Whom to tell of a hole in the site (RFC 9116), and that it is looked at before it expires."""

import datetime

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from django.utils import timezone

from home.security_txt import what_is_wrong

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def until(days: int, **more):
    day = timezone.localdate() + datetime.timedelta(days=days)
    given = {"SECURITY_CONTACT": ["mailto:security@example.org"], "SECURITY_EXPIRES": day.isoformat(), **more}
    return override_settings(**given)


def test_it_says_whom_to_tell_until_when_and_where_it_stands(client, front_page):
    contacts = ["https://example.org/report", "mailto:security@example.org"]
    with until(200, SECURITY_CONTACT=contacts, SECURITY_POLICY="https://example.org/policy", LANGUAGE_CODE="cy"):
        day = timezone.localdate() + datetime.timedelta(days=200)
        response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: https://example.org/report",
        "Contact: mailto:security@example.org",
        f"Expires: {day.isoformat()}T23:59:59Z",
        "Preferred-Languages: cy, en",
        "Canonical: http://testserver/.well-known/security.txt",
        "Policy: https://example.org/policy",
    ]


def test_it_is_found_where_some_look_first(client, front_page):
    response = client.get("/security.txt")
    assert (response.status_code, response["Location"]) == (302, ADDRESS)


@pytest.mark.parametrize(
    "given",
    [
        {"SECURITY_CONTACT": []},
        {"SECURITY_EXPIRES": ""},
        {"SECURITY_EXPIRES": "soon"},
        {"SECURITY_EXPIRES": "2020-01-31"},
    ],
    ids=["nobody", "no day", "not a day", "expired"],
)
def test_it_is_not_there_when_it_does_not_hold(client, front_page, given):
    with until(200, **given):
        assert client.get(ADDRESS).status_code == 404


def test_its_last_day_is_part_of_it(client, front_page):
    with until(0):
        assert client.get(ADDRESS).status_code == 200
    with until(-1):
        assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    ("days", "told"),
    [(-1, "it has expired"), (0, "expires on"), (30, "expires on"), (31, ""), (366, ""), (367, "more than a year")],
)
def test_check_warns_before_it_expires(days, told):
    with until(days):
        found = [one for one in run_checks(tags=["security"]) if one.id == "throughline.W001"]
        assert bool(found) == bool(told)
        assert all(told in one.msg and "SECURITY_EXPIRES" in one.hint and not one.is_serious() for one in found)


def test_check_says_that_a_day_is_missing_and_nothing_where_nobody_wants_the_file():
    with until(100, SECURITY_EXPIRES=""):
        assert "must be a day" in what_is_wrong()
    with until(100, SECURITY_EXPIRES="", SECURITY_CONTACT=[]):
        assert what_is_wrong() == ""


def test_dashboard_tells_those_who_run_the_site(admin, front_page, client):
    with until(12):
        assert "Whom to tell of a hole" in admin.get("/admin/").content.decode()
    with until(100):
        assert "Whom to tell of a hole" not in admin.get("/admin/").content.decode()
