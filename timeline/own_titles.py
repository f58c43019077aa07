"""Whose titles an account may read in the admin.

A title can be the secret: what a court will say on Friday, or whom an order protects. So an account reads the titles of
what anybody may see and of what it may work on, and no other; and of what an order closes only those who see orders do.
Whoever sees orders reads every title: to close a page, one has to name it.
"""

from django.db.models import Q
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from timeline.querysets import GatedPageQuerySet, closed_pages, published_pages

#: The parameters of the admin's addresses that hold the key of a page.
PAGE_KEYS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
#: Views of Wagtail's that print the title of any page that they are given, in their addresses or after the “?”.
PRINT_TITLES = {
    "move_confirm",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtail_bulk_action",
}
#: Bulk actions of ours, which count what is not for whoever asks and name nothing of it.
NAME_NO_OTHER = {"add_topics", "add_subjects"}
#: No key has so many digits, and a database refuses them.
LONGEST_KEY = 18
#: A report that names the page of each type that was changed last, whoever's it is.
NAMES_ANY = "page-types-usage"


def reads_every_title(user) -> bool:
    return user.has_perm("timeline.view_restriction")


class OwnPagesPolicy(PagePermissionPolicy):
    """Wagtail's rules for pages, but for those who do not see orders nothing that one closes is theirs. Every list of
    pages in the admin asks it: the explorer, its search, the reports, the admin's API, the history of the site."""

    def explorable_instances(self, user):
        return _without_closed(super().explorable_instances(user), user)

    def instances_user_has_any_permission_for(self, user, actions):
        return _without_closed(super().instances_user_has_any_permission_for(user, actions), user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return not is_shut_for(user, instance) and super().user_has_any_permission_for_instance(user, actions, instance)


class OwnPagesTester(PagePermissionTester):
    """Wagtail's answers on one page, with the same exception."""

    def __init__(self, user, page):
        super().__init__(user, page)
        if is_shut_for(user, page):
            self.permissions = set()


def is_shut_for(user, page) -> bool:
    """Whether an order closes *page*, and *user* does not see orders. What is closed is asked once a request: a list
    asks this of each of its rows."""
    from timeline.models import Restriction

    if reads_every_title(user):
        return False
    if not hasattr(user, "_paths_closed_by_orders"):
        orders = Restriction.objects.in_force().order_by()
        user._paths_closed_by_orders = tuple(orders.values_list("page__path", flat=True))
    return page.path.startswith(user._paths_closed_by_orders)


def _without_closed(pages, user):
    return pages if reads_every_title(user) else pages.exclude(pk__in=closed_pages().order_by().values("pk"))


def with_open_titles(pages, user):
    """Those of *pages* whose titles *user* may read."""
    if reads_every_title(user):
        return pages
    own = policy_registry.get_by_type(Page).explorable_instances(user).order_by().values("pk")
    return pages.filter(Q(pk__in=published_pages().order_by().values("pk")) | Q(pk__in=own))


def choosable(pages, request):
    """For Wagtail's ``construct_page_chooser_queryset`` hook, which choosers of pages and of links ask."""
    return with_open_titles(pages, request.user)


def without_reports_that_name_any(request, menu_items):
    """For Wagtail's ``construct_reports_menu`` hook: no way to what is refused."""
    if not reads_every_title(request.user):
        menu_items[:] = [item for item in menu_items if item.name != NAMES_ANY]


class OwnTitlesMiddleware:
    """Refuses the addresses of the admin that would print the title of a page to an account that may not read it.

    Wagtail asks no hook in these views, and its bulk actions name the pages that one may do nothing with.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return None
        if reads_every_title(request.user) or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        return None if _names_no_other(request, kwargs) else permission_denied(request)


def _names_no_other(request, kwargs) -> bool:
    """Whether every page that the address names is one that the account may know of."""
    match = request.resolver_match
    named = PAGE_KEYS | {"pk"} if match.namespaces == ["wagtailadmin_pages"] else PAGE_KEYS
    wanted = _keys(key for name, key in kwargs.items() if name in named)
    name = match.url_name or ""
    if name.startswith(NAMES_ANY.replace("-", "_")):
        return False
    if name not in PRINT_TITLES:
        # The rest is Wagtail's to refuse, but for what an order closes.
        return not closed_pages().filter(pk__in=wanted).exists() if wanted else True
    if name == "wagtail_bulk_action" and "page" not in kwargs["model_name"].lower():
        # It is of pictures, documents or snippets.
        return True
    if kwargs.get("action") in NAME_NO_OTHER:
        return True
    pages = _all_pages().filter(pk__in=wanted | _keys(request.GET.getlist("id")))
    if "all" in request.GET.getlist("id"):
        pages = _of_listing(request)
    return not pages.exclude(pk__in=with_open_titles(_all_pages(), request.user).values("pk")).exists()


def _all_pages():
    return GatedPageQuerySet(model=Page).order_by()


def _keys(given) -> set[int]:
    return {int(key) for key in map(str, given) if key.isdecimal() and len(key) < LONGEST_KEY}


def _of_listing(request):
    """All that “all in the listing” may mean: at and under the page of the listing."""
    page = _all_pages().filter(pk__in=_keys(request.GET.getlist("childOf")[-1:])).first()
    return _all_pages().descendant_of(page) if page else _all_pages()
