"""Which pages use a picture or a document: what Wagtail's reference index knows, asked in one query."""

from django.db.models import BigIntegerField, Case, Exists, OuterRef, When
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from timeline.querysets import closed_pages


def uses_by(pages, model):
    """The references from *pages* to things of *model*. The index follows the rows of pages, which hold
    what was published."""
    # PostgreSQL would else cast the keys of other models too, and some of those are no numbers.
    of_page = {"base_content_type__app_label": "wagtailcore", "base_content_type__model": "page"}
    page_key = Case(When(**of_page, then=Cast("object_id", BigIntegerField())))
    to_model = {
        "to_content_type__app_label": model._meta.app_label,
        "to_content_type__model": model._meta.model_name,
    }
    references = ReferenceIndex.objects.filter(**of_page, **to_model).annotate(page_key=page_key)
    return references.filter(Exists(pages.filter(pk=OuterRef("page_key"))))


def uses_on_closed_pages(model):
    """The references to things of *model* from pages that an order or request in force closes."""
    return uses_by(closed_pages(), model)


def things_used_by(pages, model):
    """The things of *model* that *pages* use."""
    keys = {int(key) for key in uses_by(pages, model).values_list("to_object_id", flat=True)}
    return model._base_manager.filter(pk__in=keys)
