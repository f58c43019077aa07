"""A name under an order goes out in nothing: however it is written, wherever it stands, by whatever way."""

import datetime
from contextlib import suppress

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from home.models import StandingPage
from legal.models import (
    CaseGround,
    CaseIdentifier,
    CaseParty,
    CaseRepresentative,
    LegalIndexPage,
    MilestoneDocument,
    Outcome,
    Procedure,
    Stage,
)
from press.models import Outlet, Quotation
from tests.admin_forms import SOURCE, add_form, edit_form, sources
from tests.factories import (
    make_article,
    make_case,
    make_document,
    make_event,
    make_image,
    make_milestone,
    make_outlet,
    make_topic,
    picture_bytes,
)
from timeline.models import CampaignDocument, CampaignImage, EntrySource, EventPage, ProtectedName, TimelinePage, Topic
from timeline.names_in_text import pattern_of
from timeline.protected_names import fields_with_protected_names

pytestmark = pytest.mark.django_db

NAME = "Jane Example"


@pytest.fixture(autouse=True)
def protected(db):
    return ProtectedName.objects.create(name=NAME)


# How a name may be written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NAME, "jane example"),
        (NAME, "JANE\u00a0EXAMPLE’S"),
        (NAME, "Ms Jane-Example, of"),
        (NAME, "jane_example.pdf"),
        (NAME, "Jané  Exãmple"),
        (NAME, "Jane%20Example"),
        (NAME, "Jane%2520Example"),
        (NAME, "Ja\u200bne Ex\u00adample"),
        (NAME, "Jane&nbsp;Example"),
        (NAME, "Ja&shy;ne Example"),
        (NAME, "<p>J<b>ane</b> Example</p>"),
        (NAME, "<p>Jane<br/>Example</p>"),
        (NAME, '<a href="/about/jane-example/">her page</a>'),
        (NAME, '<a href="https://example.org/janeexample">her page</a>'),
        (NAME, "see https://example.org/JaneExample.pdf there"),
        (NAME, "Ｊａｎｅ Ｅｘａｍｐｌｅ"),
        (NAME, "Jane\nExample"),
        (NAME, "Jane. Example"),
        ("Ann", "said Ann."),
        ("Seán O’Brien", "Sean O'Brien"),
        ("Seán O’Brien", "SEAN OBRIEN"),
        ("Sean OBrien", "Seán O’Brien"),
        ("Smith-Jones", "Smith Jones"),
        ("Łucja Öst", "Lucja Ost"),
        ("Groß", "GROSS"),
        ("Child 1", "child 1."),
    ],
)
def test_name_is_found_in(name, text):
    assert pattern_of((name,)).is_in(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "announced"),
        ("Ann", "Joanne and Anne"),
        (NAME, "Jane is an example"),
        (NAME, "janeexample"),
        (NAME, "Example Jane"),
        (NAME, "for example"),
        ("An Other", "another"),
        ("Child 1", "Child 12"),
    ],
)
def test_name_is_not_found_in(name, text):
    assert not pattern_of((name,)).is_in(text)


@pytest.mark.parametrize("text", ["janeexample", "miss-janeexample-2", "JaneExample2.png", "jane-example"])
def test_name_is_found_in_an_address_as_one_word(text):
    assert pattern_of((NAME,)).is_in(text, joined=True)


def test_names_of_no_letters_are_looked_for_nowhere():
    assert pattern_of(()) is None
    assert pattern_of(("…", "'")) is None


# Where a name may stand on a page

QUOTED = {"text": "Words", "speaker": "jane example", "source": ""}
OF_EVENTS = {
    "title": {"title": "On Jane Example"},
    "slug": {"slug": "janeexample"},
    "seo_title": {"seo_title": "Jane Example"},
    "search_description": {"search_description": "Jane Example"},
    "summary": {"summary": "Jane Example wrote."},
    "date_wording": {"date_wording": "on Jane Example’s birthday"},
    "date_note": {"date_note": "Jane Example says so."},
    "no_source_reason": {"no_source_reason": "Jane Example told us."},
    "body": {"body": [("paragraph", "<p>By <i>Jane</i> Example</p>")]},
}


@pytest.mark.parametrize("field", OF_EVENTS)
def test_name_in_a_field_stops_the_entry(front_page, field):
    page = make_event(live=False, **OF_EVENTS[field])
    assert list(fields_with_protected_names(page)) == [field]
    with pytest.raises(ValidationError) as refusal:
        page.get_latest_revision().publish()
    assert list(refusal.value.message_dict) == [field]
    assert "jane" not in str(refusal.value).lower()
    page.refresh_from_db()
    assert not page.live


def blocks():
    image, document = make_image(), make_document()
    image.contextual_alt_text, image.decorative = "Jane Example at a gate", False
    plain = make_image()
    plain.contextual_alt_text, plain.decorative = "A gate", False
    figure = {"value": "1", "label": "jane example", "as_of": "2018", "source": "A report"}
    return [
        ("heading", "Jane Example"),
        ("quotation", QUOTED),
        ("image", {"image": image, "caption": ""}),
        ("image", {"image": plain, "caption": "Jane Example"}),
        ("document", {"document": document, "title": "Jane Example"}),
        ("figure", figure),
        ("embed", {"url": "https://example.org/jane-example", "title": "A film"}),
        ("paragraph", '<p><a href="https://example.org/jane_example">A page</a></p>'),
    ]


@pytest.mark.parametrize("number", range(8))
def test_name_in_a_block_stops_the_entry(front_page, number):
    page = make_event(live=False, body=[blocks()[number]])
    assert list(fields_with_protected_names(page)) == ["body"]


def used_things():
    bad = CampaignImage.objects.filter
    by_file, by_alt, by_credit, by_title = (make_image() for _ in range(4))
    bad(pk=by_file.pk).update(file="originals/jane-example.png")
    bad(pk=by_alt.pk).update(description="Jane Example at a gate")
    bad(pk=by_credit.pk).update(credit="Photograph: Jane Example")
    bad(pk=by_title.pk).update(title="Jane Example")
    return {
        "file name": by_file, "description": by_alt, "credit": by_credit, "title": by_title,
    }  # fmt: skip


@pytest.mark.parametrize("field", ["file name", "description", "credit", "title"])
def test_name_in_a_picture_stops_the_entries_that_use_it(front_page, field):
    image = used_things()[field]
    message = f"The {field} of the image that is used here holds a name that is protected by an order."
    assert fields_with_protected_names(make_event(live=False, image=image)) == {"image": message}
    image.contextual_alt_text, image.decorative = "A gate", False
    page = make_event(live=False, body=[("image", {"image": image, "caption": ""})])
    assert fields_with_protected_names(page) == {"body": message}


def test_name_in_a_document_stops_the_pages_that_use_it(front_page):
    titled, named = make_document(), make_document()
    CampaignDocument.objects.filter(pk=titled.pk).update(title="Letter to Jane Example")
    CampaignDocument.objects.filter(pk=named.pk).update(file="documents/janeexample.pdf")
    for document in (titled, named):
        row = MilestoneDocument(document=document, may_publish="yes", basis="ours")
        link = f'<p><a linktype="document" id="{document.pk}">A letter</a></p>'
        standing = front_page.add_child(
            instance=StandingPage(title="A", slug=f"a-{document.pk}", body=link, live=False)
        )
        pages = {
            "documents": make_milestone(live=False, documents=[row]),
            "body": make_event(live=False, body=[("document", {"document": document, "title": ""})]),
        }
        for field, page in pages.items():
            assert list(fields_with_protected_names(page)) == [field]
        assert list(fields_with_protected_names(standing)) == ["body"]


def test_name_in_a_row_stops_its_page_and_the_message_says_where(front_page):
    page = make_event(live=False, sources=2)
    row = page.sources.all()[1]
    row.publisher = "Jane Example"
    row.save()
    page = EventPage.objects.get(pk=page.pk)
    assert fields_with_protected_names(page) == {
        "sources": "Sources, row 2, publisher: this holds a name that is protected by an order. Take it out."
    }


CASE_ROWS = [
    ("grounds", CaseGround(text="Jane Example")),
    ("parties", CaseParty(name="Jane Example", role="Claimant")),
    ("representatives", CaseRepresentative(name="Jane Example", role="Solicitor")),
    ("identifiers", CaseIdentifier(value="CO/8/2018", url="https://example.org/jane-example")),
]


@pytest.mark.parametrize(("relation", "row"), CASE_ROWS, ids=[name for name, _row in CASE_ROWS])
def test_name_in_a_row_stops_a_case(front_page, relation, row):
    page = make_case(live=False)
    setattr(page, relation, [row])
    revision = page.save_revision()
    with pytest.raises(ValidationError) as refusal:
        revision.publish()
    assert list(refusal.value.message_dict) == [relation]


def test_name_in_what_an_entry_belongs_to_stops_it(front_page):
    topic, outlet = make_topic(), make_outlet()
    Topic.objects.filter(pk=topic.pk).update(description="What Jane Example asked")
    Outlet.objects.filter(pk=outlet.pk).update(name="The Jane Example Blog")
    quoted = [Quotation(text="No.", speaker="Jane Example")]
    assert list(fields_with_protected_names(make_event(live=False, topics=[topic]))) == ["topics"]
    assert list(fields_with_protected_names(make_article(live=False, outlet=outlet))) == ["outlet"]
    assert list(fields_with_protected_names(make_article(live=False, quotations=quoted))) == ["quotations"]


@pytest.mark.parametrize(
    "fields", [{"court_words": "Jane Example"}, {"judge": "Jane Example"}, {"neutral_citation": "Jane Example v A"}]
)
def test_name_in_a_milestone_stops_it(front_page, fields):
    assert list(fields_with_protected_names(make_milestone(live=False, **fields))) == list(fields)


def test_drafts_and_remarks_of_editors_may_hold_it(front_page):
    page = make_event()
    page.title = "Jane Example"
    page.save_revision()
    page.refresh_from_db()
    assert page.draft_title == "Jane Example"
    assert fields_with_protected_names(page) == {}
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()


def test_page_without_the_name_goes_out(front_page):
    assert make_event(summary="For example, Jane.").live


# Every way to publish


def by_the_form(admin, page):
    edit_form(admin, page).publish()


def by_the_form_on_a_schedule(admin, page):
    edit_form(admin, page).fill_in(go_live_at="2099-01-01 09:00").publish()


def by_the_revision(admin, page):
    page.get_latest_revision().publish()


def by_the_schedule(admin, page):
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")


def by_the_workflow(admin, page):
    from wagtail.models import Workflow

    workflow = Workflow.objects.get(name="Moderators approval")
    user = page.owner or page.latest_revision.user
    state = workflow.start(page, user)
    state.current_task_state.approve(user=user)


def by_the_bulk_action(admin, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={page.pk}", {"include_descendants": ""})


def by_an_old_revision(admin, page):
    old = page.get_latest_revision()
    page.image = None
    page.save_revision()
    old.publish()


def by_save(admin, page):
    page.live = True
    page.save()


def by_save_of_one_field(admin, page):
    page.live = True
    page.save(update_fields=["live"])


def by_the_loader(admin, page):
    new = EventPage(title="B", slug="b", date="2018", summary="It was.", image=page.image, live=True)
    new.sources = [EntrySource(title="A source")]
    TimelinePage.objects.get().add_child(instance=new)


WAYS = [
    by_the_form,
    by_the_form_on_a_schedule,
    by_the_revision,
    by_the_schedule,
    by_the_workflow,
    by_the_bulk_action,
    by_an_old_revision,
    by_save,
    by_save_of_one_field,
    by_the_loader,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_name_in_the_file_name_of_a_picture_stops_every_way_to_publish(admin, front_page, way):
    image = make_image()
    CampaignImage.objects.filter(pk=image.pk).update(file="originals/jane-example.png")
    page = make_event(live=False, image=CampaignImage.objects.get(pk=image.pk))
    with suppress(ValidationError):
        way(admin, page)
    assert not EventPage.objects.filter(live=True).exists()
    assert not Revision.objects.filter(approved_go_live_at__gt=timezone.now()).exists()
    page.refresh_from_db()
    assert page.public_record.announced_at is None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_ways_let_out_a_picture_with_another_file_name(admin, front_page, way):
    page = make_event(live=False, image=make_image())
    way(admin, page)
    scheduled = Revision.objects.filter(approved_go_live_at__gt=timezone.now()).exists()
    assert EventPage.objects.filter(live=True).exists() or scheduled


def test_live_page_that_holds_a_name_added_later_can_be_taken_back(front_page):
    page = make_event(title="On John Sample")
    ProtectedName.objects.create(name="John Sample")
    page.unpublish()
    page.refresh_from_db()
    assert not page.live


# In the page forms


def test_form_names_the_field_and_not_the_word(admin, front_page):
    form = edit_form(admin, make_event(live=False)).fill_in(summary="Jane Example wrote.")
    response = form.publish()
    assert list(form.errors(response)) == ["summary"]
    assert "jane" not in str(form.errors(response)).lower()


def test_draft_with_the_name_is_kept(admin, front_page):
    page = make_event(live=False)
    assert edit_form(admin, page).fill_in(summary="Jane Example wrote.").save_draft().status_code == 302


def test_form_names_the_row(admin, front_page):
    form = add_form(admin, EventPage, TimelinePage.objects.get())
    form.fill_in(sources(SOURCE, {**SOURCE, "title": "Jane Example"}), title="A", date="2018", summary="It was.")
    assert form.errors(form.publish())["__all__"] == [
        "Sources, row 2, title: this holds a name that is protected by an order. Take it out."
    ]
    assert form.fill_in({"sources-1-DELETE": "1"}).publish().status_code == 302


def test_form_names_the_picture(admin, front_page):
    image = make_image()
    CampaignImage.objects.filter(pk=image.pk).update(description="Jane Example at a gate")
    form = edit_form(admin, make_event(live=False)).fill_in(image=str(image.pk))
    assert "The description of the image" in str(form.errors(form.publish())["image"])


def test_form_names_the_topic(admin, front_page):
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(name="Jane Example")
    form = edit_form(admin, make_event(live=False)).fill_in(topics=str(topic.pk))
    assert "topics" in form.errors(form.publish())


def test_form_of_every_type_of_page_refuses_the_name(admin, front_page):
    rooms = [page.specific for page in front_page.get_children()]
    pages = [front_page, *rooms, make_article(), make_case(), make_milestone()]
    pages.append(front_page.add_child(instance=StandingPage(title="About", slug="about", body="<p>Words</p>")))
    assert len(pages) == 8
    assert LegalIndexPage in map(type, pages)
    for page in pages:
        form = edit_form(admin, page).fill_in(title="Jane Example")
        assert list(form.errors(form.publish())) == ["title"], page


# What is public without a page


def refusal(response, field) -> bool:
    return response.status_code == 200 and "protected by an order" in str(response.context["form"].errors[field])


def test_snippets_refuse_the_name(admin, front_page):
    for model, fields in ((Topic, {"name": "Jane Example", "slug": "x"}), (Outlet, {"name": "The Jane Example Blog"})):
        url = reverse(model.snippet_viewset.get_url_name("add"))
        assert refusal(admin.post(url, {"kind": "local", **fields}), "name")
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("model", "field"), [(Procedure, "name"), (Stage, "explains"), (Outcome, "label"), (Redirect, "old_path")]
)
def test_model_refuses_the_name(front_page, model, field):
    thing = model.objects.first() or model(old_path="/a", redirect_link="/b")
    setattr(thing, field, "/janeexample" if model is Redirect else "Jane Example")
    with pytest.raises(ValidationError) as refused:
        thing.full_clean()
    assert "protected by an order" in str(refused.value.message_dict[field])


def test_settings_of_the_campaign_refuse_the_name(admin, site):
    url = reverse("wagtailsettings:edit", args=["home", "campaignsettings", site.pk])
    assert refusal(admin.post(url, {"name": "Justice for Jane Example", "accent_colour": "#0f5d66"}), "name")


def test_redirects_refuse_the_name(admin, front_page):
    url = reverse("wagtailredirects:add")
    fields = {"old_path": "/jane-example", "is_permanent": "on", "redirect_link": "https://example.org/"}
    assert refusal(admin.post(url, fields), "old_path")
    assert not Redirect.objects.exists()


def upload(name="gate.png"):
    return SimpleUploadedFile(name, picture_bytes(), content_type="image/png")


IMAGE = {"title": "A gate", "description": "A gate", "credit": "", "rights": "own-work", "tags": "", "collection": "1"}


@pytest.mark.parametrize("field", ["title", "description", "credit"])
def test_picture_refuses_the_name_beside_the_field(admin, field):
    fields = {**IMAGE, field: "Jane Example", "file": upload()}
    assert refusal(admin.post(reverse("wagtailimages:add"), fields), field)
    assert not CampaignImage.objects.exists()
    image = make_image()
    values = {**IMAGE, field: "Jane Example"}
    assert refusal(admin.post(reverse("wagtailimages:edit", args=[image.pk]), values), field)


@pytest.mark.parametrize("name", ["jane-example.png", "JaneExample2.png", "Jane Example.png"])
def test_picture_that_comes_under_the_name_is_refused(admin, name):
    assert refusal(admin.post(reverse("wagtailimages:add"), {**IMAGE, "file": upload(name)}), "file")
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": name, "files[]": upload(name)}).json()
    assert answer["success"] is False
    assert "protected by an order" in answer["error_message"]
    assert not CampaignImage.objects.exists()


def test_first_step_of_many_refuses_a_title_with_the_name(admin):
    fields = {"title": "Jane Example", "files[]": upload("gate.png")}
    answer = admin.post(reverse("wagtailimages:add_multiple"), fields).json()
    assert answer["success"] is False
    assert "protected by an order" in answer["error_message"]


def test_document_refuses_the_name(admin):
    def paper(name="letter.pdf"):
        return SimpleUploadedFile(name, b"%PDF-1.4")

    url = reverse("wagtaildocs:add")
    assert refusal(admin.post(url, {"title": "Jane Example", "file": paper(), "tags": ""}), "title")
    assert refusal(admin.post(url, {"title": "A letter", "file": paper("janeexample.pdf"), "tags": ""}), "file")
    many = {"title": "jane-example.pdf", "files[]": paper("jane-example.pdf")}
    assert admin.post(reverse("wagtaildocs:add_multiple"), many).json()["success"] is False
    assert not CampaignDocument.objects.exists()


# What it costs


def test_reading_a_page_takes_as_many_queries_for_a_hundred_names(front_page):
    page = make_event(live=False, image=make_image(), topics=[make_topic()])

    def queries():
        fresh = EventPage.objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as captured:
            assert fields_with_protected_names(fresh) == {}
        return len(captured)

    few = queries()
    ProtectedName.objects.bulk_create(ProtectedName(name=f"Name Number{number}") for number in range(100))
    assert queries() == few < 10
    ProtectedName.objects.all().delete()
    assert queries() == 1


# The names themselves, and the report


NAMES = "/admin/protected_names/"


@pytest.fixture
def lawyer(client, django_user_model):
    user = django_user_model.objects.create_user("lawyer", "lawyer@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Legal"))
    client.force_login(user)
    client.user = user
    return client


@pytest.mark.parametrize("group", ["Editors", "Moderators", None])
def test_names_are_closed_to_all_but_the_legal_group(client, front_page, django_user_model, protected, group):
    user = django_user_model.objects.create_user("other", "other@example.org", "a long password")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for path in ("", "new/", f"edit/{protected.pk}/", f"delete/{protected.pk}/", f"history/{protected.pk}/", "report/"):
        response = client.get(NAMES + path)
        assert response.status_code in (302, 403, 404), path
        assert b"Jane" not in response.content
    if group:
        assert "Protected names" not in client.get("/admin/").content.decode()


def test_legal_group_sees_adds_and_takes_off_names(lawyer, front_page, protected):
    assert NAME in lawyer.get(NAMES).content.decode()
    assert "Protected names" in lawyer.get("/admin/").content.decode()
    for number in range(2):
        make_event(title=f"On John Sample, {number}")
    make_event(title="On John Sample", live=False)
    message = lawyer.post(f"{NAMES}new/", {"name": "John Sample"}, follow=True).content.decode()
    assert "2 published pages hold it now" in message
    assert f"{NAMES}report/" in message
    assert ProtectedName.objects.latest("pk").added_by == lawyer.user
    lawyer.post(f"{NAMES}delete/{protected.pk}/")
    assert not ProtectedName.objects.filter(pk=protected.pk).exists()


def test_name_without_letters_is_refused(lawyer):
    assert "name" in lawyer.post(f"{NAMES}new/", {"name": "…"}).context["form"].errors


def test_history_and_messages_do_not_print_the_name(lawyer, front_page):
    from wagtail.models import ModelLogEntry

    message = lawyer.post(f"{NAMES}new/", {"name": "John Sample"})
    assert message.status_code == 302
    added = ProtectedName.objects.latest("pk")
    html = lawyer.get("/admin/").content.decode()
    assert "Sample" not in html
    lawyer.post(f"{NAMES}edit/{added.pk}/", {"name": "Jon Sample"})
    assert "Sample" not in lawyer.get("/admin/reports/site-history/", follow=True).content.decode()
    logged = ModelLogEntry.objects.filter(object_id=str(added.pk))
    assert logged.exists()
    assert not any("Sample" in f"{entry.label}{entry.data}" for entry in logged)


def test_report_names_pages_and_fields_and_never_the_name(lawyer, front_page):
    image = make_image()
    first = make_event(summary="John Sample wrote.", sources=1)
    second = make_article(quotations=[Quotation(text="No.", speaker="John Sample")])
    third = make_milestone(image=image)
    make_event(summary="Nothing.", title="Not on the list")
    make_event(title="John Sample", live=False)
    CampaignImage.objects.filter(pk=image.pk).update(description="John Sample at a gate")
    Redirect.objects.create(old_path="/john-sample", redirect_link="/")
    ProtectedName.objects.create(name="John Sample")
    response = lawyer.get(f"{NAMES}report/")
    found = {page.pk: fields for page, fields in response.context["pages"]}
    assert found == {first.pk: ["summary"], second.pk: ["quotations"], third.pk: ["image"]}
    assert [(kind, field) for kind, _pk, field, _url in response.context["things"]] == [
        ("Image", "description"),
        ("Redirect", "redirect from"),
    ]
    assert "sample" not in response.content.decode().lower()


def test_report_takes_as_many_queries_for_many_pages(lawyer, front_page):
    def fill():
        make_event(title="On Jane", image=make_image(), topics=[make_topic()])
        make_article()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert lawyer.get(f"{NAMES}report/").status_code == 200
        return len(captured)

    fill()
    queries()
    few = queries()
    for _ in range(3):
        fill()
    assert queries() == few


def test_front_page_may_not_be_saved_live_with_the_name(front_page):
    front_page.strapline = "For Jane Example"
    with pytest.raises(ValidationError):
        front_page.save()
    assert Page.objects.get(pk=front_page.pk).specific.strapline == ""
