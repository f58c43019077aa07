"""Where files cannot be stored, fetched or deleted, an editor is told so, and what to do."""

import logging

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)
#: The status of an answer that will be another one soon (RFC 9110, 15.6.4).
AWAY = 503
TITLE = _("The file was not stored")
WHAT_HAPPENED = _("The place where files are kept cannot be reached just now. Nothing was changed.")
WHAT_TO_DO = _(
    "Go back: your browser still has what you typed. Choose the file once more, and try again in a few minutes."
)
#: Each file is sent by a script of Wagtail's, which shows an error that it is told in its own way beside the file.
UPLOADS_OF_MANY = ("wagtailimages:add_multiple", "wagtaildocs:add_multiple")


class FilesAwayError(OSError):
    """The provider of files does not answer, or cannot do what was asked."""


class TellFileTroubleMiddleware:
    """In the admin, for what is sent there; a reader's page does without its pictures."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """By now what the view began in the database is undone. Mail that cannot be sent is an ``OSError`` too: hence
        only ours, or any with a request that brings a file, where a disk may be full."""
        if request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if not isinstance(exception, FilesAwayError) and not (isinstance(exception, OSError) and request.FILES):
            return None
        logger.error("A file could not be stored, fetched or deleted.", exc_info=exception)
        if request.resolver_match.view_name in UPLOADS_OF_MANY:
            return JsonResponse({"success": False, "error_message": str(WHAT_HAPPENED)})
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # A dialogue, which shows no page of ours.
            return HttpResponse(f"{WHAT_HAPPENED} {WHAT_TO_DO}", content_type="text/plain", status=AWAY)
        words = {
            "header_title": TITLE,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": TITLE},
            ],
            "what_happened": WHAT_HAPPENED,
            "what_to_do": WHAT_TO_DO,
        }
        return render(request, "timeline/admin/files_away.html", words, status=AWAY)
