"""What must not get out does not: planted in every kind and state, looked for in every surface."""

import re

import pytest
from django.db import transaction

from home.models import StandingPage
from legal.models import CasePage
from tests.canaries import KINDS
from tests.canary_field import Field
from tests.canary_states import CASES, GONE, STATE_OF_GUARD
from tests.catalogue_checks import *  # noqa: F403 - its tests, which share what is planted here
from tests.crawling import places_with, whole_answer
from tests.removed_guards import *  # noqa: F403 - the same
from tests.surfaces import ALL, SURFACES
from timeline import querysets, spine
from timeline.models import ChangeNote, ChapterPage, SubjectPage, TimelineEntry, Tombstone

# Without the mark pytest-django makes no test database, and the fixture below would plant in the real one.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sown(test_database, django_db_blocker):
    """Planted once for the module, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Field()
        transaction.set_rollback(True)


@pytest.mark.parametrize("surface", SURFACES, ids=str)
def test_surface_shows_the_public_twins(sown, surface):
    answers = sown.after[surface.name]
    assert answers, "a surface without an address shows nothing"
    for address, answer in answers.items():
        assert surface.status is None or answer.startswith(str(surface.status).encode()), address
    together = b"".join(answers.values()).lower()
    missing = {kind for kind in surface.shows if f"twin{kind}".encode() not in together}
    assert not missing
    assert surface.shows <= ALL


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_canary_is_on_no_surface(sown, kind, state):
    canary = sown.canaries[kind, state]
    assert places_with(canary.token, sown.after) == []
    for image in canary.images:
        for one in (image, *image.renditions.all()):
            assert places_with(one.file.name.rsplit("/", 1)[-1], sown.after) == []


@pytest.mark.parametrize("surface", SURFACES, ids=str)
def test_canaries_change_no_byte_of_surface(sown, surface):
    """No number of entries, no order, no neighbour, no moment of change; only of what readers had, they are told
    that it is gone."""
    for address, before in sown.before[surface.name].items():
        assert without_gone(sown.after[surface.name][address]) == without_gone(before), address


#: What tells subscribers that an entry is gone, and what is different for it alone.
GONE_FROM_FEED = re.compile(
    r"<at:deleted-entry [^>]*>|<lastBuildDate>.*?</lastBuildDate>|^(?:ETag|Last-Modified|Content-Length): .*$",
    re.MULTILINE,
)
#: That of the feed itself, which stands before those of its items.
UPDATED = re.compile(r"<updated>.*?</updated>")


def without_gone(answer: bytes) -> str:
    return UPDATED.sub("", GONE_FROM_FEED.sub("", answer.decode("latin-1")), count=1)


def test_feed_names_what_is_gone_by_its_id_and_nothing_else_that_is_not_there(sown):
    told = b"".join(sown.after["atom feed"].values()).decode()
    gone = {record.urn for one in sown.canaries.values() if one.state in GONE for record in one.records}
    named = set(re.findall(r'<at:deleted-entry ref="([^"]+)"', told))
    corrections = {note.urn for note in ChangeNote.objects.all()} | {stone.uid.urn for stone in Tombstone.objects.all()}
    assert named <= gone | corrections
    assert named & gone


def test_canaries_change_no_byte_of_a_story_told_by_years(sown, monkeypatch):
    """Past a hundred and fifty entries the story is a list of years, and the years are in the sitemap."""
    monkeypatch.setattr(spine, "ONE_PAGE", 1)
    by_years = [one for one in SURFACES if one.name.startswith(("story", "a year", "sitemap", "key moments"))]
    with_canaries = sown.crawl(by_years)
    assert b"/timeline/2018/" in with_canaries["sitemap"]["/sitemap.xml"]
    for canary in sown.canaries.values():
        assert places_with(canary.token, with_canaries) == []
    monkeypatch.setitem(querysets.GUARDS, "no canaries", lambda now: ~querysets.Q(slug__startswith="zq"))
    assert sown.crawl(by_years) == with_canaries


@pytest.mark.parametrize("guard", querysets.GUARDS)
def test_without_guard_its_canary_gets_out(sown, monkeypatch, guard):
    """So the guard is needed, and the surfaces would tell of its loss."""
    state = STATE_OF_GUARD[guard]
    wanted = [one for one in sown.canaries.values() if one.state == state]
    assert wanted
    monkeypatch.setattr(querysets, "GUARDS", {k: v for k, v in querysets.GUARDS.items() if k != guard})
    crawled = sown.crawl([one for one in SURFACES if one.name in ("story", "sitemap", "the menu", "atom feed")])
    for canary in wanted:
        assert places_with(canary.token, crawled), f"{canary} is held back by another guard too"


def test_every_guard_has_a_canary_of_its_own():
    assert set(STATE_OF_GUARD) == set(querysets.GUARDS)


def test_pictures_of_public_twins_are_printed(sown):
    for kind in ("event", "press", "milestone", "hearing"):
        (image,) = sown.ground.twins[kind].images
        rendition = image.renditions.get(filter_spec="width-960|format-webp")
        assert places_with(rendition.file.name.rsplit("/", 1)[-1], sown.after)


NOTHING = "zqnot"


def ask(client, method: str, address: str, token: str, **headers) -> bytes:
    """The whole answer, with the words of the question itself taken out: a redirect to the same address
    with a slash says them again."""
    answer = whole_answer(client.generic(method, address, headers=headers))
    return answer.replace(token.encode(), NOTHING.encode()).replace(token.upper().encode(), NOTHING.upper().encode())


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_address_of_canary_answers_like_one_that_never_was(sown, client, kind, state):
    canary = sown.canaries[kind, state]
    assert canary.addresses
    if state == "withdrawn":
        answers_that_it_is_gone(client, canary)
        return
    for address in canary.addresses:
        ways = [("GET", address), *(("GET", path) for path in canary.old_paths)]
        if kind == "event":
            ways += [(method, address) for method in ("HEAD", "OPTIONS", "POST")]
            ways += [("GET", f"{address}?version=draft"), ("GET", address[:-1]), ("GET", address.upper())]
        for method, way in ways:
            never = method, way.replace(canary.token, NOTHING).replace(canary.token.upper(), NOTHING.upper())
            if never not in sown.never:
                sown.never[never] = ask(client, *never, NOTHING)
            assert ask(client, method, way, canary.token) == sown.never[never], f"{method} {way}"


def answers_that_it_is_gone(client, canary):
    """Readers had it: they are told so, in words that say nothing of it."""
    for address in (*canary.addresses, *(f"{path}/" for path in canary.old_paths)):
        for method in ("GET", "HEAD"):
            answer = client.generic(method, address)
            assert answer.status_code == (410 if address in canary.addresses else 404)
            assert canary.token.encode() not in answer.content.replace(address.encode(), b"")


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_short_address_and_documents_of_canary_are_not_there(sown, client, kind, state):
    canary = sown.canaries[kind, state]
    for record in canary.records:
        assert client.get(record.short_path).status_code == (410 if state in GONE else 404)
    for document in canary.documents:
        ways = [("GET", {}), ("HEAD", {"if-none-match": "*"}), ("GET", {"if-none-match": f'"{document.file_hash}"'})]
        for method, headers in ways[: 3 if kind == "event" else 1]:
            answer = client.generic(method, document.url, headers=headers)
            assert answer.status_code == 404
            assert "ETag" not in answer


#: The ends of words in fields that are searched.
WORDS = {"title", "summary", "body", "quoted", "source", "publisher", "court", "outcome"}
OF_COURTS = {"court", "outcome"}
#: Words of others stand among an article's quotations, which no search reads.
NOT_OF = {"milestone": set(), "hearing": set(), "press": OF_COURTS | {"quoted"}}


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_words_of_canary_find_nothing(sown, kind, state):
    """A search that found the public page by the words of its draft would read the draft out, word by word.

    What the pages of search and story then show and count is among the surfaces, which search for “canary”.
    """
    assert sown.published.isdisjoint(found_by_any_word(sown.canaries[kind, state].token))


def found_by_any_word(token: str) -> set[int]:
    words = " ".join(f"{token}{word}" for word in sorted(WORDS))
    found = set()
    for model in (TimelineEntry, CasePage, ChapterPage, SubjectPage, StandingPage):
        matches = model.objects.order_by().search(words, operator="or", order_by_relevance=False)
        found.update(matches.get_queryset().values_list("pk", flat=True))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_any_word_of_public_twin_finds_it(sown, kind):
    assert found_by_any_word(f"twin{kind}") & sown.published == {sown.ground.twins[kind].page.pk}


@pytest.mark.parametrize("kind", ["event", "press", "milestone", "hearing"])
def test_words_of_public_twin_find_it(sown, client, kind):
    for word in WORDS - NOT_OF.get(kind, OF_COURTS):
        context = client.get("/search/", {"q": f"twin{kind}{word}"}).context
        assert [one.page.pk for one in context["found"]] == [sown.ground.twins[kind].page.pk]
    context = client.get("/timeline/", {"q": f"twin{kind}title"}).context
    assert (context["total"], context["key_count"]) == (1, 1)


def test_reader_who_has_signed_in_gets_no_canary_either(sown, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", password="a long password"))
    for (kind, state), canary in sown.canaries.items():
        if kind != "event" and not state.startswith("private"):
            continue
        for address in [*canary.addresses, *(document.url for document in canary.documents)]:
            gone = state == "withdrawn" and address in canary.addresses
            assert client.get(address).status_code == (410 if gone else 404), f"{canary}: {address}"


def test_editor_may_open_the_document_of_a_draft(sown, admin):
    (document,) = sown.canaries["event", "draft"].documents
    answer = admin.get(document.url)
    assert sown.canaries["event", "draft"].token.encode() in b"".join(answer.streaming_content)
