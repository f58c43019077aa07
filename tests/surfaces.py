"""The registry of what the public can ask for. A new public address, page type or route is added here,
and from then on the canaries are looked for in it.

``answers`` names what a surface exercises: the name of a URL pattern, a page type ("timeline.EventPage"),
or a route of a routable page type ("timeline.TimelinePage:year"). ``shows`` names the kinds of which the
public twin must be found there, so that no surface can pass by showing nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

#: The kinds that the tests plant. A hearing is a milestone that is still to come.
ENTRIES = frozenset({"event", "press", "milestone", "hearing"})
ALL = ENTRIES | {"case", "standing", "chapter", "subject"}
#: What is below an address that starts so is no public output of ours, or is shut.
NOT_OURS = {
    "admin/": "the admin asks who one is",
    "^static/": "the files of the theme",
    "^media/": "renditions under names that nobody can guess; only in development",
    "styleguide/": "the parts of pages for those who make them; only in development",
    "_util/": "shut: see no_doors_to_pages",
    "authenticate_with_password/<int:restriction_id>/": "shut: see no_doors_to_documents",
}
#: Page types and routes that no reader can ask for.
NEVER_SERVED = {
    "timeline.TimelineEntry": "never created alone: its children are",
    "timeline.TimelinePage:index_route": "Wagtail's, and our own story stands before it at the same address",
}


@dataclass(frozen=True)
class Surface:
    """A public output. *addresses* gives its paths on a ground, which is a site with one public page of
    each kind in ``twins``."""

    name: str
    addresses: Callable
    answers: tuple[str, ...]
    shows: frozenset[str] = frozenset()
    status: int = 200

    def __str__(self):
        return self.name


def _story(query: str):
    return lambda ground: [f"/timeline/?{query}"]


def _pages(*kinds: str):
    return lambda ground: [ground.twins[kind].address for kind in kinds]


def _feeds(name: str, ext: str):
    return lambda ground: [reverse("feed", args=[name, ext])]


def _calendars(*kinds: str):
    return lambda ground: [
        reverse("calendar_of", args=[ground.twins[kind].page.public_record.short_id]) for kind in kinds
    ]


def _citations(*kinds: str):
    return lambda ground: [
        reverse("cite_entry", args=[ground.twins[kind].page.public_record.short_id, ending])
        for kind in kinds
        for ending in ("ris", "bib", "json", "txt")
    ]


def _cited_story(query: str):
    return lambda ground: [
        reverse("cite_story", args=[ending]) + f"?{query}" for ending in ("ris", "bib", "json", "txt")
    ]


def _data(name: str, query: str):
    return lambda ground: [f"{reverse(name)}?{query}"]


STORY = ("wagtail_serve", "timeline.TimelinePage", "timeline.TimelinePage:the_story")
THEN = frozenset({"event", "press", "milestone"})

SURFACES = [
    Surface("front page", lambda ground: ["/"], ("wagtail_serve", "home.HomePage"), ENTRIES | {"standing", "chapter"}),
    Surface("story", lambda ground: ["/timeline/"], STORY, ENTRIES | {"chapter", "subject"}),
    Surface("story, newest first", lambda ground: ["/timeline/?order=newest"], STORY, ENTRIES | {"chapter"}),
    Surface("story of events", _story("kind=event"), STORY, frozenset({"event"})),
    Surface("story of press articles", _story("kind=press"), STORY, frozenset({"press"})),
    Surface("story of milestones", _story("kind=legal"), STORY, frozenset({"milestone", "hearing"})),
    Surface("story of a topic", lambda ground: [f"/timeline/?topic={ground.topic.slug}"], STORY, ENTRIES),
    Surface("key moments", _story("significance=key"), STORY, ENTRIES),
    Surface("a chapter", _pages("chapter"), ("wagtail_serve", "timeline.ChapterPage"), ENTRIES | {"chapter"}),
    Surface("story of a chapter", lambda ground: [f"/timeline/?chapter={ground.chapter.slug}"], STORY, ENTRIES),
    Surface("story of a subject", lambda ground: [f"/timeline/?subject={ground.subject.slug}"], STORY, ENTRIES),
    Surface(
        "story of a case",
        lambda ground: [f"/timeline/?case={ground.twins['case'].page.slug}"],
        STORY,
        frozenset({"milestone", "hearing"}),
    ),
    Surface(
        "story of an outlet",
        lambda ground: [f"/timeline/?outlet={ground.twins['press'].page.outlet_id}"],
        STORY,
        frozenset({"press"}),
    ),
    Surface("story of some years", _story("from=2017&to=2019"), STORY, THEN),
    Surface("story of years to come", _story("from=2050"), STORY, frozenset({"hearing"})),
    Surface("story by words", _story("q=canary"), STORY, ENTRIES),
    Surface(
        "story by words, kind and topic",
        lambda ground: [f"/timeline/?q=canary&kind=event&topic={ground.topic.slug}&from=2018"],
        STORY,
        frozenset({"event"}),
    ),
    Surface("a year", lambda ground: ["/timeline/2018/"], ("timeline.TimelinePage:year",), THEN | {"chapter"}),
    Surface(
        "a year to come, newest first",
        lambda ground: ["/timeline/2090/?order=newest"],
        ("timeline.TimelinePage:year",),
        frozenset({"hearing"}),
    ),
    Surface(
        "an event",
        _pages("event"),
        ("wagtail_serve", "timeline.EventPage"),
        frozenset({"event", "chapter", "subject"}),
    ),
    Surface("an article", _pages("press"), ("wagtail_serve", "press.PressArticlePage"), frozenset({"press"})),
    Surface(
        "a milestone",
        _pages("milestone", "hearing"),
        ("wagtail_serve", "legal.MilestonePage"),
        frozenset({"milestone", "hearing", "case"}),
    ),
    Surface(
        "neighbours",
        lambda ground: ground.neighbours,
        ("timeline.EventPage",),
        frozenset({"event", "milestone", "hearing"}),
    ),
    Surface("related entries", lambda ground: [ground.joined], ("timeline.EventPage",), ENTRIES),
    Surface("links in the text", lambda ground: [ground.linking], ("timeline.EventPage",), ALL),
    Surface(
        "short addresses",
        lambda ground: [ground.twins[kind].short_path for kind in sorted(ENTRIES)],
        ("entry_short_address",),
        ENTRIES,
        status=302,
    ),
    Surface("press archive", lambda ground: ["/press/"], ("press.PressArchivePage",), frozenset({"press"})),
    Surface(
        "press archive, filtered",
        lambda ground: [
            "/press/?year=2018&kind=news&language=en",
            f"/press/?outlet={ground.twins['press'].page.outlet_id}",
            "/press/?year=never&kind=none&outlet=0&language=xx",
        ],
        ("press.PressArchivePage",),
        frozenset({"press"}),
    ),
    Surface(
        "citations of the press archive",
        lambda ground: [
            *(reverse("cite_press", args=[ext]) for ext in ("ris", "bib", "json", "txt")),
            f"{reverse('cite_press', args=['txt'])}?year=2018&kind=news",
        ],
        ("cite_press",),
        frozenset({"press"}),
    ),
    Surface(
        "legal challenges",
        lambda ground: ["/legal/"],
        ("legal.LegalIndexPage",),
        frozenset({"case", "milestone", "hearing"}),
    ),
    Surface("a case", _pages("case"), ("legal.CasePage",), frozenset({"case", "milestone", "hearing"})),
    Surface(
        "people and bodies",
        lambda ground: ["/people-and-bodies/"],
        ("timeline.SubjectIndexPage",),
        frozenset({"subject"}),
    ),
    Surface("a subject", _pages("subject"), ("wagtail_serve", "timeline.SubjectPage"), ENTRIES | {"subject"}),
    Surface(
        "for reporters",
        lambda ground: ["/for-reporters/"],
        ("home.ReportersPage",),
        frozenset({"case", "milestone", "hearing"}),
    ),
    Surface("dossier of everything", lambda ground: ["/dossier/"], ("dossier",), ENTRIES),
    Surface(
        "dossiers of some of the story",
        lambda ground: [
            f"/dossier/?subject={ground.subject.slug}&outlet={ground.twins['press'].page.outlet_id}",
            f"/dossier/?case={ground.twins['case'].page.slug}&order=newest",
            "/dossier/?chapter=none&case=none&outlet=none&subject=none&from=never",
        ],
        ("dossier",),
        ENTRIES | {"case"},
    ),
    Surface(
        "dossier of a case",
        lambda ground: [reverse("dossier_of_case", args=[ground.twins["case"].page.public_record.short_id])],
        ("dossier_of_case",),
        frozenset({"case", "milestone", "hearing"}),
    ),
    Surface("a standing page", _pages("standing"), ("home.StandingPage",), frozenset({"standing"})),
    Surface(
        "search",
        lambda ground: ["/search/?q=canary", "/search/?q=canary&page=2", "/search/?q=canary&page=last"],
        ("search",),
        ALL,
    ),
    Surface(
        "search by kind",
        lambda ground: [
            f"/search/?q=canary&kind={kind}" for kind in ("event", "press", "legal", "case", "page", "chapter", "none")
        ],
        ("search",),
        ALL,
    ),
    Surface("search for what is nowhere", lambda ground: ["/search/?q=canary+canarry"], ("search",)),
    Surface("the menu", lambda ground: ["/search/"], ("search",), frozenset({"standing"})),
    *(Surface(f"{ext} feed", _feeds("everything", ext), ("feed",), ENTRIES) for ext in ("atom", "rss", "json")),
    *(
        Surface(f"{ext} feed of {name}", _feeds(name, ext), ("feed",), kinds)
        for name, kinds in {
            "key": ENTRIES,
            "event": frozenset({"event"}),
            "press": frozenset({"press"}),
            "legal": frozenset({"milestone", "hearing"}),
        }.items()
        for ext in ("atom", "rss", "json")
    ),
    Surface(
        "feeds of a case",
        lambda ground: [
            reverse("feed_of", args=[ground.twins["case"].page.public_record.short_id, ext])
            for ext in ("atom", "rss", "json")
        ],
        ("feed_of",),
        frozenset({"case", "milestone", "hearing"}),
    ),
    Surface("a digest", lambda ground: [ground.digest.short_path], ("digest",), frozenset({"hearing"})),
    Surface("corrections", lambda ground: ["/corrections/", "/corrections/?page=9"], ("corrections",), ENTRIES),
    Surface(
        "calendar of everything",
        lambda ground: [reverse("calendar_everything"), reverse("calendar_everything_as_it_was")],
        ("calendar_everything", "calendar_everything_as_it_was"),
        frozenset({"hearing", "case"}),
    ),
    Surface("calendar of a case", _calendars("case"), ("calendar_of",), frozenset({"hearing", "case"})),
    Surface(
        "calendars of entries",
        _calendars("event", "press", "milestone", "hearing"),
        ("calendar_of",),
        ENTRIES,
    ),
    Surface(
        "citations of entries",
        _citations("event", "press", "milestone", "hearing"),
        ("cite_entry",),
        ENTRIES | {"case"},
    ),
    Surface("citations of the story", _cited_story(""), ("cite_story",), ENTRIES | {"case"}),
    Surface(
        "citations of some of the story",
        _cited_story("q=canary&from=2017&to=2019&order=newest"),
        ("cite_story",),
        THEN,
    ),
    Surface("page on data", lambda ground: ["/data/", "/data/?q=canary&kind=event&from=never"], ("data",)),
    *(
        Surface(f"{name}, {query or 'everything'}", _data(name, query), (name,), shows)
        for name, more in {
            "data_json": {"case"},
            "data_story": {"case"},
            "data_csv": {"case"},
            "data_timelinejs": (),
        }.items()
        for query, shows in {
            "": ENTRIES | set(more),
            "q=canary&from=2017&to=2019&order=newest": THEN | set(more),
            "kind=press": frozenset({"press"}),
        }.items()
    ),
    Surface(
        "data, a page at a time",
        lambda ground: [f"/data/v1/entries.json?limit=5&after={year}011800000000000-0" for year in (2017, 2018, 2089)],
        ("data_json",),
        frozenset({"event", "hearing"}),
    ),
    Surface("subscribe", lambda ground: [reverse("subscribe")], ("subscribe",), frozenset({"case"})),
    Surface(
        "cards",
        lambda ground: [
            reverse("card_image", args=[ground.twins[kind].page.public_record.short_id])
            for kind in ("event", "press", "milestone", "hearing", "case")
        ],
        ("card_image",),
    ),
    Surface("card of the site", lambda ground: [reverse("site_card_image")], ("site_card_image",)),
    Surface("sitemap", lambda ground: ["/sitemap.xml"], ("sitemap",), ALL),
    Surface("robots", lambda ground: ["/robots.txt"], ("robots",)),
    Surface("stylesheet", lambda ground: [f"/style.{'0' * 12}.css"], ("stylesheet",)),
    Surface(
        "icons and the manifest",
        lambda ground: ["/favicon.ico", "/apple-touch-icon.png", "/icon-192.png", "/icon-512.png", "/site.webmanifest"],
        ("favicon", "touch_icon", "app_icon", "manifest"),
    ),
    Surface(
        "documents",
        lambda ground: [one.url for twin in ground.twins.values() for one in twin.documents],
        ("wagtaildocs_serve",),
        ENTRIES | {"standing"},
    ),
    Surface(
        "redirects from old addresses",
        lambda ground: [f"{twin.old_path}/" for twin in ground.twins.values()],
        ("wagtail_serve",),
        ALL,
        status=301,
    ),
    Surface(
        "a page that is not there",
        lambda ground: ["/nothing/", "/timeline/nothing/", "/timeline/3018/", "/legal/nothing/", "/nothing.html"],
        ("wagtail_serve",),
        frozenset({"standing"}),
        status=404,
    ),
    Surface(
        "doors to private pages",
        lambda ground: ["/_util/login/", "/_util/authenticate_with_password/1/2/"],
        ("no_doors_to_pages",),
        frozenset({"standing"}),
        status=404,
    ),
    Surface(
        "doors to private documents",
        lambda ground: ["/documents/authenticate_with_password/1/"],
        ("no_doors_to_documents",),
        frozenset({"standing"}),
        status=404,
    ),
]
