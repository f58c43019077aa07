"""Wagtail's own search behind one safe backend, for readers and for the admin alike.

A quotation mark without its pair, a NUL, or three thousand words must find little, not break the page.
"""

import re

from modelsearch.backends.database import SearchBackend as DatabaseSearchBackend

MAX_CHARACTERS = 200
MAX_WORDS = 16
#: What may not be in a query: control characters, and the marks that are syntax to SQLite's FTS5.
NOT_WORDS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\"]+")


def clean_query(text: str) -> str:
    """*text* without what a database cannot search for, cut to 200 characters and 16 words."""
    return " ".join(NOT_WORDS.sub(" ", text)[:MAX_CHARACTERS].split()[:MAX_WORDS])


class SafeQueriesMixin:
    """A search backend that cleans what people typed. Query objects made by code pass as they are."""

    def search(self, query, model_or_queryset, *args, **kwargs):
        return super().search(self._cleaned(query), model_or_queryset, *args, **kwargs)

    def autocomplete(self, query, model_or_queryset, *args, **kwargs):
        return super().autocomplete(self._cleaned(query), model_or_queryset, *args, **kwargs)

    @staticmethod
    def _cleaned(query):
        return clean_query(query) if isinstance(query, str) else query


def SearchBackend(params):  # noqa: N802 - the name that Wagtail looks for
    """The database's own backend, with cleaned queries."""
    backend = type(DatabaseSearchBackend(params))
    return type(f"Safe{backend.__name__}", (SafeQueriesMixin, backend), {})(params)


def ids_of_matches(model, words: str) -> list[int]:
    """The primary keys of the rows of *model*, public or not, in which all *words* occur.

    Not by relevance: that costs SQLite a calculation a row, and a story is read in its own order. What
    comes out is a list of candidates, and the gate is asked about them.
    """
    if not words:
        return []
    found = model.objects.order_by().search(words, operator="and", order_by_relevance=False)
    return list(found.get_queryset().values_list("pk", flat=True))
