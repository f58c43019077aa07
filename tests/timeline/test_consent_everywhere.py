"""A consent that is taken back, or that ends by the clock, hides its picture on every surface at once, however warm."""

import datetime
import re

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.factories import announced, make_event, make_image
from timeline.consents import keep_consent
from timeline.models import ImageConsent
from timeline.schedules import RunOfSchedules

pytestmark = pytest.mark.django_db
AGREED = {"who": "Her mother", "evidence": "Letter, folder 3"}
SAID = "Photograph: A. Zebra"
#: Where the picture shows while the consent holds, by name or by its credit; and where it never does.
SHOWN_ON = (
    "/timeline/",
    "/timeline/a-pupil/",
    "/feeds/everything.atom",
    "/feeds/everything.rss",
    "/feeds/everything.json",
    "/data/v1/story.json",
    "/data/v1/timelinejs.json",
)
NEVER_ON = ("/search/?q=pupil", "/calendar.ics", "/sitemap.xml", "/subscribe/")
MAY_BE_ON = ("/", "/data/v1/entries.csv", "/data/v1/entries.json", "/dossier/")


@pytest.fixture
def kept(settings):
    """Drawn pages are kept, as in production."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept for consents"}
    settings.CACHES = settings.CACHES | {"pages": memory}
    yield
    caches["pages"].clear()


@pytest.fixture
def shown(front_page, client, kept):
    """A picture of a child that is shown everywhere, with every cache warm; and the answers."""
    image = make_image(title="A pupil", recognisable="child", credit=SAID, description="A pupil at a desk")
    ImageConsent.objects.create(image=image, **AGREED)
    image.contextual_alt_text, image.decorative = "A pupil at a desk", False
    page = make_event(
        title="A pupil", slug="a-pupil", image=image, significance="key",
        body=[("image", {"image": image, "caption": "At school"})],
    )  # fmt: skip
    announced(page, "2026-01-18")
    for _again in range(2):
        answers = ask(client)
    return image, page, answers


def ask(client) -> dict[str, str]:
    return {address: whole(client.get(address)) for address in (*SHOWN_ON, *MAY_BE_ON, *NEVER_ON)}


def whole(answer) -> str:
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def files_of(image) -> dict[str, object]:
    return {size.file.name: size.file.storage for size in image.renditions.all() if size.is_public}


def tells(answer: str, files) -> bool:
    return any(name in answer for name in files) or SAID in answer


def nothing_is_left(client, files):
    for address, answer in ask(client).items():
        assert not tells(answer, files), address
        assert not re.search(r"images/[\w-]{22}\.", answer), address
    assert not any(storage.exists(name) for name, storage in files.items())


def test_picture_is_shown_while_the_consent_holds(shown):
    image, _page, answers = shown
    files = files_of(image)
    assert files
    assert [address for address in SHOWN_ON if not tells(answers[address], files)] == []
    assert [address for address in NEVER_ON if tells(answers[address], files)] == []
    # What is said to machines in the page itself, too.
    assert "application/ld+json" in answers["/timeline/a-pupil/"]


def test_consent_that_is_taken_back_hides_it_everywhere_at_once(shown, client, change):
    image, _page, _answers = shown
    files = files_of(image)
    change(keep_consent, image, AGREED | {"withdrawn_on": timezone.localdate()})
    nothing_is_left(client, files)


def test_consent_that_is_deleted_hides_it_everywhere_at_once(shown, client, change):
    image, _page, _answers = shown
    files = files_of(image)
    change(lambda: ImageConsent.objects.get(image=image).delete())
    change(keep_consent, image, None)
    nothing_is_left(client, files)


def test_consent_that_ends_by_the_clock_hides_it_with_the_minute(shown, client, change):
    image, _page, _answers = shown
    files = files_of(image)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    # The clock alone: nothing is saved.
    ImageConsent.objects.filter(image=image).update(ends_on=yesterday)
    change(RunOfSchedules().work)
    nothing_is_left(client, files)


def test_page_is_drawn_without_it_before_the_minute_has_run(shown, client, settings):
    image, _page, _answers = shown
    files = files_of(image)
    ImageConsent.objects.filter(image=image).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert not tells(whole(client.get("/timeline/a-pupil/")), files)
