"""The other ways to ask: other methods, questions that nobody asks, polls, wrong hosts, numbers one after another, and
the doors of the admin."""

from django.urls import reverse

from tests.surface_kinds import ALL, ENTRIES, Surface

#: So many pages and files that come after those of the ground are asked for by their numbers: the first canaries.
NEXT = 12


def _of_each_sort(ground) -> list[str]:
    """An address of each sort of answer."""
    case = ground.twins["case"].page.public_record.short_id
    return [
        *("/", "/timeline/", "/press/", "/legal/", "/search/?q=canary", "/corrections/", "/data/", "/dossier/"),
        *(twin.address for twin in ground.twins.values()),
        *(reverse("feed", args=["everything", ext]) for ext in ("atom", "rss", "json")),
        *(reverse("calendar_everything"), reverse("calendar_of", args=[case])),
        *("/data/v1/entries.json", "/data/v1/entries.csv", "/sitemap.xml", "/robots.txt", "/cards/site.png"),
        *(one.url for one in ground.twins["event"].documents),
        ground.twins["event"].short_path,
        "/nothing/",
    ]


def _polled(ground) -> list[str]:
    return [
        *(reverse("feed", args=["everything", ext]) for ext in ("atom", "rss", "json")),
        reverse("calendar_everything"),
        *("/data/v1/entries.json", "/data/v1/entries.csv", "/data/v1/story.json"),
    ]


#: A preview, a version, a format, a page, a user bar: none of them is ours to answer.
NOT_ASKED = "version=draft&preview=1&in_preview_panel=true&revision=1&format=api&fields=*&page=2&userbar=1&edit=1"


def _oddly(ground) -> list[str]:
    places = ["/", "/timeline/", "/press/", "/legal/", "/people-and-bodies/", "/corrections/", "/dossier/"]
    return [f"{place}?{NOT_ASKED}" for place in (*places, *(twin.address for twin in ground.twins.values()))]


def _by_number(ground) -> list[str]:
    keys = [one.pk for twin in ground.twins.values() for one in twin.documents]
    return [
        f"/documents/{key}/{name}" for key in range(min(keys), max(keys) + NEXT) for name in ("paper.pdf", "letter.pdf")
    ]


def _original_files(ground) -> list[str]:
    """Where originals would be if they had addresses."""
    files = [one.file.name for twin in ground.twins.values() for one in (*twin.images, *twin.documents)]
    return [f"/media/{name}" for name in files] + ["/media/", "/media/originals/", "/media/captures/"]


def _doors_of_the_admin(ground) -> list[str]:
    key, last = ground.twins["event"].page.pk, max(twin.page.pk for twin in ground.twins.values())
    views = ("edit", "view_draft", "history", "usage", "delete", "unpublish", "revisions_index", "preview_on_edit")
    return [
        *("/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/reports/site-history/"),
        *(reverse(f"wagtailadmin_pages:{view}", args=[key]) for view in views),
        *(reverse("wagtailadmin_pages:view_draft", args=[one]) for one in range(last, last + NEXT)),
        *(f"/admin/pages/{one}/revisions/{one}/view/" for one in range(1, NEXT)),
        *("/admin/choose-page/", "/admin/choose-page/search/?q=canary", "/admin/pages/search/?q=canary"),
        *("/admin/api/main/pages/", "/admin/api/main/images/", "/admin/api/main/documents/"),
        *(f"/admin/api/main/pages/{one}/" for one in range(last, last + NEXT)),
        *("/admin/timeline/inbox/", "/admin/press/captures/1/text/", "/admin/restrictions/", "/admin/protected_names/"),
    ]


EDGE = [
    Surface("answers to HEAD", _of_each_sort, ("wagtail_serve",), status=None, method="HEAD"),
    Surface("answers to OPTIONS", _of_each_sort, ("wagtail_serve",), status=None, method="OPTIONS"),
    Surface("answers to a form that nobody has", _of_each_sort, ("wagtail_serve",), status=None, method="POST"),
    Surface("polls of what is known", _polled, ("feed",), status=304, headers={"if-none-match": "*"}),
    Surface(
        "polls since tomorrow",
        _polled,
        ("feed",),
        ENTRIES,
        headers={"if-none-match": '"another"', "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ),
    Surface("pages asked oddly", _oddly, ("wagtail_serve",), ALL),
    Surface(
        "pages at a host that is not ours",
        lambda ground: ["/", "/timeline/", "/sitemap.xml"],
        ("wagtail_serve",),
        status=400,
        headers={"host": "elsewhere.example"},
    ),
    Surface("documents, one number after another", _by_number, ("wagtaildocs_serve",), status=404),
    Surface("files as they were uploaded", _original_files, ("wagtail_serve",), status=404),
    Surface("doors of the admin", _doors_of_the_admin, ("wagtail_serve",), status=None),
]
