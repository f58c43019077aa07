"""What every answer says to browsers, asked of every surface and of what is answered before any view is."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import reverse

from config.headers import FOR_OTHER_SITES, OURS_ALONE, PERMISSIONS_POLICY, SWITCHED_OFF
from tests.canary_ground import break_ground
from tests.crawling import whole_answer
from tests.factories import make_event
from tests.surfaces import SURFACES

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "Permissions-Policy": {PERMISSIONS_POLICY},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin", "cross-origin"},
    "Referrer-Policy": {"same-origin"},
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
}
#: Never said: what runs here, or a permission for pages of others to read with somebody's cookies.
NOWHERE = ["Server", "X-Powered-By", "Access-Control-Allow-Credentials", "Set-Cookie"]


def wrong_in(response) -> list[str]:
    """The headers of *response* that are not as they are everywhere."""
    wrong = [
        f"{name}: {response.headers.get(name)}"
        for name, allowed in EVERYWHERE.items()
        if response.headers.get(name) not in allowed
    ]
    wrong += [name for name in NOWHERE if name in response.headers]
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        wrong.append(f"Content-Security-Policy: {policy}")
    return wrong


@pytest.fixture(scope="module")
def ground(rows_of_module):
    return break_ground(links=0)


@pytest.fixture
def client_of_reader(db):
    """As the site is asked in truth: a form without its token is refused."""
    return Client(enforce_csrf_checks=True)


# The admin has a policy of its own, below.
@pytest.mark.parametrize("surface", [one for one in SURFACES if one.name != "doors of the admin"], ids=str)
def test_surface_says_the_same_to_browsers_and_takes_nothing_from_readers(ground, client_of_reader, surface):
    for address in surface.addresses(ground):
        response = client_of_reader.get(address)
        assert wrong_in(response) == [], address
        name = getattr(response.wsgi_request.resolver_match, "url_name", None)
        is_open = response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert is_open == (name in FOR_OTHER_SITES), address
        policy = response.headers["Content-Security-Policy"]
        # Wagtail's own for documents has no word on frames: X-Frame-Options speaks for them.
        assert "frame-ancestors 'none'" in policy or policy == "default-src 'none'", address
        if tag := response.headers.get("ETag"):
            again = client_of_reader.get(address, headers={"If-None-Match": tag})
            # Between two seconds there may be something new, which is whole and says the same.
            assert (again.status_code in (200, 304), wrong_in(again)) == (True, []), address
            whole_answer(again)
        whole_answer(response)
    refused = client_of_reader.post(surface.addresses(ground)[0], {"q": "x"})
    assert (refused.status_code in (403, 404, 405), wrong_in(refused)) == (True, [])


def test_every_output_that_others_may_take_has_an_address():
    assert {name for surface in SURFACES for name in surface.answers} >= FOR_OTHER_SITES


def test_page_takes_nothing_from_a_reader_even_with_a_token(front_page):
    """There is no form that a reader could send: nothing to throttle, and nothing to write to."""
    for address in ("/", "/timeline/", "/press/", "/legal/", "/search/", "/subscribe/", "/data/", "/sitemap.xml"):
        for method in ("post", "put", "patch", "delete"):
            response = getattr(Client(), method)(address)
            assert response.status_code == 405, f"{method} {address}"
            assert "GET" in response["Allow"], f"{method} {address}"


REFUSALS = {
    "not there": ("/nothing/", {}, 404),
    "no slash": ("/timeline", {}, 301),
    "another host": ("/", {"host": "evil.example"}, 400),
    "too long": (f"/?q={'x' * 3000}", {}, 400),
    "a file of the theme that is not there": ("/static/nothing.css", {}, 404),
    "a picture that is not there": ("/media/nothing.jpg", {}, 404),
    "a document that is not there": ("/documents/999999/x.pdf", {}, 404),
}


@pytest.mark.parametrize(("address", "headers", "status"), REFUSALS.values(), ids=REFUSALS)
def test_refusals_and_redirects_say_the_same(front_page, client, address, headers, status):
    response = client.get(address, headers=headers)
    assert (response.status_code, wrong_in(response)) == (status, [])


def test_fault_of_ours_says_the_same(front_page, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("home.views.Site.find_for_request", fail)
    response = Client(raise_request_exception=False).get("/robots.txt")
    assert (response.status_code, wrong_in(response)) == (500, [])


def test_page_that_was_kept_says_the_same(front_page, client):
    kept = settings.CACHES | {"pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with override_settings(CACHES=kept):
        caches["pages"].clear()
        make_event()
        first, second = client.get("/timeline/"), client.get("/timeline/")
        assert not hasattr(second.wsgi_request, "_wagtail_route_for_request"), "it was drawn again"
        caches["pages"].clear()
    assert (wrong_in(first), wrong_in(second)) == ([], [])


def test_way_to_the_encrypted_address_says_the_same(front_page, client):
    with override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000):
        redirect = client.get("/timeline/")
        page = client.get("/timeline/", secure=True)
    assert (redirect.status_code, redirect["Location"]) == (301, "https://testserver/timeline/")
    assert (wrong_in(redirect), wrong_in(page)) == ([], [])
    assert page["Strict-Transport-Security"] == "max-age=31536000"


def test_admin_may_be_framed_by_nobody_but_its_previews_by_the_admin(admin, front_page):
    assert admin.get("/admin/")["X-Frame-Options"] == "DENY"
    event = make_event()
    draft = admin.get(reverse("wagtailadmin_pages:view_draft", args=[event.pk]))
    assert draft["X-Frame-Options"] in ("DENY", "SAMEORIGIN")
    for address in ("/admin/", "/admin/login/", "/admin/nothing/"):
        headers = admin.get(address).headers
        assert headers["Permissions-Policy"] == PERMISSIONS_POLICY
        assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "same-origin"


def test_powerful_features_are_off_and_only_our_own_buttons_have_theirs():
    assert {"camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"} <= set(SWITCHED_OFF)
    assert not set(SWITCHED_OFF) & set(OURS_ALONE)
    assert "*" not in PERMISSIONS_POLICY
