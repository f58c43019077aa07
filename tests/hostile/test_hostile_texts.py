"""Text and tables: what is none is refused with its reason, and what is one is kept to the byte."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_document
from tests.hostile.texts import KEPT, REFUSED
from tests.pictures import stored
from timeline.models import CampaignDocument

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_text_is_refused_with_a_reason(what):
    name, make, code = REFUSED[what]
    with pytest.raises(ValidationError) as refusal:
        make_document(make(), name=name)
    assert refusal.value.code == code
    assert not CampaignDocument.objects.exists()


@pytest.mark.parametrize("what", KEPT)
def test_text_is_kept_to_the_byte(what):
    name, content = KEPT[what]
    document = make_document(content, name=name)
    assert stored(document.file) == content
    assert document.taken_out == []


def test_larger_files_than_we_take_are_refused(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 1024
    with pytest.raises(ValidationError, match=r"This file has 1\.1 MB\. Documents of up to 1 MB are taken"):
        make_document(b"a line\n" * 160_000, name="a.txt")
