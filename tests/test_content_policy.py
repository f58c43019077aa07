"""The Content-Security-Policy of readers and of editors."""

import pytest
from django.urls import reverse

from config.content_policy import policy_of_readers
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def directives(response) -> dict[str, set[str]]:
    parts = response["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (part.split() for part in parts)}


@pytest.mark.parametrize("address", ["/", "/subscribe/", "/search/?q=x", "/nothing-here/", "/feeds/everything.atom"])
def test_readers_pages_run_and_load_nothing_but_ours(client, front_page, address):
    policy = directives(client.get(address))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    assert policy["style-src"] == policy["form-action"] == policy["connect-src"] == {"'self'"}
    ours, script = sorted(policy["script-src"])
    assert (ours, script[:8]) == ("'self'", "'sha256-")
    assert policy["img-src"] == {"'self'", "data:"}


def test_admin_allows_what_wagtails_editor_writes_and_no_other_host(admin, front_page):
    policy = directives(admin.get("/admin/"))
    assert policy["script-src"] == policy["style-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["frame-ancestors"] == policy["form-action"] == policy["default-src"] == {"'self'"}
    assert policy["object-src"] == {"'none'"}


def test_preview_may_stand_in_a_frame_of_the_admin(admin, front_page):
    event = make_event()
    address = reverse("wagtailadmin_pages:view_draft", args=[event.pk])
    response = admin.get(address)
    assert response.status_code == 200
    assert directives(response)["frame-ancestors"] == {"'self'"}


def test_pictures_of_another_host_are_allowed_from_their_folder_alone():
    assert policy_of_readers("https://s3.example/campaign/")["img-src"][-1] == "https://s3.example/campaign/"
    assert policy_of_readers("/media/")["img-src"] == ["'self'", "data:"]
