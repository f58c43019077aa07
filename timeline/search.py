"""Wagtail's own search behind one safe backend, for readers and for the admin alike.

A quotation mark without its pair, a NUL, or three thousand words must find little, not break the page.
"""

import re
from copy import copy

from django.db import connection
from django.db.models import Lookup, QuerySet
from django.db.models.expressions import Col
from django.db.models.sql.where import WhereNode
from modelsearch.backends.database import SearchBackend as DatabaseSearchBackend
from modelsearch.query import MATCH_NONE, And, Fuzzy, Or, Phrase, PlainText

from timeline.highlights import forms_of

MAX_CHARACTERS = 200
MAX_WORDS = 16
#: What may not be in a query: control characters, and the marks that are syntax to SQLite's FTS5.
NOT_WORDS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\"]+")


def clean_query(text: str) -> str:
    """*text* without what a database cannot search for, cut to 200 characters and 16 words."""
    return " ".join(NOT_WORDS.sub(" ", text)[:MAX_CHARACTERS].split()[:MAX_WORDS])


def cleaned(query):
    """*query*, a string or one of Wagtail's query objects, with the words in it cleaned.

    The admin's page search makes objects of what was typed. What is empty by then is the query that
    matches nothing: an empty string would get results without a model, and listings ask for that.
    """
    if isinstance(query, str):
        return clean_query(query) or MATCH_NONE
    if isinstance(query, (PlainText, Phrase, Fuzzy)):
        kept = copy(query)
        kept.query_string = clean_query(query.query_string)
        return kept if kept.query_string else MATCH_NONE
    if isinstance(query, (And, Or)):
        parts = [part for part in map(cleaned, query.subqueries[:MAX_WORDS]) if part is not MATCH_NONE]
        return type(query)(parts) if len(parts) > 1 else (parts or [MATCH_NONE])[0]
    return query


def answerable(rows):
    """*rows*, a model or a queryset, with no condition but on columns. modelsearch fails at others, such as how often a
    document is used, by which the admin filters: they become a condition on keys."""
    if not isinstance(rows, QuerySet) or _asks_columns_alone(rows.query.where):
        return rows
    keys = rows.order_by().values("pk")
    kept = rows.all()
    kept.query.where = WhereNode()
    return kept.filter(pk__in=keys)


def _asks_columns_alone(where) -> bool:
    return all(
        _asks_columns_alone(one)
        if isinstance(one, WhereNode)
        else not isinstance(one, Lookup) or isinstance(one.lhs, Col)
        for one in where.children
    )


class SafeQueriesMixin:
    """A search backend that cleans what people typed."""

    def search(self, query, model_or_queryset, *args, **kwargs):
        return super().search(cleaned(query), answerable(model_or_queryset), *args, **kwargs)

    def autocomplete(self, query, model_or_queryset, *args, **kwargs):
        return super().autocomplete(cleaned(query), answerable(model_or_queryset), *args, **kwargs)


def SearchBackend(params):  # noqa: N802 - the name that Wagtail looks for
    """The database's own backend, with cleaned queries."""
    backend = type(DatabaseSearchBackend(params))
    return type(f"Safe{backend.__name__}", (SafeQueriesMixin, backend), {})(params)


def with_forms(words: str):
    """The query for what holds all of *words*, each of them in any of its forms: “school” finds “schools”.

    PostgreSQL brings words to their stems by itself; SQLite knows words only as they are written.
    """
    if connection.vendor != "sqlite":
        return PlainText(words, operator="and")
    forms = [forms_of(word.casefold()) if word.isalpha() else [word] for word in words.split()]
    parts = [Or([PlainText(form) for form in one]) if len(one) > 1 else PlainText(one[0]) for one in forms]
    return And(parts) if len(parts) > 1 else parts[0]


def ids_of_matches(model, words: str) -> list[int]:
    """The primary keys of the rows of *model*, public or not, in which all *words* occur.

    Not by relevance: that costs SQLite a calculation a row, and a story is read in its own order. What
    comes out is a list of candidates, and the gate is asked about them.
    """
    if not words:
        return []
    found = model.objects.order_by().search(with_forms(words), order_by_relevance=False)
    return list(found.get_queryset().values_list("pk", flat=True))
