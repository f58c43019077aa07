"""Who may bring a file in, publish what it makes, and take it back."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send
from timeline.models import EventPage

pytestmark = pytest.mark.django_db

ROWS = [
    [
        "18 January 2018",
        "A letter is sent",
        "The campaign writes to the department.",
        "https://example.org/1",
        "a",
    ],
    ["September 2017", "A census begins", "Schools are asked for more.", "https://example.org/census", "b"],
]
STEPS = ["timeline_import", "timeline_import_check", "timeline_import_columns", "timeline_import_undo"]


def signed_in(client, django_user_model, *groups):
    user = django_user_model.objects.create_user("someone", "s@example.org", "a long password")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return user


def test_who_may_not_add_entries_is_refused_and_sees_no_menu_item(admin, site, client, django_user_model):
    bring_in(admin, csv_bytes(*ROWS), site=site)
    batch = latest()
    group = Group.objects.create(name="Lookers-on")
    from django.contrib.auth.models import Permission

    group.permissions.add(Permission.objects.get(codename="access_admin"))
    signed_in(client, django_user_model, "Lookers-on")
    menu = client.get(reverse("wagtailadmin_home"))
    assert menu.status_code == 200
    assert reverse("timeline_imports") not in menu.content.decode()
    for address in (reverse("timeline_imports"), *(reverse(step, args=[batch.pk]) for step in STEPS)):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
        assert client.get(address, follow=True).redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert client.post(reverse("timeline_import_again", args=[batch.pk])).status_code == 302
    assert EventPage.objects.count() == 2


def test_editor_makes_drafts_and_is_not_offered_to_publish(client, site, django_user_model):
    user = signed_in(client, django_user_model, "Editors")
    batch = bring_in(client, csv_bytes(*ROWS), site=site)
    assert EventPage.objects.filter(owner=user, live=False).count() == 2
    # Sent by hand it is not heard.
    send(client, csv_bytes(["2019", "Third", "Text.", "https://example.org/3", "c"]), site=site)
    name_columns(client, latest())
    html = client.get(reverse("timeline_import_check", args=[latest().pk])).content.decode()
    assert "Published at once" not in html
    choose(client, latest(), publish="yes", bring_in=True)
    assert not EventPage.objects.filter(live=True).exists()
    assert client.get(reverse("timeline_import", args=[batch.pk])).status_code == 200


def test_editor_does_not_take_back_what_is_published(admin, site, client, django_user_model):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    signed_in(client, django_user_model, "Editors")
    client.post(reverse("timeline_import_undo", args=[batch.pk]))
    assert EventPage.objects.filter(live=True).count() == 2
