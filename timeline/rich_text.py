from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from timeline.merged import standing_keys
from timeline.querysets import published_pages


class GatedPageLinkHandler(PageLinkHandler):
    """Links of the text to pages of the site, but no address of a page that the gate keeps back.

    The address of a page often holds its title. The words of the link stay, without an address.
    """

    @classmethod
    def get_many(cls, attrs_list):
        pages = super().get_many(attrs_list)
        if None in pages:
            pages = super().get_many(_as_they_stand(attrs_list))
        wanted = [page.pk for page in pages if page]
        published = set(published_pages().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
        return [page if page and page.pk in published else None for page in pages]


class GatedDocumentLinkHandler(DocumentLinkHandler):
    """Links of the text to documents, but no address of one that may not be published. The words stay."""

    @classmethod
    def get_many(cls, attrs_list):
        return [one if one and one.may_be_shown else None for one in super().get_many(attrs_list)]


def _as_they_stand(attrs_list):
    """The same links, with the entries that stay in place of those that were merged into them."""
    keys = [int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdigit()]
    there = {str(key): str(other) for key, other in standing_keys(keys).items()}
    return [{**attrs, "id": there.get(attrs.get("id"), attrs.get("id"))} for attrs in attrs_list]
