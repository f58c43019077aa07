"""A document as it is sent: with headers that let it do nothing, and under a name that is made of its title."""

import re
from pathlib import PurePath

from django.http import Http404
from django.utils.http import content_disposition_header
from wagtail.documents.views.serve import serve

#: A browser's own viewer of PDF does not open what stands in a sandbox. What is saved and not shown does.
POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
LONGEST_NAME = 100
#: What stands in no name of a file, on any system, or turns it around.
NOT_IN_NAMES = re.compile(r"[^\w ,()’'&+-]+")


def serve_document(request, document_id, document_filename):
    """Wagtail's view, which asks the gate first (``timeline.documents``). Only its headers are ours."""
    try:
        response = serve(request, document_id, document_filename)
    except FileNotFoundError as lost:
        # Of a file on a disk Wagtail says so itself, and of one with a provider it does not.
        raise Http404("The file of this document is lost.") from lost
    if response.get("Content-Encoding") == "None":
        # Wagtail writes the word for “none”, which is no way to pack a file.
        del response["Content-Encoding"]
    if response.status_code in (200, 304):
        # What may be withdrawn is kept by nobody between us and the reader, and by the reader under a question.
        response["Cache-Control"] = "private, no-cache"
    document = getattr(request, "document_served", None)
    if document is None or response.status_code != 200:
        return response
    is_shown = document.content_disposition == "inline"
    response["Content-Disposition"] = content_disposition_header(not is_shown, name_of(document))
    response["Content-Security-Policy"] = POLICY if is_shown else f"{POLICY}; sandbox"
    return response


def name_of(document) -> str:
    """The name under which a reader saves *document*. What its upload was called is thrown away."""
    suffix = PurePath(document.file.name).suffix.lower()
    title = NOT_IN_NAMES.sub(" ", document.title.removesuffix(suffix))
    return f"{' '.join(title.split())[:LONGEST_NAME].strip() or 'document'}{suffix}"
