"""One's own account takes no picture, and what is sent to allauth's pages too late is not kept."""

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.pictures import telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, publisher):
    client.force_login(publisher)
    return client


def test_no_profile_picture_is_asked_for_or_taken(signed_in, publisher):
    address = reverse("wagtailadmin_account")
    page = signed_in.get(address)
    assert page.status_code == 200
    assert "avatar" not in {panel.name for panels in page.context["panels_by_tab"].values() for panel in panels}
    assert 'type="file"' not in page.content.decode()
    picture = SimpleUploadedFile("Jane_Smith.jpg", telling("JPEG"), "image/jpeg")
    signed_in.post(address, {"avatar-avatar": picture, "theme-theme": "dark"})
    assert not UserProfile.get_for_user(publisher).avatar


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_activate_totp"])
def test_what_was_sent_before_saying_who_it_is_stays_nowhere(signed_in, name):
    answer = signed_in.post(reverse(name), {"code": "135792468013579"}, HTTP_USER_AGENT="A telling browser")
    assert answer.status_code == 302
    assert "/sign-in/again/" in answer["Location"]
    for session in Session.objects.all():
        assert "A telling browser" not in str(session.get_decoded())
        assert "135792468013579" not in str(session.get_decoded())
