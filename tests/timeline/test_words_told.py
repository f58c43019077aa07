"""What readers were told can be mended, and is not told again."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.factories import make_event, publish
from timeline.announcing import send_digest, waiting_entries
from timeline.models import ChangeNote, Digest, ProtectedName, PublicRecord, Tombstone

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(front_page):
    return ChangeNote.objects.create(page=make_event(), kind="correction", words="It was so.", told_at=timezone.now())


def address_of(note):
    return reverse("timeline_change_words", args=[note.pk])


def test_words_of_a_correction_are_mended_in_its_place(admin, client, note):
    admin.post(address_of(note), {"words": "It was otherwise."})
    mended = ChangeNote.objects.get()
    assert (mended.words, mended.told_at, mended.uid) == ("It was otherwise.", note.told_at, note.uid)
    assert "It was otherwise." in client.get("/corrections/").content.decode()
    assert PageLogEntry.objects.filter(page=note.page_id, action="timeline.words").exists()


def test_correction_is_taken_out_and_told_as_gone(admin, client, note):
    admin.post(address_of(note), {"take-out": "1"})
    assert not ChangeNote.objects.exists()
    assert Tombstone.objects.get(was_item=True).uid == note.uid
    assert note.words not in client.get("/feeds/everything.rss").content.decode()


def test_protected_name_is_refused_beside_the_field(admin, note):
    ProtectedName.objects.create(name="Jane Example")
    answer = admin.post(address_of(note), {"words": "It was Jane Example."})
    assert "protected by an order" in answer.context["form"].errors["words"][0]


def test_form_of_the_entry_leads_there(admin, note):
    assert address_of(note) in admin.get(reverse("wagtailadmin_pages:edit", args=[note.page_id])).content.decode()


def test_only_who_may_publish_may_mend(client, note, django_user_model):
    client.force_login(django_user_model.objects.create_user("writer", "writer@example.org", "a long password"))
    client.post(address_of(note), {"words": "Mine."})
    assert ChangeNote.objects.get().words == "It was so."


def test_words_of_a_sent_digest_are_mended(admin, client, site):
    entry = make_event(live=False)
    PublicRecord.objects.filter(page=entry).update(announcing="digest")
    publish(entry)
    assert admin.get(reverse("timeline_sent_digest", args=[Digest.objects.get().pk])).status_code == 404
    send_digest(Digest.objects.get(), list(waiting_entries(site)), title="Old words")
    digest = Digest.objects.get()
    address = reverse("timeline_sent_digest", args=[digest.pk])
    assert address in admin.get(reverse("timeline_digest")).content.decode()
    admin.post(address, {"title": "New words", "introduction": ""})
    assert "New words" in client.get(digest.short_path).content.decode()
    assert Digest.objects.get().sent_at == digest.sent_at
