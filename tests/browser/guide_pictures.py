"""The pictures of the editor guide, taken anew: ``make pictures``.

No test: nothing is compared, and the file is not collected unless it is named. It writes to ``docs/pictures/guide/``;
that the guide names what is there, and that it is small, is for ``tests/test_guide.py``.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from wagtail.models import Site

from home.guide import PICTURES
from home.models import CampaignSettings
from legal.models import CasePage
from tests.browser.admin import EntryForm
from tests.factories import make_event, make_milestone
from timeline.models import CommandRun, TimelinePage

WIDTH = 1000
#: So wide is the menu of the admin.
MENU = 200
#: So much a picture weighs at most, in bytes: quality gives way.
MOST_BYTES = 60_000
FILE = (
    "date,title,text,url\n"
    "18 January 2018,The council publishes its plan,It names nine libraries.,https://example.org/plan\n"
    "March 2018,Readers hand in a petition,4000 people signed it.,https://example.org/petition\n"
    "2018-02-30,The first library closes,Its doors are shut.,https://example.org/closed\n"
)


@pytest.fixture(scope="module")
def desk(demo_site):
    """The demo's desk on a working day: set up, with commands that run and something that goes out."""
    settings = CampaignSettings.for_site(Site.objects.get(root_page=demo_site))
    settings.set_up_closed_at = timezone.now()
    settings.save()
    for name in ("publish_scheduled", "check_links", "reconcile_media"):
        CommandRun.objects.update_or_create(
            name=name, defaults={"began_at": timezone.now(), "ended_at": timezone.now()}
        )
    page = make_event(title="The register is laid before Parliament", live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


@pytest.fixture
def tab(desk, editor_context):
    tab = editor_context.new_page()
    tab.emulate_media(reduced_motion="reduce")
    tab.set_viewport_size({"width": WIDTH, "height": 700})
    yield tab
    tab.close()


def take(tab, name, part=None, *, menu=False):
    """Keep what *tab* shows, or *part* of it, under *name*. Without the *menu* there is more to see on a phone."""
    tab.wait_for_load_state("networkidle")
    left = 0 if menu else MENU
    clip = {"x": left, "y": 0, "width": WIDTH - left, "height": tab.viewport_size["height"]}
    with Image.open(BytesIO(part.screenshot() if part else tab.screenshot(clip=clip))) as shot:
        picture = shot.convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for quality in (80, 70, 60, 50, 40):
        out = BytesIO()
        picture.save(out, format="WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            break
    (PICTURES / f"{name}.webp").write_bytes(out.getvalue())


def test_desk(tab):
    tab.set_viewport_size({"width": WIDTH, "height": 900})
    tab.goto("/admin/")
    take(tab, "desk", menu=True)


def test_quick_add(tab):
    tab.set_viewport_size({"width": WIDTH, "height": 900})
    tab.goto("/admin/timeline/quick-add/")
    tab.get_by_label("When was it?").fill("18 January 2018")
    expect(tab.locator("#id_date-reading")).to_contain_text("18 January 2018")
    tab.get_by_label("Title").fill("The council publishes its plan")
    tab.get_by_label("One line").fill("It names nine libraries that are to close.")
    tab.get_by_label("Where you read it").fill("https://example.org/plan")
    take(tab, "quick-add")


def test_form_of_an_event(tab):
    form = EntryForm(tab).add(TimelinePage.objects.get())
    form.type_date("03/02/2018")
    form.answers("question", "3 February")
    take(tab, "event")


def test_is_it_ready(tab):
    entry = make_event(title="Readers hand in a petition", live=False, sources=0)
    EntryForm(tab).edit(entry)
    part = tab.locator("section").filter(has=tab.get_by_role("heading", name="Is it ready?")).last
    part.scroll_into_view_if_needed()
    take(tab, "is-it-ready", part)


def test_check_of_an_import(tab):
    tab.set_viewport_size({"width": WIDTH, "height": 1000})
    tab.goto("/admin/timeline/import/")
    files = {"name": "libraries.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    tab.locator("input[type=file]").set_input_files(files)
    tab.locator("main form button[type=submit]").first.click()
    tab.get_by_role("button", name="Check its rows").click()
    expect(tab.get_by_text("Nothing is brought in yet.")).to_be_visible()
    take(tab, "import-check", tab.locator("#main table.listing"))


def test_schedule(tab):
    EntryForm(tab).edit(make_event(title="Readers hand in a petition", live=False))
    tab.get_by_role("button", name="Toggle status").click()
    tab.get_by_role("button", name="Set schedule").click()
    expect(tab.get_by_label("Go live date/time")).to_be_visible()
    take(tab, "schedule")


def test_hold(tab):
    tab.set_viewport_size({"width": WIDTH, "height": 480})
    tab.goto("/admin/timeline/hold/")
    tab.get_by_label("Why").fill("The judgment is read out at ten")
    take(tab, "hold")


def test_legal_check(tab, editor):
    editor.groups.add(Group.objects.get(name="Legal"))
    case = max(CasePage.objects.all(), key=lambda one: one.numchild)
    page = make_milestone(case=case, stage=case.procedure.stages.first(), title="The regulator answers", live=False)
    page.get_workflow().start(page, editor)
    EntryForm(tab).edit(page)
    tab.get_by_role("button", name="More actions").click()
    expect(tab.get_by_role("button", name="Approve this version…")).to_be_visible()
    take(tab, "legal-check")
