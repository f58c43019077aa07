"""One address in the admin: what was seen of it, where it is named, and what one may have done."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from press.capture_access import those_to_open
from press.capture_views import ask_for_capture, tell
from press.closed import closed_to
from timeline.links.addresses import address_key, archived_moment, archived_original
from timeline.links.checks import check_link
from timeline.links.fetch import Fetcher
from timeline.links.wayback import ask_to_keep
from timeline.models import WebLink

COPY_NAMED = "press.copy"
PAGES_AT_ONCE = 50
COPIES_SHOWN = 20
OTHER_ADDRESS = "That is a copy of another address, {original}. If that is not the same page, give another copy."


class LinkIndexView(generic.IndexView):
    any_permission_required = ["view", "change"]
    page_title = _("Web links")

    def get_base_queryset(self):
        """The addresses that some row names, each with the number of its kept copies."""
        return WebLink.objects.in_use().annotate(number_of_captures=Count("captures")).order_by("pk")


class CopyForm(forms.ModelForm):
    """Where a copy may be read that somebody else has made."""

    archived_url = forms.URLField(
        label=_("Address of a copy"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=_("“https://web.archive.org/web/2018…”. Readers are sent there when the original is gone."),
    )

    class Meta:
        model = WebLink
        fields = ["archived_url"]

    def save(self, commit=True):
        self.instance.archived_at = archived_moment(self.cleaned_data["archived_url"])
        return super().save(commit)


def _owner(model) -> str:
    """By which name a row that names an address has its page; empty where it is the page."""
    return "" if issubclass(model, Page) else next(one for one in ("entry", "article") if hasattr(model, one))


def naming_pages(link: WebLink) -> list[Page]:
    """The entries, drafts too, that name an address, each once."""
    pages = {}
    for relation in WebLink.naming_relations():
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: link})
        owner = _owner(model)
        for row in rows.select_related(owner) if owner else rows:
            page = getattr(row, owner) if owner else row
            pages[page.pk] = page
    return list(pages.values())


def may_name_copy(user, pages: list[Page]) -> bool:
    """Whether *user* may say where readers find a copy: it stands on public pages at once, so only those who may
    publish every one of the live *pages* that name the address."""
    if not user.has_perm("timeline.change_weblink"):
        return False
    live = {page.pk for page in pages if page.live}
    theirs = page_permission_policy.instances_user_has_permission_for(user, "publish").filter(pk__in=live)
    return live == set(theirs.values_list("pk", flat=True))


def links_of_page(page_id: int) -> set[int]:
    """The keys of the links that a page or one of its rows names, as they were last saved."""
    found = set()
    for relation in WebLink.naming_relations():
        model, name = relation.related_model, relation.field.name
        owner = f"{_owner(model)}_id" if _owner(model) else "pk"
        found |= set(model._base_manager.filter(**{owner: page_id}).values_list(name, flat=True))
    return found - {None}


class LinkView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "press/admin/link.html"
    page_title = _("Web link")
    header_icon = "link"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("timeline.view_weblink"):
            raise PermissionDenied
        self.link = get_object_or_404(WebLink, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.link.url

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("web_links:index"), "label": "Web links"},
            {"url": "", "label": self.link.url[:80]},
        ]

    def get_context_data(self, **kwargs):
        user = self.request.user
        pages = naming_pages(self.link)
        closed = closed_to(user, pages)
        captures = self.link.captures.select_related("page", "link")
        paginator = WagtailPaginator([page for page in pages if page.pk not in closed], PAGES_AT_ONCE)
        shown = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            link=self.link,
            captures=those_to_open(user, captures[:COPIES_SHOWN]),
            older_captures=max(captures.count() - COPIES_SHOWN, 0),
            pages=shown,
            elided_page_range=paginator.get_elided_page_range(shown.number),
            closed=len(closed),
            copy_form=kwargs.pop("copy_form", None) or CopyForm(instance=self.link),
            may_change=user.has_perm("timeline.change_weblink"),
            may_copy=may_name_copy(user, pages),
            may_capture=user.has_perm("press.add_capture"),
            **kwargs,
        )


class LinkActionView(View):
    """What an editor has done about a link: each a button, and none without being asked for."""

    http_method_names = ["post"]

    def post(self, request, pk, action):
        link = get_object_or_404(WebLink, pk=pk)
        act = {
            "check": self._check,
            "keep": self._keep,
            "archive": self._archive,
            "seen": self._seen,
            "copy": self._copy,
        }.get(action)
        if act is None:
            raise Http404
        if not request.user.has_perm("press.add_capture" if action == "keep" else "timeline.change_weblink"):
            raise PermissionDenied
        act(request, link)
        return redirect("web_links:link", pk)

    @staticmethod
    def _check(request, link):
        with Fetcher() as fetcher:
            check_link(link, fetcher, timezone.now())
        link.refresh_from_db()
        messages.info(request, f"{link.get_state_display()}. {link.reason}".strip())

    @staticmethod
    def _keep(request, link):
        tell(request, ask_for_capture(link, request.user))

    @staticmethod
    def _archive(request, link):
        pages = _pages_that_get_a_copy(request.user, link)
        with Fetcher() as fetcher:
            kept = ask_to_keep(link, fetcher)
        if kept.url:
            _log_copy(request.user, pages, kept.url)
            messages.success(request, "The Internet Archive has a copy now.")
        else:
            messages.error(request, kept.reason)

    @staticmethod
    def _seen(request, link):
        WebLink.objects.filter(pk=link.pk).update(text_changed_at=None)
        messages.success(request, "Noted: you have looked at the changed text.")

    @staticmethod
    def _copy(request, link):
        pages = _pages_that_get_a_copy(request.user, link)
        form = CopyForm(request.POST, instance=link)
        if not form.is_valid():
            messages.error(request, f"Not kept. {' '.join(form.errors.get('archived_url', []))}")
            return
        with transaction.atomic():
            form.save()
            _log_copy(request.user, pages, link.archived_url)
        messages.success(request, "The address of the copy is kept.")
        original = archived_original(link.archived_url)
        if original and address_key(original) != address_key(link.url):
            messages.warning(request, OTHER_ADDRESS.format(original=original))


def _pages_that_get_a_copy(user, link: WebLink) -> list[Page]:
    """The live pages that name an address. ``PermissionDenied`` unless *user* may publish all of them."""
    pages = naming_pages(link)
    if not may_name_copy(user, pages):
        raise PermissionDenied
    return [page for page in pages if page.live]


def _log_copy(user, pages: list[Page], url: str) -> None:
    for page in pages:
        log(instance=page, action=COPY_NAMED, user=user, data={"copy": url})
