"""The forms of a take-down in the admin, its log and what it says."""

import csv
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import PageLogEntry

from tests.factories import make_case, make_document, make_event, make_image, make_outlet
from tests.timeline.test_documents import in_a_block
from timeline.holds import hold_everything
from timeline.models import TakeDown
from timeline.take_downs import put_back, take_down

pytestmark = pytest.mark.django_db
SAID = {"why": "child", "words": "The summary names a pupil."}


@pytest.fixture
def sign_in(client, django_user_model):
    def as_member_of(group: str):
        user = django_user_model.objects.create_user(f"a-{group}", f"{group}@example.org", "a long password")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return as_member_of


def form_of(thing, subject) -> str:
    return reverse("timeline_take_down", args=[thing, subject.pk])


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_editor_who_may_not_publish_takes_an_entry_down_in_one_form(front_page, sign_in):
    page, editor = make_event(title="A zebra"), sign_in("Editors")
    address = form_of("page", page)
    assert escape(address) in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    shown = text_of(editor.get(address))
    assert "What cannot be called back" in shown
    assert "Take down now" in shown
    assert 'name="purge"' not in shown
    answer = editor.post(address, SAID | {"asked_by": "her mother"}, follow=True)
    row = TakeDown.objects.get()
    assert (row.page_id, row.asked_by, row.taken_by.get_username()) == (page.pk, "her mother", "a-Editors")
    assert not page.is_published()
    said = text_of(answer)
    assert "It is down. Readers do not get it any more." in said
    assert "The summary names a pupil." in said
    assert "Whoever looked at it may have saved" in said
    assert 'name="put-back"' not in said
    editor.post(reverse("timeline_taken_down", args=[row.pk]), {"put-back": "1", "lifted_why": "No."})
    row.refresh_from_db()
    assert row.is_in_force


@pytest.mark.parametrize(("thing", "make"), [("picture", make_image), ("document", make_document)])
def test_file_has_its_button_and_names_the_pages_that_use_it(front_page, admin, thing, make):
    subject = make()
    address = form_of(thing, subject)
    edit = {"picture": "wagtailimages:edit", "document": "wagtaildocs:edit"}[thing]
    assert address in admin.get(reverse(edit, args=[subject.pk])).content.decode()
    assert "No page uses it." in text_of(admin.get(address))
    assert "nothing is out there" in text_of(admin.get(address))
    if thing == "picture":
        make_event(title="A zebra", image=subject)
    else:
        in_a_block(subject, title="A zebra")
    assert "A zebra" in text_of(admin.get(address))
    shown = text_of(admin.post(address, SAID, follow=True))
    assert "A zebra" in shown
    assert "was on 1 published page." in shown
    subject.refresh_from_db()
    assert not subject.may_be_shown


def test_form_says_beside_the_field_what_is_missing(front_page, admin):
    page = make_event()
    form = admin.post(form_of("page", page), {}).context["form"]
    assert form.errors == {
        "why": ["Choose why it has to go."],
        "words": ["Say in a sentence what is wrong with it, without repeating it."],
    }
    assert page.is_published()


def test_protected_name_is_not_kept_in_the_log(front_page, admin, protected):
    page = make_event()
    given = SAID | {"words": "It names Jane Example.", "asked_by": "Jane Example"}
    form = admin.post(form_of("page", page), given).context["form"]
    assert set(form.errors) == {"words", "asked_by"}
    assert not TakeDown.objects.exists()


def test_what_is_down_already_leads_to_its_line(front_page, admin):
    page = make_event()
    row = take_down(page, **SAID)
    line = reverse("timeline_taken_down", args=[row.pk])
    assert admin.get(form_of("page", page))["Location"] == line
    assert admin.post(form_of("page", page), SAID)["Location"] == line


def test_what_is_not_there_is_not_found(front_page, admin):
    for address in ("page/1", f"page/{front_page.pk}", "picture/999999", "outlet/1", "document/x"):
        assert admin.get(f"/admin/timeline/take-down/{address}/").status_code == 404
    assert admin.get(reverse("timeline_taken_down", args=[999999])).status_code == 404
    assert make_outlet().pk


def test_those_who_publish_may_remove_older_versions(front_page, sign_in):
    page, moderator = make_event(), sign_in("Moderators")
    page.save_revision()
    address = form_of("page", page)
    assert 'name="purge"' in moderator.get(address).content.decode()
    shown = text_of(moderator.post(address, SAID | {"purge": "on"}, follow=True))
    assert "Older versions removed" in shown
    assert page.revisions.count() == 1


def test_editor_cannot_remove_older_versions_by_asking(front_page, sign_in):
    page = make_event()
    page.save_revision()
    sign_in("Editors").post(form_of("page", page), SAID | {"purge": "on"})
    assert (page.revisions.count(), TakeDown.objects.get().versions_removed) == (2, None)


def test_version_with_the_words_is_removed_once_it_was_mended(front_page, sign_in):
    page, editor = make_event(title="Jane at school"), sign_in("Editors")
    row = take_down(page, **SAID)
    line = reverse("timeline_taken_down", args=[row.pk])
    page.title = "A pupil at school"
    page.save_revision()
    assert "remove-versions" not in editor.get(line).content.decode()
    assert editor.post(line, {"remove-versions": "1"}).status_code == 302
    assert page.revisions.count() == 2
    moderator = sign_in("Moderators")
    assert "remove-versions" in moderator.get(line).content.decode()
    moderator.post(line, {"remove-versions": "1"})
    row.refresh_from_db()
    assert (page.revisions.count(), row.versions_removed) == (1, 1)
    assert not PageLogEntry.objects.filter(page_id=page.pk, label__contains="Jane").exists()


def test_restrictions_are_not_made_of_the_kind_that_takes_down(front_page, admin):
    form = admin.get(reverse("restrictions:add")).context["form"]
    assert "taken-down" not in dict(form.fields["kind"].choices)
    row = take_down(make_event(), **SAID)
    form = admin.get(reverse("restrictions:edit", args=[row.restriction.pk])).context["form"]
    assert "taken-down" in dict(form.fields["kind"].choices)


def test_outcome_is_said_and_it_is_put_back_with_a_reason(front_page, sign_in):
    page, moderator = make_event(), sign_in("Moderators")
    row = take_down(page, **SAID)
    line = reverse("timeline_taken_down", args=[row.pk])
    moderator.post(line, {"outcome": "redacted", "outcome_words": "Her name is out."})
    row.refresh_from_db()
    assert (row.outcome, row.outcome_by.get_username()) == ("redacted", "a-Moderators")
    refused = moderator.post(line, {"put-back": "1", "lifted_why": ""})
    assert refused.context["back_form"].errors == {"lifted_why": ["Say why it may go back."]}
    assert not page.is_published()
    shown = text_of(moderator.post(line, {"put-back": "1", "lifted_why": "Her mother has read it."}, follow=True))
    assert "It was put back" in shown
    assert "Put back without the words or the picture: Her name is out." in shown
    assert page.is_published()


def test_outcome_is_refused_beside_its_field(front_page, admin):
    line = reverse("timeline_taken_down", args=[take_down(make_event(), **SAID).pk])
    assert "outcome" in admin.post(line, {"outcome": "sold"}).context["outcome_form"].errors


def test_hold_keeps_it_down_and_says_so(front_page, admin, editor):
    page = make_event()
    line = reverse("timeline_taken_down", args=[take_down(page, **SAID).pk])
    hold_everything(user=editor, why="The judgment.")
    answer = admin.post(line, {"put-back": "1", "lifted_why": "It may go."}, follow=True)
    assert "on hold" in text_of(answer).lower()
    assert not page.is_published()


def test_document_that_is_down_is_not_opened_by_its_own_form(front_page, admin):
    document = make_document()
    row = take_down(document, **SAID)
    address = reverse("wagtaildocs:edit", args=[document.pk])
    values = {"title": "A letter", "may_be_published": "yes", "collection": document.collection_id, "tags": ""}
    errors = admin.post(address, values).context["form"].errors
    assert "It was taken down at once." in str(errors["may_be_published"])
    put_back(row, why="Its author agrees.")
    assert admin.post(address, values).status_code == 302


def test_line_of_what_is_deleted_stays(front_page, admin):
    page = make_case()
    row = take_down(page, **SAID)
    page.delete()
    shown = text_of(admin.get(reverse("timeline_taken_down", args=[row.pk])))
    assert "It is deleted; this line of the log stays." in shown
    assert 'name="put-back"' not in shown


def test_log_lists_and_filters_and_is_a_file(front_page, admin, editor):
    address = reverse("report_take_downs")
    assert "Nothing was ever taken down." in text_of(admin.get(address))
    page, image = make_event(title="A zebra"), make_image(title="A zebra")
    take_down(page, user=editor, **SAID)
    row = take_down(image, why="consent", words="=1+1 was in the letter.", asked_by="her father")
    put_back(row, why="He agrees.")
    shown = text_of(admin.get(address))
    assert "A child can be recognised" in shown
    assert "zebra" not in shown
    assert page.public_record.short_id not in text_of(admin.get(f"{address}?state=back"))
    assert "Nothing matches these filters." in text_of(admin.get(f"{address}?thing=document"))
    file = b"".join(admin.get(f"{address}?export=csv").streaming_content).decode()
    rows = list(csv.DictReader(StringIO(file)))
    assert [one["What"] for one in rows] == [f"Picture {image.pk}", f"Entry or page {page.public_record.short_id}"]
    assert rows[0]["In a sentence"] != "=1+1 was in the letter."
    assert (rows[0]["Who asked"], rows[0]["Why it was put back"], rows[1]["By"]) == (
        "her father",
        "He agrees.",
        "editor",
    )
    assert "zebra" not in file


def test_log_costs_the_same_however_long_it_is(front_page, admin, editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(reverse("report_take_downs")).status_code == 200
        return len(captured)

    take_down(make_image(), user=editor, **SAID)
    queries()
    few = queries()
    for _number in range(4):
        take_down(make_image(), user=editor, **SAID)
    assert queries() == few
