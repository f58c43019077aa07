"""The pages that readers ask for."""

from django.urls import reverse

from tests.surface_kinds import ALL, ENTRIES, THEN, Surface

STORY = ("wagtail_serve", "timeline.TimelinePage", "timeline.TimelinePage:the_story")


def _story(query: str):
    return lambda ground: [f"/timeline/?{query}"]


def _pages(*kinds: str):
    return lambda ground: [ground.twins[kind].address for kind in kinds]


PAGES = [
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
]
