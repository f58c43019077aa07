"""An editor's day: a whole event with its picture, ten links, an hour to go out, a second pair of eyes, a correction.

What else is in a day stands where it was first tried: quick add, two at one page and a file in and out again in
``test_desk.py``, a hearing in ``test_cases.py``, an article and a milestone in ``test_editing.py``.
"""

import datetime
import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import expect

from press.models import PressArticlePage
from tests.browser.admin import EntryForm
from tests.factories import make_event, make_topic, picture_bytes
from tests.press.test_intake import PAGE
from tests.web_server import allowed_web_server
from timeline.models import CampaignImage, EventPage, TimelinePage


@pytest.fixture
def tab(empty_site, editor_context):
    tab = editor_context.new_page()
    yield tab
    tab.close()


@pytest.fixture
def tab_of(empty_site, browser, browser_context_args, server):
    """A tab of the browser of somebody who is in one group and may do no more than that."""
    contexts = []

    def sign_in(name, group):
        user, _made = get_user_model().objects.get_or_create(username=name, email=f"{name}@example.org")
        user.groups.set([Group.objects.get(name=group)])
        client = Client()
        client.force_login(user)
        context = browser.new_context(**browser_context_args, viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield sign_in
    for context in contexts:
        context.close()


def upload_picture(tab, description):
    """Through the chooser of the form, as it is met for the first time."""
    tab.get_by_role("button", name="Choose an image").first.click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    file = {"name": "gate.png", "mimeType": "image/png", "buffer": picture_bytes()}
    dialog.locator("input[type=file]").set_input_files(file)
    dialog.locator("[name$=-title]").fill("At the gate")
    dialog.locator("[name$=-description]").fill(description)
    dialog.locator("[name$=-rights]").select_option("own-work")
    dialog.locator("[name$=-recognisable]").select_option("nobody")
    dialog.get_by_role("button", name="Upload").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)


def test_event_by_its_whole_form_stands_on_its_page_as_it_was_typed(tab, page):
    topic = make_topic(name="Pupil records")
    form = EntryForm(tab).add(TimelinePage.objects.get())
    form.type_date("18 January 2018")
    form.reads_as("18 January 2018")
    form.fill(title="Parents hand in a petition", summary="Two hundred parents came to the gate.")
    for place, title in enumerate(["The petition", "A minute of the meeting"]):
        tab.get_by_role("button", name="Add Source").click()
        tab.locator(f"#id_sources-{place}-title").fill(title)
        tab.locator(f"#id_sources-{place}-url").fill(f"https://example.org/{place}")
        tab.locator(f"#id_sources-{place}-publisher").fill("The campaign")
    upload_picture(tab, "Parents stand at a school gate")
    tab.locator("#id_topics").select_option(label="Pupil records")
    tab.locator("#id_significance").select_option("key")
    form.publish()
    form.is_published()
    entry = EventPage.objects.get(title="Parents hand in a petition")
    assert (entry.live, [one.pk for one in entry.topics.all()]) == (True, [topic.pk])
    assert CampaignImage.objects.get().description == "Parents stand at a school gate"
    page.goto(entry.get_url())
    expect(page.get_by_role("img", name="Parents stand at a school gate")).to_be_visible()
    for title in ("The petition", "A minute of the meeting"):
        expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.locator("time").first).to_have_attribute("datetime", "2018-01-18")


def test_ten_pasted_addresses_become_ten_drafts(tab):
    with override_settings(), allowed_web_server(settings) as web:
        for number in range(10):
            web.page(f"/news/{number}", PAGE.replace("Pupils counted twice", f"Pupils counted {number} times"))
        tab.goto("/admin/press/add/")
        pasted = "\n".join(web.url(f"/news/{number}") for number in range(10))
        tab.get_by_label("Addresses of articles").fill(pasted)
        tab.get_by_role("button", name="Make drafts").click()
        expect(tab.get_by_text("10 of 10 read.")).to_be_visible(timeout=60_000)
    made = PressArticlePage.objects.filter(title__startswith="Pupils counted")
    assert made.count() == 10
    assert not any(article.live for article in made)


def test_hour_is_given_by_the_clock_of_the_campaign_and_the_desk_lists_it(tab, page):
    entry = make_event(title="Goes out tomorrow", live=False)
    EntryForm(tab).edit(entry)
    tab.get_by_role("button", name="Toggle status").click()
    tab.get_by_role("button", name="Set schedule").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_text("By the clock of Europe/London.").first).to_be_visible()
    hour = timezone.localtime().replace(hour=9, minute=30) + datetime.timedelta(days=1)
    # The picker opens under a cursor, and would lie over the button.
    go_live = dialog.locator("#id_go_live_at")
    go_live.evaluate("(box, text) => { box.value = text }", f"{hour:%Y-%m-%d %H:%M}")
    dialog.get_by_role("button", name="Save schedule").click()
    expect(tab.locator(".messages .success")).to_be_visible()
    tab.get_by_role("button", name="More actions").click()
    tab.get_by_role("button", name="Schedule to publish").click()
    expect(tab.locator(".messages .success")).to_contain_text("scheduled")
    tab.goto("/admin/")
    desk = tab.locator("#what-goes-out, section, .w-panel").filter(has_text="What goes out next").last
    expect(desk).to_contain_text(f"{hour:%a} {hour.day} {hour:%B %Y}, 09:30")
    expect(desk.get_by_role("link", name="Goes out tomorrow")).to_be_visible()
    expect(desk).to_contain_text("Times are those of Europe/London")
    assert page.goto(f"/timeline/{entry.slug}/").status == 404


def test_moderator_lets_out_what_an_editor_has_submitted(tab_of, page):
    editors, moderators = tab_of("nora", "Editors"), tab_of("omar", "Moderators")
    form = EntryForm(editors).add(TimelinePage.objects.get())
    form.type_date("September 2017")
    form.fill(title="A census is taken", summary="Schools were asked.", no_source_reason="We were there.")
    editors.get_by_role("button", name="More actions").click()
    expect(editors.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    editors.get_by_role("button", name="Submit to Moderators approval").click()
    expect(editors.locator(".messages .success")).to_contain_text("submitted for moderation")
    entry = EventPage.objects.get(title="A census is taken")
    assert page.goto(f"/timeline/{entry.slug}/").status == 404
    moderators.goto("/admin/")
    waiting = moderators.locator("table").filter(has_text="A census is taken").first
    expect(waiting).to_be_visible()
    waiting.get_by_role("link", name="A census is taken").first.click()
    approve = moderators.locator("[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    if not approve.first.is_visible():
        moderators.get_by_role("button", name="More actions").click()
    approve.first.click()
    expect(moderators.locator(".messages .success")).to_be_visible()
    page.goto(f"/timeline/{entry.slug}/")
    expect(page.get_by_role("heading", name="A census is taken")).to_be_visible()


def test_correction_stands_on_the_page_and_is_an_item_of_the_feed(tab, page):
    entry = make_event(title="A letter is sent", date="2018-01-08")
    form = EntryForm(tab).edit(entry)
    form.type_date("18 January 2018")
    form.reads_as("18 January 2018")
    tab.locator("input[name=change][value=correction]").check()
    form.fill(change_words="The letter was sent on 18 January, and not on 8 January.")
    form.publish()
    form.is_published()
    page.goto(entry.get_url())
    expect(page.get_by_text("The letter was sent on 18 January, and not on 8 January.")).to_be_visible()
    for address in ("/corrections/", "/feeds/everything.atom"):
        assert "The letter was sent on 18 January, and not on 8 January." in page.request.get(address).text()


def test_two_versions_are_compared_with_what_went_and_what_came(tab):
    entry = make_event(title="Compared", summary="Two parents wrote.", date="2018")
    form = EntryForm(tab).edit(entry)
    form.type_date("June 2018")
    form.fill(summary="Three parents wrote.")
    form.save()
    expect(tab.locator(".messages .success")).to_be_visible()
    tab.goto(f"/admin/pages/{entry.pk}/history/")
    tab.goto(f"/admin/pages/{entry.pk}/revisions/compare/earliest...latest/")
    rows = tab.locator("main table")
    expect(rows.locator("del, .deletion").filter(has_text="Two").first).to_be_visible()
    expect(rows.locator("ins, .addition").filter(has_text="Three").first).to_be_visible()
    expect(rows).to_contain_text(re.compile("June 2018"))
