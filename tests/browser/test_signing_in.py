"""Signing in with a browser: the second step is set up because one may publish, and then asked for."""

import re
import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user_model
from django.test import override_settings
from playwright.sync_api import expect

from tests.browser.looking import AXE_OPTIONS, DESK, PHONE
from tests.browser.test_content_policy import WATCH
from tests.signing_in import PASSWORD


@pytest.fixture(scope="module", autouse=True)
def required():
    with override_settings(SECOND_FACTOR_REQUIRED=True):
        yield


@pytest.fixture(scope="module")
def jane(empty_site):
    return get_user_model().objects.create_superuser("jane", "jane@example.org", PASSWORD)


@pytest.fixture
def tab(jane, browser, browser_context_args):
    """Somebody's browser that has never been here, with nothing set up."""
    Authenticator.objects.all().delete()
    context = browser.new_context(**browser_context_args, viewport={"width": DESK, "height": 900})
    context.set_default_timeout(15_000)
    tab = context.new_page()
    tab.add_init_script(WATCH)
    yield tab
    context.close()


def give_password(tab):
    tab.get_by_label("Username").fill("jane")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()


def give_code(tab, secret, button):
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < 5:
        # Or it would be over before it is read.
        time.sleep(left)
    (counter,) = auth.yield_hotp_counters_from_time()
    tab.get_by_role("textbox").fill(auth.format_hotp_value(auth.hotp_value(secret, counter)))
    tab.get_by_role("button", name=button).click()


def is_well_made(tab, axe):
    """Nothing was stopped by the policy, axe finds nothing, and nothing is cut off on a phone."""
    assert tab.evaluate("window.refused") == []
    assert found_by(axe, tab) == []
    tab.set_viewport_size({"width": PHONE, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert found_by(axe, tab) == []
    tab.set_viewport_size({"width": DESK, "height": 900})


def found_by(axe, tab):
    violations = axe.run(tab, options=AXE_OPTIONS).response["violations"]
    return [(one["id"], node["html"]) for one in violations for node in one["nodes"]]


def set_up(tab):
    """From the sign-in page to the admin, and the key."""
    tab.goto("/admin/reports/")
    give_password(tab)
    expect(tab).to_have_url(re.compile("/sign-in/again/"))
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Set up the second step")
    secret = tab.locator("#sign-in-key").inner_text()
    give_code(tab, secret, "Set up")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    return secret


def test_second_step_is_set_up_and_asked_for_the_next_time(tab):
    secret = set_up(tab)
    codes = tab.locator("main code").all_inner_texts()
    assert len(codes) == 10
    tab.get_by_role("link", name="On to the admin").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Throughline")

    tab.context.clear_cookies()
    tab.goto("/admin/")
    give_password(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("The code from your phone")
    tab.get_by_label("Code").fill("000000")
    tab.get_by_role("button", name="Sign in").click()
    # Beside the box.
    error = tab.locator("[data-field]").filter(has=tab.get_by_label("Code")).locator(".error-message")
    expect(error).to_contain_text("The code is not right")
    expect(error).to_be_visible()
    give_code(tab, secret, "Sign in")
    expect(tab).to_have_url(re.compile("/admin/$"))

    tab.context.clear_cookies()
    tab.goto("/admin/")
    give_password(tab)
    tab.get_by_label("Code").fill(codes[0])
    tab.get_by_role("button", name="Sign in").click()
    expect(tab).to_have_url(re.compile("/admin/$"))


def test_picture_that_the_phone_reads_is_drawn(tab):
    tab.goto("/admin/")
    give_password(tab)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()
    picture = tab.get_by_role("img", name="A square code that holds the key below")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.complete && one.naturalWidth") > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_signing_in_are_well_made(tab, axe, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.goto("/admin/login/")
    is_well_made(tab, axe)
    tab.get_by_label("Username").fill("jane")
    tab.get_by_label("Password").fill("a wrong one")
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("status")).to_contain_text("The username or the password is not right")
    is_well_made(tab, axe)
    set_up(tab)
    is_well_made(tab, axe)
    for name in ("", "recovery-codes/new/", "remove/", "password/", "e-mail/", "again/"):
        tab.goto(f"/admin/sign-in/{name}")
        is_well_made(tab, axe)
    tab.goto("/admin/account/")
    panel = tab.get_by_role("link", name="Change the e-mail address")
    expect(panel).to_be_visible()
    panel.click()
    expect(tab.get_by_label("E-mail address")).to_be_visible()
    tab.context.clear_cookies()
    tab.goto("/admin/login/")
    give_password(tab)
    expect(tab.get_by_label("Code")).to_be_visible()
    is_well_made(tab, axe)
    tab.goto("/admin/password_reset/")
    is_well_made(tab, axe)


def test_it_works_without_scripts(jane, browser, browser_context_args):
    Authenticator.objects.all().delete()
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    tab = context.new_page()
    set_up(tab)
    context.close()
