"""Captures in the admin: read as inert text, downloaded as WARC, made, and made again."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from press.capture_access import may_open
from press.capturing import BROKEN_OFF_AFTER
from press.models import Capture
from press.tasks import capture_page

LOST = _("The file of this copy is gone from where it was kept. Look for it in a backup; its text is still here.")


def ask_for_capture(link, user) -> Capture:
    """Have the page at *link* kept: by a worker, or now."""
    capture = Capture.objects.create(link=link, asked_by=user)
    return run(capture)


def run(capture: Capture) -> Capture:
    capture_page.enqueue(capture.pk)
    capture.refresh_from_db()
    return capture


def tell(request, capture: Capture) -> None:
    """A message on how it went."""
    if capture.state == Capture.State.KEPT:
        messages.success(request, "A copy is kept.")
    elif capture.state == Capture.State.FAILED:
        messages.error(request, f"No copy was kept. {capture.reason}")
    else:
        messages.info(request, "The copy is being made. Look again in a moment.")


def was_broken_off(capture: Capture) -> bool:
    """Whether nobody works on it any more, though it never came to an end: the server was stopped, say."""
    since = {Capture.State.WAITING: capture.asked_at, Capture.State.RUNNING: capture.started_at}.get(capture.state)
    return since is not None and since < timezone.now() - BROKEN_OFF_AFTER


def may_be_tried_again(capture: Capture) -> bool:
    """Whether it has an address to fetch, and did not get it."""
    return capture.link_id is not None and (capture.state == Capture.State.FAILED or was_broken_off(capture))


class CaptureMixin:
    """One capture, for those who may open it. To others it is not there."""

    def dispatch(self, request, *args, **kwargs):
        self.capture = get_object_or_404(Capture.objects.select_related("link", "page", "asked_by"), pk=kwargs["pk"])
        if not may_open(request.user, self.capture):
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


class CaptureView(CaptureMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "press/admin/capture.html"
    page_title = _("Kept copy")
    header_icon = "download"

    def get_page_subtitle(self):
        return str(self.capture)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("web_links:index"), "label": "Web links"},
            {"url": "", "label": str(self.capture)},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            capture=self.capture,
            was_broken_off=was_broken_off(self.capture),
            may_retry=may_be_tried_again(self.capture) and self.request.user.has_perm("press.add_capture"),
            **kwargs,
        )


class CaptureDownloadView(CaptureMixin, View):
    """The WARC file. It is never shown: what is in it is somebody else's page."""

    def get(self, request, pk):
        if not self.capture.warc:
            raise Http404
        name = f"capture-{self.capture.pk}.warc.gz"
        try:
            file = self.capture.warc.open("rb")
        except FileNotFoundError:
            messages.error(request, LOST)
            return redirect("press_capture", pk)
        response = FileResponse(file, as_attachment=True, filename=name)
        response["Content-Type"] = "application/gzip"
        return _inert(response)


class CaptureTextView(CaptureMixin, View):
    """Its text, as plain text."""

    def get(self, request, pk):
        response = HttpResponse(self.capture.text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="capture-{self.capture.pk}.txt"'
        return _inert(response)


class CaptureRetryView(CaptureMixin, View):
    http_method_names = ["post"]

    def post(self, request, pk):
        if not request.user.has_perm("press.add_capture"):
            raise PermissionDenied
        if self.capture.link_id is None:
            raise Http404
        tell(request, run(self.capture))
        return redirect("press_capture", pk)


def _inert(response):
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
