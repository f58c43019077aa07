"""Articles of the press archive, in the admin and on their pages."""

import pytest
from django.db.models import ProtectedError

from press.models import ArticleRights, PressArchivePage, PressArticlePage, Quotation
from tests.admin_forms import add_form, edit_form, newest_page
from tests.factories import make_article, make_outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def article_form(admin, front_page):
    return add_form(admin, PressArticlePage, PressArchivePage.objects.get())


def test_article_needs_no_more_than_its_citation(article_form, admin):
    outlet = make_outlet(name="The Courier")
    article_form.fill_in(
        title="Pupil records to be sold",
        date="3 May 2018",
        summary="The paper reports on the sale.",
        outlet=str(outlet.pk),
        article_url="https://example.org/article",
    )
    assert article_form.publish().status_code == 302
    page = newest_page()
    html = admin.get(page.get_url()).content.decode()
    for shown in ("Pupil records to be sold", "The Courier", "https://example.org/article", "3 May 2018"):
        assert shown in html


def test_article_without_an_address_needs_a_source_or_a_reason(article_form):
    article_form.fill_in(title="In print only", date="2018", summary="A report.", outlet=str(make_outlet().pk))
    assert list(article_form.errors(article_form.publish())) == ["no_source_reason"]
    assert article_form.fill_in(no_source_reason="In print only, page 4.").publish().status_code == 302


def test_article_needs_an_outlet(article_form):
    article_form.fill_in(title="A", date="2018", summary="B", article_url="https://example.org/a")
    assert list(article_form.errors(article_form.publish())) == ["outlet"]


def test_address_that_is_no_address_is_refused(article_form):
    article_form.fill_in(
        title="A", date="2018", summary="B", outlet=str(make_outlet().pk), article_url="javascript:alert(1)"
    )
    assert list(article_form.errors(article_form.save_draft())) == ["article_url"]


def test_headline_is_labelled_as_what_it_is(article_form):
    assert "Headline" in article_form.html
    assert "Exactly as printed" in article_form.html
    assert "Date published" in article_form.html


@pytest.mark.parametrize("rights", ArticleRights.State.values)
def test_quotations_are_printed_only_where_the_rights_allow(client, front_page, rights):
    words = Quotation(text="Nobody asked us", speaker="A parent", side="campaign")
    page = make_article(rights=rights, quotations=[words])
    shown = "Nobody asked us" in client.get(page.get_url()).content.decode()
    assert shown is (rights != ArticleRights.State.LINK_ONLY)


def test_quotation_that_is_longer_than_a_sentence_or_two_is_refused(admin, front_page):
    page = make_article(live=False, quotations=[Quotation(text="Short", speaker="A parent")])
    form = edit_form(admin, page).fill_in({"quotations-0-text": "x" * 401})
    response = form.save_draft()
    assert "text" in response.context["form"].formsets["quotations"].errors[0]


def test_outlet_that_has_articles_cannot_be_deleted(front_page):
    page = make_article()
    with pytest.raises(ProtectedError):
        page.outlet.delete()


def test_archive_lists_published_articles_only(client, front_page):
    make_article(title="Out in the open")
    make_article(title="Still a draft", live=False)
    html = client.get("/press/").content.decode()
    assert "Out in the open" in html
    assert "Still a draft" not in html
