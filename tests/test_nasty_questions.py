"""Whatever is asked for, the site answers, soon and without a fault; and no redirect leads away from it."""

import random
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.test import Client

from config.questions import LONGEST, MOST
from tests.canary_ground import break_ground
from tests.crawling import whole_answer
from tests.surfaces import SURFACES

pytestmark = pytest.mark.django_db

#: Every word that some page of ours reads from its address.
NAMES = (
    *("q", "kind", "topic", "significance", "order", "from", "to", "chapter", "case", "outlet", "subject"),
    *("page", "year", "language", "limit", "after", "since", "fields", "format", "next", "preview", "version"),
)
VALUES = [
    *("\x00", "a\x00b", "%", "'", '"', "''", '"" OR 1=1 --', "\\", "*", "(", "NEAR(", "^", "a AND", "-", ":"),
    *("9" * 400, "-1", "0", "1e309", "nan", "inf", "٢٠١٨", "2018.0", "+2018", " 2018 ", "99999999999999999999"),
    *("\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "\u202e\u0000", "\ufeff", "a" * 1500),
    *(
        "{{7*7}}",
        "${7*7}",
        "<script>",
        "../../../etc/passwd",
        "http://evil.example/",
        "//evil.example",
        "\r\nX-Evil: 1",
    ),
    *("a b c d e f g h i j k l m n o p q r s t u v w x y z", "\u0130" * 100, "[]", "{}", "null", "True"),
]
RAW = ["%ff%fe", "q=%ff", "q=%c0%ae", "q=%u0041", "&&&===", "q[]=1&q[0]=2", "=", "%00=%00", "q=a&q=b&q=c", ";", "q=%"]
ALLOWED = {200, 301, 302, 400, 404, 410}


def nasty_queries(place: str) -> list[str]:
    """A few of them, drawn for *place*: other ones for other places, the same in each run."""
    drawn = random.Random(place)
    several = urlencode({name: drawn.choice(VALUES) for name in drawn.sample(NAMES, 8)})
    search = urlencode({"q": drawn.choice(VALUES), "page": drawn.choice(VALUES), "from": drawn.choice(VALUES)})
    return [several[:LONGEST], search, drawn.choice(RAW)]


@pytest.fixture(scope="module")
def ground(rows_of_module):
    return break_ground(links=0)


@pytest.fixture
def reader(db):
    return Client(raise_request_exception=False)


def test_nasty_queries_are_answered_at_every_address_of_every_surface(ground, reader):
    # By the surface: in a path there may be a random id.
    places = {
        address.partition("?")[0]: f"{surface.name} {number}"
        for surface in SURFACES
        for number, address in enumerate(surface.addresses(ground))
    }
    assert len(places) > 60
    for path, place in places.items():
        for query in nasty_queries(place):
            response = reader.get(path, QUERY_STRING=query)
            assert response.status_code in ALLOWED, f"{response.status_code} {path}?{query}"
            assert "X-Evil" not in response.headers
            whole_answer(response)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:30])
def test_every_nasty_value_is_answered_by_what_reads_most(ground, reader, value):
    for path in ("/timeline/", "/search/", "/data/v1/entries.json"):
        query = urlencode(dict.fromkeys(("q", "from", "page", "year", "kind", "limit", "after"), value[:60]))
        response = reader.get(path, QUERY_STRING=query)
        assert response.status_code in ALLOWED, f"{response.status_code} {path}?{query}"
        whole_answer(response)


TOO_MUCH = {
    "ten thousand parts": "&".join(f"q{number}=1" for number in range(10_000)),
    "one part too many": "&".join(["q=1"] * (MOST + 1)),
    "a long one": "q=" + "a" * LONGEST,
    "ten thousand marks": "&" * 10_000,
}


@pytest.mark.parametrize("query", TOO_MUCH.values(), ids=TOO_MUCH)
@pytest.mark.parametrize("path", ["/", "/timeline/", "/search/", "/data/v1/entries.json", "/feeds/everything.atom"])
def test_query_without_end_is_refused_before_anything_is_done(ground, reader, path, query, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = reader.get(path, QUERY_STRING=query)
    assert response.status_code == 400
    assert b"cannot be read" in response.content


def test_longest_query_that_we_offer_ourselves_is_answered(ground, reader):
    """A hundred letters of three bytes each to look for, and every filter set."""
    filters = dict.fromkeys(("kind", "topic", "chapter", "case", "outlet", "subject"), "x" * 60)
    query = urlencode({"q": "ก" * 100, **filters, "from": "2017", "to": "2019", "order": "newest"})
    assert len(query) < LONGEST
    assert reader.get("/timeline/", QUERY_STRING=query).status_code == 200


def test_admin_may_be_asked_for_more(admin, front_page):
    query = "&".join(f"id={number}" for number in range(200))
    assert admin.get("/admin/pages/", QUERY_STRING=query).status_code == 200


PATHS = [
    *("//evil.example/", "//evil.example", "///evil.example", "/\\evil.example/", "/\\/evil.example"),
    *("/timeline//evil.example", "//timeline", "/timeline\x00/", "/\r\nSet-Cookie: a=b", "/timeline\r\nX-Evil: 1"),
    *("/timeline/../admin/", "/./", "/..", "/timeline/%2e%2e/", "/" + "a" * 3000, "/" + "a/" * 500, "/é", "/\u202e/"),
    *("/timeline/99999999999999999999/", "/timeline/0000/", "/timeline/2999/", "/timeline;x=1", "/timeline/2018"),
    *("/e/zzzzzzzzzz/", "/documents/" + "9" * 30 + "/x", "/feeds/everything.exe", "/cards/0000000000.png"),
    *("/calendar/0000000000.ics", "/digests/0000000000/", "/.env", "/.git/config", "/https://evil.example/"),
    *("/security.txt/", "/static/../manage.py", "/media/../var/db.sqlite3"),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path)[:40])
def test_no_path_is_a_fault_and_no_redirect_leads_away(ground, reader, path):
    response = reader.get("/", PATH_INFO=path.encode().decode("latin-1"))
    assert response.status_code in {301, 302, 400, 404, 410, 200}
    # Names of years are answered, and the front page by another of its names; nothing else of these is there.
    assert response.status_code != 200 or path in ("/timeline/2999/", "/./"), path
    assert "X-Evil" not in response.headers
    assert "Set-Cookie" not in response.headers
    if location := response.headers.get("Location"):
        target = urlsplit(location)
        assert (target.scheme, target.netloc) in {("", ""), ("http", "testserver")}
        assert not location.startswith(("//", "/\\", "\\"))
        assert quote(location, safe="/%?&=:;@!$'()*+,-._~#[]") == location


#: Where the site names itself.
SELF_NAMED = ["/", "/sitemap.xml", "/robots.txt", "/feeds/everything.atom", "/calendar.ics", "/data/v1/entries.json"]


@pytest.mark.parametrize("path", [*SELF_NAMED, "/.well-known/security.txt", "/data/v1/story.json", "/subscribe/"])
def test_site_is_named_as_its_record_says_whatever_host_was_asked(ground, reader, settings, path):
    """Of the hosts that are allowed; of others there is no answer."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    response = reader.get(path, headers={"host": "other.example:4711", "X-Forwarded-Host": "evil.example"})
    answer = whole_answer(response)
    assert response.status_code == 200
    # With what stands before it: the digits alone are now and then in a random id.
    assert b":4711" not in answer
    assert b"%3A4711" not in answer
    assert b"other.example" not in answer
    assert b"evil.example" not in answer
    assert reader.get(path, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver@evil.example", "testserver evil", "testserver/", "", "a" * 300]
)
def test_letter_for_a_new_password_names_no_host_that_was_made_up(editor, reader, mailoutbox, settings, host):
    settings.WAGTAILADMIN_BASE_URL = "https://campaign.example"
    response = reader.post("/admin/password_reset/", {"email": editor.email}, headers={"host": host or "x y"})
    assert (response.status_code, mailoutbox) == (400, [])
    reader.post("/admin/password_reset/", {"email": editor.email}, headers={"X-Forwarded-Host": "evil.example"})
    for letter in mailoutbox:
        assert "evil.example" not in letter.body
        assert "https://campaign.example/admin/password_reset/" in letter.body
