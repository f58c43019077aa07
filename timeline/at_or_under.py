"""Whether a page is one of a few, or stands below one of them: by ranges of Wagtail's tree paths."""

from django.db.models import Q, Subquery


class KeysAtOrUnder(Subquery):
    """The keys of the pages at and under those whose keys a query gives.

    It asks nothing of the page in question, so that the database answers it once. The two bounds let it find the pages
    in the index of paths: steps are of digits and capitals, so “zzzzz” stands behind all that can follow, in every
    sorting order. The pattern says the same again: without it PostgreSQL expects so many that it keeps no hash of them.
    """

    template = (
        '(WITH "few" ("id") AS (%(subquery)s),'
        ' "above" AS (SELECT "path" FROM "wagtailcore_page"'
        ' WHERE "id" IN (SELECT "id" FROM "few") AND "path" LIKE %%s),'
        ' "found" AS (SELECT "at_or_under"."id" FROM "wagtailcore_page" "at_or_under" INNER JOIN "above"'
        ' ON "at_or_under"."path" >= "above"."path" AND "at_or_under"."path" < "above"."path" || \'zzzzz\''
        ' AND "at_or_under"."path" LIKE "above"."path" || \'%%%%\')'
        ' SELECT "id" FROM "found")'
    )
    #: One after the other, whatever PostgreSQL believes of the tables. Where it has not counted them yet, after an
    #: import or in a new site, it would compare every page with every other, and again for each row in question.
    step_by_step = template.replace(" AS (", " AS MATERIALIZED (")

    def __init__(self, keys, *, only_in: str = ""):
        super().__init__(keys)
        self.only_in = only_in

    def as_sql(self, compiler, connection, template=None, **extra_context):
        sql, params = super().as_sql(compiler, connection, template, **extra_context)
        return sql, (*params, f"{self.only_in}%")

    def as_postgresql(self, compiler, connection, **extra_context):
        return self.as_sql(compiler, connection, self.step_by_step, **extra_context)


def stands_at_or_under(*few, only_in: str = ""):
    """Whether a page is one of the few pages whose keys *few* give, or stands below one of them. Of the few, those
    count whose paths begin with *only_in*."""
    keys = few[0].union(*few[1:], all=True) if len(few) > 1 else few[0]
    return Q(pk__in=KeysAtOrUnder(keys, only_in=only_in))
