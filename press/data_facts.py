"""What articles hand over to exports: never more words than we may print."""

from django.utils.translation import gettext_lazy as _

from timeline.data.dates import day, edtf
from timeline.data.dictionary import ADDRESS_FIELDS, within
from timeline.data.kinds import Column, DataMixin, Field
from timeline.data.sources import address_record

PRINTED = ("byline", "edition", "print_page", "programme", "place_in_programme", "reply")
QUOTATION = ("text", "speaker", "role", "side", "locator", "answer", "answer_by", "answer_source", "language")


def facts_of(article) -> dict:
    outlet, may_print = article.outlet, article.may_print
    extract = article.printable_extract
    return {
        "outlet": outlet and {"id": outlet_id(outlet), "name": article.outlet_name, "place": outlet.place},
        "article": address_record(article.where_to_read),
        "article_kind": str(article.press_kind),
        "access": str(article.access),
        "language": article.language,
        "updated_on": day(article.updated_on),
        **{name: getattr(article, name) for name in PRINTED},
        "quotations": [{name: str(getattr(one, name)) for name in QUOTATION} for one in article.printable_quotations()],
        "extract": {
            "text": extract,
            "rights": str(article.article_rights.state),
            "ground": may_print.ground,
            "licence": article.article_rights.licence,
            "licence_url": may_print.licence_url or None,
        }
        if extract
        else None,
        "copy_of": article.fetched_copy_of,
    }


def outlet_id(outlet) -> str:
    """The name of an outlet today, which no two have."""
    return outlet.name


def fetch(articles, site) -> None:
    """Give each of *articles* the permanent id of the one that it is a copy of, if readers may see that."""
    from press.models import PressArticlePage

    originals = (
        PressArticlePage.objects.published().of_site(site).filter(pk__in={one.copy_of_id for one in articles} - {None})
    )
    ids = dict(originals.order_by().values_list("pk", "public_record__uid"))
    for one in articles:
        one.fetched_copy_of = ids[one.copy_of_id].urn if ids.get(one.copy_of_id) else None


def outlets_of(articles) -> list[dict]:
    """The outlets of *articles*, with the former names that the articles show and when they had them."""
    found, shown = {}, {}
    for one in articles:
        if one.outlet:
            found[one.outlet_id] = one.outlet
            shown.setdefault(one.outlet_id, set()).add(one.outlet_name)
    return [
        {
            "id": outlet_id(outlet),
            "place": outlet.place,
            "former_names": [
                {"name": row.name, "from": edtf(row.used_from), "until": edtf(row.used_until)}
                for row in outlet.former_names.all()
                if row.name in shown[key]
            ],
        }
        for key, outlet in found.items()
    ]


FIELDS = (
    Field("outlet.id", _("The name of the outlet today, by which the list “outlets” of a whole story has it.")),
    Field("outlet.name", _("Its name when the article came out.")),
    Field("outlet.place", _("Of a local paper: where it is read.")),
    *within("article", ADDRESS_FIELDS),
    Field(
        "article_kind",
        _("“news”, “opinion”, “letter”, “editorial”, “interview”, “broadcast”, “blog”, “press-release” or “trade”."),
    ),
    Field("access", _("“free”, “metered”, “paywall”, “registration” or “unknown”.")),
    Field("language", _("The language of the article (ISO 639); “und” for another one.")),
    Field("updated_on", _("The day on which the outlet changed it, if it says so.")),
    Field("byline", _("Who wrote it, as printed.")),
    Field("edition", _("In print: the edition.")),
    Field("print_page", _("In print: the page.")),
    Field("programme", _("Of a broadcast: the programme.")),
    Field("place_in_programme", _("Of a broadcast: where in the programme.")),
    Field("reply", _("What the other side replied, in our words.")),
    Field("quotations[].text", _("A short quotation, where we may print one. It stays theirs.")),
    Field("quotations[].speaker", _("Who said it.")),
    Field("quotations[].role", _("As what.")),
    Field("quotations[].side", _("“campaign”, “department” or “other”.")),
    Field("quotations[].locator", _("Where in the article.")),
    Field("quotations[].answer", _("What the other side answered. Print it wherever you print the quotation.")),
    Field("quotations[].answer_by", _("Who answered.")),
    Field("quotations[].answer_source", _("Where they answered, if not in the article.")),
    Field(
        "quotations[].language", _("The language of the quotation, where it is not that of the article; mostly empty.")
    ),
    Field("extract.text", _("A longer extract, where a licence or our own authorship covers it; else there is none.")),
    Field("extract.rights", _("“licensed” (to us alone: you need your own), “own-work” or “public-licence”.")),
    Field("extract.ground", _("On what ground we print it.")),
    Field("extract.licence", _("The public licence, if it is one.")),
    Field("extract.licence_url", _("Where that licence stands.")),
    Field("copy_of", _("The permanent id of the entry with the same text in another outlet; null if it is no copy.")),
)
OUTLET_FIELDS = (
    Field("id", _("The name of the outlet today.")),
    Field("place", _("Of a local paper: where it is read.")),
    Field("former_names[].name", _("A former name under which an article of this file came out.")),
    Field("former_names[].from", _("From when it had that name (EDTF), if known.")),
    Field("former_names[].until", _("Until when (EDTF), if known.")),
)


def _outlet(facts):
    return facts["outlet"]["name"] if facts["outlet"] else ""


COLUMNS = (
    Column("outlet", _("Of an article: the outlet, under the name that it had."), _outlet),
    Column("byline", _("Of an article: who wrote it."), lambda facts: facts["byline"]),
    Column("article_url", _("Of an article: its address."), lambda facts: facts["article"]["url"]),
    Column("article_copy_url", _("Of an article: a kept copy."), lambda facts: facts["article"]["copy_url"]),
    Column(
        "article_is_gone",
        _("Of an article: “yes” if nothing answers any more."),
        lambda facts: facts["article"]["is_gone"],
    ),
    Column("article_kind", _("Of an article: news, opinion and so on."), lambda facts: facts["article_kind"]),
    Column("access", _("Of an article: whether it is free to read."), lambda facts: facts["access"]),
    Column("language", _("Of an article: its language."), lambda facts: facts["language"]),
    Column("reply", _("Of an article: what the other side replied."), lambda facts: facts["reply"]),
)


class ArticleDataMixin(DataMixin):
    """An article as data."""

    data_fields = FIELDS
    data_columns = COLUMNS
    data_lists = {"outlets": OUTLET_FIELDS}

    @property
    def data_facts(self):
        return facts_of(self)

    @classmethod
    def fetch_for_data(cls, entries, site):
        fetch(entries, site)

    @classmethod
    def data_beside(cls, entries, site):
        return {"outlets": outlets_of(entries)}

    @classmethod
    def take_in_beside(cls, story, taking):
        from press.data_taking import take_in_outlets

        take_in_outlets(story, taking)

    @classmethod
    def from_data_facts(cls, facts, taking):
        from press.data_taking import from_facts

        return from_facts(cls, facts, taking)
