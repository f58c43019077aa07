"""The indexes of words and of references, after the entries are there."""

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from timeline.models import ImportRow

SOME = 100


def index_some(batch) -> bool:
    """Index a few of the entries of *batch* that are not yet. Returns whether there were any."""
    rows = list(batch.rows.filter(to_index=True)[:SOME])
    index_pages([row.page_id for row in rows if row.page_id])
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(to_index=False)
    return bool(rows)


def index_pages(keys) -> None:
    """Write what is found of the pages with *keys*, as they stand."""
    pages = list(Page.objects.filter(pk__in=keys).specific())
    for model in {type(page) for page in pages}:
        get_search_backend().add_bulk(model, [page for page in pages if type(page) is model])
    with transaction.atomic():
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)
