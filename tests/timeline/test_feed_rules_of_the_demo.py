"""Every feed of the demo's story holds to the rules of its format."""

import pytest

from tests.feed_readers import complaints_of
from timeline.feeds.channels import FORMATS, channels
from timeline.models import PublicRecord

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ext", FORMATS)
def test_every_feed_of_the_demo_holds_to_the_rules(client, demo, site, ext):
    site.hostname, site.port = "testserver", 80
    site.save()
    case = PublicRecord.objects.filter(page__content_type__model="casepage").first()
    for address in (*(one.address(ext) for one in channels()), f"/feeds/of/{case.short_id}.{ext}"):
        assert complaints_of(client, address) == [], address
