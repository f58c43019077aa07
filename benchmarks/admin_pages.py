"""Every page of the admin that shows many of something, with its address.

What Wagtail or a viewset registers as a list is found in the URL conf. What shows lists besides is named here, and so
is each view of ours that shows none: a new one that is in neither place fails a test (tests/test_admin_query_counts).
"""

import inspect
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.urls import get_resolver, reverse
from django.utils.http import urlencode
from django.views.generic.list import MultipleObjectMixin
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.admin.views.reports import ReportView
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Site, Workflow

from legal.models import CasePage
from press.models import Intake, PressArchivePage, PressArticlePage
from timeline.models import EventPage, ImportBatch, SubjectPage, TimelineEntry, TimelinePage, WebLink

ROOMS = {"home", "press", "legal", "timeline"}
#: Lists of models that the URL conf does not give with the view.
MODELS_OF = {
    "wagtaildocs:document_usage": get_document_model,
    "wagtailimages:image_usage": get_image_model,
    "wagtailadmin_workflows:usage": lambda: Workflow,
}
#: Views of ours that show one thing, or do one thing, whatever there is of others.
NO_LISTS = {
    "press_intake_step": "reads one item, when it is posted to",
    "press_capture": "one copy",
    "press_capture_warc": "a file",
    "press_capture_text": "a file",
    "press_capture_retry": "fetches, when it is posted to",
    "timeline_read_date": "reads a date",
    "timeline_inbox_done": "takes one draft out, when it is posted to",
    "home_guide_picture": "a file",
    "timeline_private_size": "a file",
    "timeline_sent_digest": "the words of one digest",
    "timeline_change_words": "the words of one change",
    "timeline_import_again": "begins again, when it is posted to",
    "timeline_import_columns": "the columns of one file, which is opened for it",
    "web_links:act": "does something, when it is posted to",
    "restrictions:lift": "one order",
    "wagtailsnippets_press_outlet:delete": "one outlet",
}

#: Pages that ask something for each of their rows, up to a page of them: so many queries for a row, and why.
BY_THE_ROW = {
    "wagtailadmin_reports:locked_pages": (5, "Wagtail's own report asks for each locked page; 50 a page"),
    "wagtailadmin_reports:workflow": (2, "Wagtail's own report asks for the tasks of each; 50 a page"),
    "wagtailadmin_choose_page": (3, "Wagtail's own chooser asks where each page stands, and its state; 25 a page"),
    "wagtailadmin_home": (1, "the tasks of each page that waits for the user; ten at most"),
    "wagtailsnippets_press_outlet:usage": (1, "Wagtail's own list of uses asks for each page; 20 a page"),
    "bulk": (2, "Wagtail's own form asks what stands below each page that was ticked; ours asks of what is moderated"),
}


def rows_allowed(name: str) -> int:
    """How many queries more the page *name* may make for each row more."""
    return next((each for start, (each, _why) in BY_THE_ROW.items() if name.startswith(start)), 0)


@dataclass(frozen=True)
class AdminView:
    """A named address of the admin: the class that answers, the model that it shows, and what its address needs."""

    name: str
    view: type | None
    module: str
    model: type | None
    needs: int

    @property
    def is_list(self) -> bool:
        """Whether Wagtail or Django takes it for one."""
        return self.view is not None and issubclass(self.view, MultipleObjectMixin | BaseChooseView)

    @property
    def is_ours(self) -> bool:
        """Whether the class is ours. Forms that Wagtail's own classes draw are not asked about."""
        return self.module.split(".")[0] in ROOMS


@cache
def admin_views() -> tuple[AdminView, ...]:
    """Everything below the admin's address that has a name, as the URL conf has it."""
    patterns = get_resolver().url_patterns
    admin = next(one for one in patterns if getattr(one, "urlconf_module", None) is wagtailadmin_urls)
    return tuple(_walk(admin, ()))


def _walk(resolver, above):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, (*above, pattern.namespace) if pattern.namespace else above)
        elif pattern.name:
            answers = inspect.unwrap(pattern.callback)
            view = getattr(answers, "view_class", None)
            name = ":".join([*above, pattern.name])
            given = getattr(answers, "view_initkwargs", {}).get("model") or getattr(view, "model", None)
            model = MODELS_OF[name]() if name in MODELS_OF else given if isinstance(given, type) else None
            module = (view or answers).__module__
            yield AdminView(name, view, module, model, pattern.pattern.regex.groups)


def lists_found() -> dict[str, str]:
    """``{name: address}`` of every list in the URL conf, the reports as CSV besides. The rows alone, which a list is
    asked for while one types in its search, are the same once more: ``…_results``."""
    found = {}
    for one in admin_views():
        if not one.is_list or one.name.endswith("_results"):
            continue
        args = [one.model._default_manager.order_by("pk").values_list("pk", flat=True)[0]] if one.needs else []
        address = reverse(one.name, args=args)
        found[one.name] = address
        if issubclass(one.view, BaseChooseView):
            found[f"{one.name}, words"] = f"{address}?q=a"
        if issubclass(one.view, ReportView) and one.is_ours:
            found[f"{one.name}, CSV"] = f"{address}?export=csv"
    return found


def lists_named() -> dict[str, str]:
    """The same of what shows lists and is not registered as one: the desk, the tree, forms beside which lists stand."""
    story, archive = TimelinePage.objects.get(), PressArchivePage.objects.get()
    case, site = CasePage.objects.order_by("pk").first(), Site.objects.get(is_default_site=True)
    entry = TimelineEntry.objects.order_by("pk").first()
    other = EventPage.objects.exclude(pk=entry.pk).order_by("pk").first()
    in_inbox = EventPage.objects.filter(inbox_item__done_at=None, live=False).order_by("pk").first()
    shared, intake = WebLink.objects.get(key="example.org/"), Intake.objects.order_by("pk").first()
    batch = ImportBatch.objects.get(name="The first file")
    checked = ImportBatch.objects.get(name="A checked file")
    first_order = apps.get_model("timeline", "Restriction").objects.order_by("pk").first()
    taken_down = apps.get_model("timeline", "TakeDown").objects.order_by("pk").first()
    picture, document = (get().objects.order_by("pk").first() for get in (get_image_model, get_document_model))
    topic = entry.topics.order_by("pk").first()
    revision = entry.latest_revision_id
    outlet = apps.get_model("press", "Outlet").objects.order_by("pk").first()
    pages = "wagtailadmin_pages"
    asked = [
        ("wagtailadmin_home", [], {}),
        ("wagtailadmin_explore_root", [], {}),
        *(("wagtailadmin_explore", [page.pk], {}) for page in (site.root_page, story, archive, case)),
        ("wagtailadmin_explore", [story.pk], {"p": 2, "ordering": "title"}),
        ("wagtailadmin_explore", [story.pk], {"q": "entry"}),
        (f"{pages}:type_use", ["timeline", "eventpage"], {}),
        (f"{pages}:search", [], {"q": "entry"}),
        *((f"{pages}:{view}", [entry.pk], {}) for view in ("edit", "history", "usage", "workflow_history", "delete")),
        *((f"{pages}:edit", [page.pk], {}) for page in (case, PressArticlePage.objects.order_by("pk").first())),
        (f"{pages}:edit", [SubjectPage.objects.order_by("pk").first().pk], {}),
        (f"{pages}:usage", [story.pk], {}),
        (f"{pages}:move", [entry.pk], {}),
        (f"{pages}:unpublish", [story.pk], {}),
        (f"{pages}:delete", [story.pk], {}),
        (f"{pages}:revisions_compare", [entry.pk, revision, "latest"], {}),
        (f"{pages}:add", ["timeline", "eventpage", story.pk], {}),
        (f"{pages}:add", ["legal", "milestonepage", case.pk], {}),
        ("wagtailadmin_choose_page", [], {}),
        ("wagtailadmin_choose_page_child", [story.pk], {}),
        ("wagtailadmin_choose_page_search", [], {"q": "entry", "page_type": "timeline.timelineentry"}),
        ("wagtailadmin_tag_autocomplete", [], {"term": "a"}),
        ("wagtailadmin_account", [], {}),
        ("press_add_coverage", [], {}),
        ("press_intake", [intake.pk], {}),
        ("press_rights", [PressArticlePage.objects.order_by("pk").first().pk], {}),
        ("timeline_withdraw", [entry.pk], {}),
        ("timeline_take_down", ["page", entry.pk], {}),
        ("timeline_take_down", ["page", SubjectPage.objects.order_by("pk").first().pk], {}),
        ("timeline_take_down", ["picture", picture.pk], {}),
        ("timeline_take_down", ["document", document.pk], {}),
        ("timeline_taken_down", [taken_down.pk], {}),
        ("timeline_quick_add", [], {}),
        ("timeline_inbox", [], {}),
        ("timeline_inbox_same", [in_inbox.pk], {}),
        ("timeline_inbox_same", [in_inbox.pk], {"into": other.pk}),
        ("home_set_up", [], {}),
        ("home_guide", [], {}),
        ("timeline_hold", [], {}),
        ("timeline_merge", [entry.pk], {}),
        ("timeline_merge", [entry.pk], {"into": other.pk}),
        ("timeline_digest", [], {}),
        ("timeline_imports", [], {}),
        ("timeline_import", [batch.pk], {}),
        ("timeline_import", [batch.pk], {"show": "made", "p": 2}),
        ("timeline_import_check", [checked.pk], {}),
        ("timeline_import_undo", [batch.pk], {}),
        ("web_links:link", [shared.pk], {}),
        ("web_links:index", [], {"named_by": entry.pk}),
        ("all_entries:index", [], {"topics": topic.pk, "from_year": 2010}),
        ("all_entries:index", [], {"q": "entry"}),
        ("all_entries:add_legal", [], {}),
        ("restrictions:add", [], {"page": story.pk}),
        ("restrictions:edit", [first_order.pk], {}),
        ("protected_names:add", [], {}),
        ("protected_names:report", [], {}),
        ("wagtailsnippets_press_outlet:edit", [outlet.pk], {}),
        ("wagtailsnippets_press_outlet:merge", [outlet.pk], {}),
        ("wagtailsnippets_legal_procedure:edit", [case.procedure_id], {}),
        ("wagtailsnippets_legal_procedure:copy", [case.procedure_id], {}),
    ]
    found = {}
    for name, args, query in asked:
        address = reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")
        found[f"{name} {' '.join(map(str, args))} {urlencode(query)}".strip()] = address
    return found


def forms_sent() -> dict[str, tuple[str, dict]]:
    """Forms that look through the entries when they are sent: address and fields. None of them writes anything."""
    twice = {"kind": "event", "date": "2018-01-01", "title": "Entry 0: a census", "url": "https://example.org/"}
    return {"timeline_quick_add, sent": (reverse("timeline_quick_add"), twice)}


def bulk_actions(number: int) -> dict[str, str]:
    """The pages that ask before something is done to *number* entries that were ticked."""
    keys = TimelineEntry.objects.order_by("pk").values_list("pk", flat=True)[:number]
    query = urlencode([("id", key) for key in keys])
    names = ("add_topics", "add_subjects", "publish", "unpublish", "delete", "move")
    return {
        f"bulk {name}": f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', name])}?{query}"
        for name in names
    }


def ours(name: str) -> bool:
    """Whether the page *name* of those above is drawn by us, or is one that every editor opens every day."""
    daily = ("wagtailadmin_home", "wagtailadmin_explore", "wagtailadmin_pages:edit", "wagtailadmin_choose_page", "bulk")
    view = name.replace(",", " ").split()[0]
    return view.startswith(daily) or any(one.is_ours for one in admin_views() if one.name == view)


def named_views() -> set[str]:
    """The names of what ``lists_named()`` asks for."""
    return {name.split()[0] for name in lists_named()}
