"""Documents and the gate: a file is sent only while it may be published, something published uses it, and nothing
closes it."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.models import Page, ReferenceIndex, get_page_models

from timeline.files_in_use import uses_on_closed_pages
from timeline.querysets import published_pages


def may_be_sent(document) -> bool:
    """Whether anybody may have the file of *document* now."""
    return document.may_be_shown and not is_closed(document) and is_used_by_published_page(document)


def is_closed(document) -> bool:
    """Whether *document* was taken down, or a page that an order closes uses it, or some page says that it is never
    published: then it is closed whatever else uses it."""
    if document.is_taken_down:
        return True
    if uses_on_closed_pages(type(document)).filter(to_object_id=str(document.pk)).exists():
        return True
    return any(model.vetoes_document(document) for model in get_page_models() if hasattr(model, "vetoes_document"))


def is_used_by_published_page(document) -> bool:
    """Whether a page that anybody may see refers to *document* in its published version, and shows it.

    Wagtail's reference index names the candidates; it follows the row of a page, which holds the
    published version while a draft waits in a revision. The candidates are read once more, so that
    an index that is out of date can hide a file, but never hand one out.
    """
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=page_type)
    ids = [int(object_id) for object_id in references.values_list("object_id", flat=True).distinct()]
    pages = published_pages().filter(pk__in=ids).specific()
    return any(_refers_to(page, document) and document.pk not in page.documents_kept_back() for page in pages)


def _refers_to(page, document) -> bool:
    model = type(document)
    wanted = ContentType.objects.get_for_model(model).pk, str(document.pk)
    return any(
        (content_type_id, str(object_id)) == wanted
        for content_type_id, object_id, *_rest in ReferenceIndex._extract_references_from_object(page)
    )


def refuse_unused_document(document, request):
    """For Wagtail's ``before_serve_document`` hook: an editor with access sees drafts' files in the admin."""
    # For the view around Wagtail's own, which names the file by its title.
    request.document_served = document
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return
    if not may_be_sent(document):
        raise Http404("No published page uses this document, or it may not be published.")
