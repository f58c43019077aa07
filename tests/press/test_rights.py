"""What we may print of an article: one decision, asked by every output."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from press.capture_access import may_open
from press.models import ArticleRights, Capture, PressArticlePage, Quotation
from press.models.articles import UNNAMED
from tests.canary_ground import break_ground
from tests.crawling import crawl, places_with
from tests.factories import make_article, make_image
from tests.story_pages import soup_of
from tests.surfaces import SURFACES
from timeline.holds import hold_everything
from timeline.models import PublicRecord

pytestmark = pytest.mark.django_db

State = ArticleRights.State
#: Marks in the twin's words: where each may stand.
QUOTED = {"twinpresswords", "twinpressvoice", "twinpressanswer", "twinpressanswerer"}
EXTRACT = {"twinpressextract"}
ALWAYS = {"twinpresstitle", "twinpressbyline", "twinpresssummary", "twinpressreply", "twinpressbody"}
NEVER = {"twinpresscaptured"}
PRINTS = {
    State.LINK_ONLY: set(),
    State.SHORT_QUOTATION: QUOTED,
    State.LICENSED: QUOTED | EXTRACT,
    State.OWN_WORK: QUOTED | EXTRACT,
    State.PUBLIC_LICENCE: QUOTED | EXTRACT,
}

#: A surface that shows no article shows no words of one either.
OF_ARTICLES = [surface for surface in SURFACES if "press" in surface.shows]


@pytest.fixture(scope="module")
def ground(test_database, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        ground = break_ground(links=0)
        page = ground.twins["press"].page
        Capture.objects.create(link=page.article_link, page=page, state="kept", text="twinpresscaptured")
        yield ground
        transaction.set_rollback(True)


def crawled(ground, surfaces=OF_ARTICLES):
    for cache in caches.all():
        cache.clear()
    return crawl(ground, Client(), surfaces=surfaces)


def decide(page, state, **given) -> ArticleRights:
    ArticleRights.objects.filter(page=page).delete()
    return ArticleRights.objects.create(page=page, state=state, **given)


@pytest.mark.parametrize("state", State.values)
def test_every_output_prints_what_the_rights_allow_and_no_more(ground, state):
    decide(ground.twins["press"].page, state)
    answers = crawled(ground)
    for mark in QUOTED | EXTRACT:
        assert bool(places_with(mark, answers)) is (mark in PRINTS[state]), mark
    for mark in NEVER:
        assert places_with(mark, answers) == []
    for mark in ALWAYS:
        assert places_with(mark, answers)


@pytest.mark.parametrize("mark", sorted(QUOTED | EXTRACT | NEVER))
def test_words_of_others_are_found_by_no_search(ground, client, mark):
    decide(ground.twins["press"].page, State.OWN_WORK)
    for address in (f"/search/?q={mark}", f"/timeline/?q={mark}"):
        assert "twinpresstitle" not in client.get(address).content.decode()


def test_withdrawn_article_leaves_nothing(ground):
    page = ground.twins["press"].page
    decide(page, State.OWN_WORK)
    PublicRecord.objects.filter(page_id=page.pk).update(withdrawn_at=timezone.now())
    assert places_with("twinpress", crawled(ground, SURFACES)) == []


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [(-1, 1, True), (0, 0, True), (1, 9, False), (-9, -1, False), (None, -1, False), (-9, None, True)],
)
def test_licence_counts_from_its_first_to_its_last_day(front_page, first, last, printed):
    today = timezone.localdate()
    page = make_article(extract="A long extract")
    decide(
        page,
        State.LICENSED,
        valid_from=None if first is None else today + datetime.timedelta(first),
        valid_until=None if last is None else today + datetime.timedelta(last),
    )
    page = PressArticlePage.objects.get(pk=page.pk)
    assert bool(page.printable_extract) is printed
    assert page.may_print.quotations is printed


def test_reader_is_told_on_what_ground_an_extract_is_printed(front_page, client):
    page = make_article(extract="A long extract")
    decide(page, State.PUBLIC_LICENCE, licence="CC BY 4.0", licence_url="https://creativecommons.org/licenses/by/4.0/")
    html = client.get(page.get_url()).content.decode()
    assert '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">' in html
    assert "printed under CC BY 4.0" in html


# The form


@pytest.fixture
def article(front_page):
    return make_article(extract="A long extract")


def send(admin, page, **data):
    return admin.post(reverse("press_rights", args=[page.pk]), data, follow=True)


def test_decision_takes_effect_at_once_and_stands_in_the_history(admin, article):
    html = send(admin, article, state=State.OWN_WORK).content.decode()
    assert "It holds from now on" in html
    assert PressArticlePage.objects.get(pk=article.pk).printable_extract == "A long extract"
    assert PageLogEntry.objects.get(page=article, action="press.rights").data == {"decision": "our own work"}


def test_old_version_does_not_turn_the_decision_back(admin, article):
    old = article.latest_revision
    send(admin, article, state=State.OWN_WORK)
    send(admin, article, state=State.LINK_ONLY)
    old.publish()
    assert PressArticlePage.objects.get(pk=article.pk).printable_extract == ""


def test_withdrawn_takes_the_article_off_and_another_decision_brings_it_back(admin, article, client):
    send(admin, article, state=State.SHORT_QUOTATION)
    send(admin, article, state="withdrawn")
    assert Client().get(article.get_url()).status_code == 410
    assert "Withdrawn" in admin.get(reverse("press_rights", args=[article.pk])).content.decode()
    article.latest_revision.publish()
    assert Client().get(article.get_url()).status_code == 410
    # What was decided before stands below the withdrawal.
    assert ArticleRights.objects.get(page=article).state == State.SHORT_QUOTATION
    send(admin, article, state=State.LINK_ONLY)
    assert Client().get(article.get_url()).status_code == 200


@pytest.mark.parametrize("before", [State.LINK_ONLY, "withdrawn"])
def test_in_a_hold_readers_get_no_more_of_an_article_and_may_get_less(admin, article, before):
    send(admin, article, state=before)
    hold_everything(user=None, why="The judgment comes at ten")
    html = send(admin, article, state=State.OWN_WORK).content.decode()
    assert "All publishing is on hold: The judgment comes at ten." in html
    assert "decide when the hold is lifted" in html
    assert ArticleRights.objects.get(page=article).state == State.LINK_ONLY
    assert (PublicRecord.objects.get(page_id=article.pk).withdrawn_at is None) == (before != "withdrawn")
    send(admin, article, state="withdrawn")
    assert PublicRecord.objects.get(page_id=article.pk).withdrawn_at is not None


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"state": "licensed"}, ["reference", "scope", "valid_from"]),
        ({"state": "public-licence"}, ["licence"]),
        (
            {
                "state": "licensed",
                "reference": "A letter",
                "scope": "120 words",
                "valid_from": "2026-05-02",
                "valid_until": "2026-05-01",
            },
            ["valid_until"],
        ),
    ],
)
def test_decision_that_lacks_its_ground_is_refused_beside_the_field(admin, article, data, fields):
    response = send(admin, article, **data)
    assert list(response.context["form"].errors) == fields
    assert not ArticleRights.objects.filter(page=article).exists()


def test_form_of_an_article_says_what_is_printed_and_counts_what_is_quoted(admin, front_page):
    page = make_article(length_in_words=100, quotations=[Quotation(text="one two three four five", speaker="A")])
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Link only" in html
    assert "5 of 100 words are quoted (5%)" in html


def test_permission_that_ends_soon_is_on_the_dashboard(admin, article):
    today = timezone.localdate()
    decide(article, State.LICENSED, reference="Letter 12", valid_until=today + datetime.timedelta(days=30))
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "Permissions that end" in html
    assert "Letter 12" in html
    decide(article, State.LICENSED, reference="Letter 12", valid_until=today + datetime.timedelta(days=300))
    assert "Permissions that end" not in admin.get(reverse("wagtailadmin_home")).content.decode()


def rights_on_the_desk(client) -> list[str]:
    found = soup_of(client, reverse("wagtailadmin_home")).select("#permissions-that-end-section li a")
    return [link["href"] for link in found]


def test_who_may_decide_is_led_to_the_decision(admin, article, client, django_user_model):
    decide(article, State.LICENSED, valid_until=timezone.localdate())
    assert rights_on_the_desk(admin) == [reverse("press_rights", args=[article.pk])]
    user = django_user_model.objects.create_user("ed", "ed@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert rights_on_the_desk(client) == [reverse("wagtailadmin_pages:edit", args=[article.pk])]


def test_permission_that_ended_long_ago_is_listed_while_there_is_an_extract(admin, article):
    ended = timezone.localdate() - datetime.timedelta(days=300)
    bare, draft = make_article(), make_article(extract="Another extract", live=False)
    for page in (article, bare, draft):
        decide(page, State.LICENSED, valid_until=ended)
    assert rights_on_the_desk(admin) == [reverse("press_rights", args=[article.pk])]


def test_who_may_not_publish_may_not_decide(client, article, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("one", password="a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert send(client, article, state=State.OWN_WORK).redirect_chain
    assert not ArticleRights.objects.filter(page=article).exists()
    assert not ModelLogEntry.objects.exists()


def test_withdrawal_that_one_has_not_seen_is_not_undone(admin, article):
    seen = admin.get(reverse("press_rights", args=[article.pk])).context["form"].initial["seen"]
    send(admin, article, state="withdrawn", seen=seen)
    response = send(admin, article, state=State.SHORT_QUOTATION, seen=seen)
    assert "It is now “Withdrawn" in str(response.context["form"].non_field_errors())
    assert Client().get(article.get_url()).status_code == 410
    send(admin, article, state=State.SHORT_QUOTATION, seen=response.context["form"].data["seen"])
    assert Client().get(article.get_url()).status_code == 200


def test_days_of_an_old_licence_do_not_close_what_was_decided_since(admin, article):
    decide(article, State.LICENSED, reference="A", scope="B", valid_from="2020-01-01", valid_until="2020-12-31")
    send(admin, article, state=State.OWN_WORK, valid_from="2020-01-01", valid_until="2020-12-31", seen="")
    assert PressArticlePage.objects.get(pk=article.pk).printable_extract == "A long extract"


def test_withdrawn_article_is_not_copied(admin, article):
    send(admin, article, state="withdrawn")
    with pytest.raises(PermissionDenied):
        article.copy(update_attrs={"slug": "another"})


def test_pictures_of_a_withdrawn_article_lose_their_public_sizes(admin, front_page, django_capture_on_commit_callbacks):
    image = make_image()
    page = make_article(image=image)
    image.get_rendition("width-960|format-webp")
    with django_capture_on_commit_callbacks(execute=True):
        send(admin, page, state="withdrawn")
    assert not image.renditions.exists()


@pytest.mark.parametrize("how", ["deleted", "given another address"])
def test_copies_of_a_withdrawn_article_stay_closed_whatever_becomes_of_it(admin, editor, article, how):
    capture = Capture.objects.create(link=article.article_link, state="kept", text="Words")
    assert may_open(editor, capture)
    send(admin, article, state="withdrawn")
    if how == "deleted":
        PressArticlePage.objects.get(pk=article.pk).delete()
    else:
        page = PressArticlePage.objects.get(pk=article.pk)
        page.article_url = "https://example.org/elsewhere"
        page.save()
    capture.refresh_from_db()
    assert not may_open(editor, capture)


def test_nobody_is_quoted_whom_nobody_has_named(front_page, client):
    found = Quotation(text="Found by a program", speaker=UNNAMED)
    page = make_article(rights=State.SHORT_QUOTATION, quotations=[found])
    assert "Found by a program" not in client.get(page.get_url()).content.decode()
