"""What programs ask for, and what is at the edge: feeds, calendars, data, files, doors that are shut."""

from django.urls import reverse

from tests.surface_kinds import ALL, ENTRIES, THEN, Surface


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


FILES = [
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
    Surface("security.txt", lambda ground: ["/.well-known/security.txt"], ("security_txt",)),
    Surface("security.txt, above", lambda ground: ["/security.txt"], ("security_txt_above",), status=302),
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
