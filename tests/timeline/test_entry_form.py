"""The form of an entry in the admin, filled in as an editor does."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from legal.models import CasePage, LegalIndexPage, MilestonePage, Procedure
from press.models import PressArchivePage, PressArticlePage
from tests.admin_forms import SOURCE, add_form, body, edit_form, newest_page, sources
from tests.factories import make_article, make_case, make_event, make_milestone, make_outlet
from timeline.models import EventPage, TimelinePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def event_form(admin, front_page):
    return add_form(admin, EventPage, TimelinePage.objects.get())


def kinds_to_add():
    """Each kind with its parent, and what it needs even in a draft because a row cannot be without it."""
    case = make_case()
    return [
        (EventPage, TimelinePage.objects.get(), {}),
        (PressArticlePage, PressArchivePage.objects.get(), {"outlet": str(make_outlet().pk)}),
        (MilestonePage, case, {"stage": str(case.procedure.stages.first().pk)}),
    ]


def test_each_kind_is_kept_as_a_draft_with_only_title_and_date(admin, front_page):
    for model, parent, needed in kinds_to_add():
        form = add_form(admin, model, parent).fill_in(title="A beginning", date="September 2017", **needed)
        assert form.save_draft().status_code == 302, model
        page = newest_page()
        assert (type(page), page.title, page.live) == (model, "A beginning", False)
        assert page.date.edtf == "2017-09"
        assert str(page.earliest) == "2017-09-01"
        assert page.public_record.announced_at is None


def test_each_kind_is_published(admin, front_page):
    for model, parent, needed in kinds_to_add():
        form = add_form(admin, model, parent)
        form.fill_in(sources(SOURCE), title="A beginning", date="18 January 2018", summary="It began.", **needed)
        assert form.publish().status_code == 302, model
        page = newest_page()
        assert page.live
        assert [source.title for source in page.sources.all()] == ["Hansard"]
        assert admin.get(page.get_url()).status_code == 200
        assert "It began." in admin.get("/timeline/").content.decode()


def test_publishing_without_a_source_is_refused_beside_the_field_and_nothing_is_lost(event_form):
    account = body(("paragraph", rich_text("<p>The whole of it.</p>")))
    event_form.fill_in(
        account, title="A letter", date="around June 2018", summary="They wrote.", date_note="Two say so."
    )
    response = event_form.publish()
    assert list(event_form.errors(response)) == ["no_source_reason"]
    assert "at least one source" in str(event_form.errors(response))
    html = response.content.decode()
    assert "at least one source" in html
    for kept in ("A letter", "around June 2018", "They wrote.", "Two say so.", "The whole of it."):
        assert kept in html
    assert newest_page().title != "A letter"


def test_row_of_a_source_that_is_being_deleted_is_no_source(admin, front_page):
    form = edit_form(admin, make_event(live=False))
    form.fill_in({"sources-0-DELETE": "1"})
    assert list(form.errors(form.publish())) == ["no_source_reason"]


def test_address_of_an_article_is_its_evidence(admin, front_page):
    page = make_article(live=False, article_url="https://example.org/article", sources=0)
    assert edit_form(admin, page).publish().status_code == 302
    page.refresh_from_db()
    assert page.live


def test_reason_for_no_source_is_accepted_and_kept_in_the_history(event_form):
    event_form.fill_in(
        title="A call", date="3 May 2018", summary="They rang.", no_source_reason="Told by a parent who was there."
    )
    assert event_form.publish().status_code == 302
    page = newest_page()
    assert page.live
    assert page.latest_revision.as_object().no_source_reason == "Told by a parent who was there."


QUESTIONS = {
    "03/02/2018": ["could be 3 February or 2 March", "3 February 2018", "2 March 2018"],
    "by June 2018": ["gives a limit, not a date", "some time up to June 2018", "until June 2018"],
    "31 February 2018": ["February"],
    "the other day": [""],
    "": ["Say when it happened"],
}


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("way", ["save_draft", "publish"])
def test_date_that_is_not_clear_comes_back_as_one_message_beside_the_field(event_form, text, way):
    event_form.fill_in(sources(SOURCE), title="A letter", date=text, summary="They wrote.")
    response = getattr(event_form, way)()
    errors = event_form.errors(response)
    assert list(errors) == ["date"]
    assert len(errors["date"]) == 1
    for part in QUESTIONS[text]:
        assert part in errors["date"][0]
    assert f'value="{text}"' in response.content.decode() or not text


def test_date_is_asked_about_again_when_it_is_edited(admin, front_page):
    form = edit_form(admin, make_event(date="2018"))
    assert list(form.errors(form.fill_in(date="03/02/2018").save_draft())) == ["date"]


def test_date_is_shown_to_the_editor_in_words(admin, front_page):
    assert edit_form(admin, make_event(date="2018-06~")).data["date"] == "around June 2018"


@pytest.mark.parametrize(
    ("text", "extent", "kept", "words"),
    [
        ("September 2016 to June 2018", "", "", "September 2016 to June 2018"),
        ("September 2016 to June 2018", "throughout", "throughout", "September 2016 to June 2018"),
        ("September 2016 to June 2018", "within", "within", "between September 2016 and June 2018"),
        ("between 2016 and 2018", "", "within", "between 2016 and 2018"),
        ("some time since 1996", "", "within", "some time since 1996"),
        ("since 1996", "", "", "since 1996"),
        ("18 January 2018", "within", "", "18 January 2018"),
    ],
)
def test_range_keeps_whether_it_lasted_or_happened_once(admin, event_form, text, extent, kept, words):
    event_form.fill_in(sources(SOURCE), title="A letter", date=text, date_extent=extent, summary="They wrote.")
    assert event_form.publish().status_code == 302
    page = newest_page()
    assert (page.date_extent, page.when) == (kept, words)
    again = edit_form(admin, page)
    assert again.publish().status_code == 302
    page = newest_page()
    assert (page.date_extent, page.when) == (kept, words)


def test_extent_that_there_is_not_is_refused(event_form):
    event_form.fill_in(title="A letter", date="2016 to 2018", date_extent="nonsense")
    assert list(event_form.errors(event_form.save_draft())) == ["date_extent"]


def test_address_of_digits_alone_is_refused(event_form):
    event_form.fill_in(title="1996", slug="1996", date="1996")
    assert "at least one letter" in str(event_form.errors(event_form.save_draft())["slug"])


def test_address_is_made_from_the_title_until_the_entry_has_been_public(admin, event_form):
    def follows_the_title(form):
        title = next(part for part in form.html.split("<input") if 'name="title"' in part).split(">")[0]
        return 'data-w-sync-target-value="#id_slug"' in title and "keyup-&gt;w-sync#apply" in title.replace(
            "->", "-&gt;"
        )

    assert follows_the_title(event_form)
    assert follows_the_title(edit_form(admin, make_event(live=False)))
    assert follows_the_title(edit_form(admin, make_article(live=False)))
    page = make_event()
    assert not follows_the_title(edit_form(admin, page))
    page.unpublish()
    assert not follows_the_title(edit_form(admin, page))


def test_sequence_past_its_end_is_refused(event_form):
    event_form.fill_in(title="A letter", date="1996", sequence="10000")
    assert list(event_form.errors(event_form.save_draft())) == ["sequence"]


def test_autosave_of_a_half_filled_entry_keeps_its_date(admin, event_form):
    answer = event_form.fill_in(title="A letter", date="around June 2018").autosave().json()
    assert answer["success"] is True
    page = newest_page()
    assert (page.pk, page.date.edtf, page.live) == (answer["pk"], "2018-06~", False)
    form = edit_form(admin, page).fill_in(summary="They wrote.")
    assert form.autosave().json()["success"] is True
    assert newest_page().get_latest_revision_as_object().date.edtf == "2018-06~"
    assert newest_page().get_latest_revision_as_object().summary == "They wrote."


def test_autosave_of_a_live_entry_leaves_the_published_date_as_it_was(admin, front_page):
    page = make_event(date="2018-01-18")
    answer = edit_form(admin, page).fill_in(date="19 January 2018").autosave().json()
    assert answer["success"] is True
    page.refresh_from_db()
    assert (page.date.edtf, str(page.earliest)) == ("2018-01-18", "2018-01-18")
    draft = page.get_latest_revision_as_object()
    assert (draft.date.edtf, draft.when) == ("2018-01-19", "19 January 2018")


def test_autosave_without_a_date_keeps_the_form_and_says_why(event_form):
    answer = event_form.fill_in(title="A letter").autosave()
    assert answer.status_code == 400
    assert answer.json()["success"] is False


def test_preview_works_for_every_entry_in_every_mode_while_it_is_made_and_edited(admin, front_page):
    for model, parent, needed in kinds_to_add():
        for mode, _label in model.preview_modes:
            form = add_form(admin, model, parent)
            form.fill_in(sources(SOURCE), title="A beginning", date="January 2018", summary="It began.", **needed)
            response = form.preview(mode)
            assert response.status_code == 200
            assert "It began." in response.content.decode(), (model, mode)
    for page in (make_event(), make_article(), make_milestone(), make_event(live=False)):
        for mode, _label in page.preview_modes:
            response = edit_form(admin, page).fill_in(summary="It changed.").preview(mode)
            assert response.status_code == 200
            assert "It changed." in response.content.decode(), (page, mode)


def test_preview_works_for_every_other_page(admin, front_page):
    case = make_case()
    pages = [front_page, case, *(model.objects.get() for model in (TimelinePage, PressArchivePage, LegalIndexPage))]
    for page in pages:
        response = edit_form(admin, page).fill_in(title="Another title").preview()
        assert response.status_code == 200
        assert "Another title" in response.content.decode(), page
    rows = nested_form_data({name: inline_formset([]) for name in ("parties", "identifiers")})
    form = add_form(admin, CasePage, LegalIndexPage.objects.get()).fill_in(
        rows,
        title="A case",
        question="Must they tell parents?",
        summary="About records.",
        procedure=str(Procedure.objects.first().pk),
    )
    assert "Must they tell parents?" in form.preview().content.decode()
