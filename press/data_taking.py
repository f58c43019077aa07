"""How outlets and articles are made from what was exported of them."""

from press.data_facts import PRINTED, QUOTATION
from press.models import ArticleRights, Outlet, OutletName, Quotation
from timeline.data.kinds import NewEntry


def take_in_outlets(story: dict, taking) -> None:
    for place, row in enumerate(taking.rows(story, "outlets")):
        with taking.reading(f"Outlet {place + 1}"):
            name = taking.text(row, "id", required=True)
            there = Outlet.objects.filter(name=name).first()
            taking.made["outlets", name] = there.standing_for if there else _add_outlet(name, row, taking)


def _add_outlet(name, row, taking) -> Outlet:
    outlet = Outlet(name=name, place=taking.text(row, "place"))
    former = [
        {
            "name": taking.text(one, "name", "former_names"),
            "used_from": taking.edtf(one, "from", "former_names"),
            "used_until": taking.edtf(one, "until", "former_names"),
        }
        for one in taking.rows(row, "former_names")
    ]
    outlet.former_names = taking.inline(OutletName, "former_names", former)
    taking.check(outlet)
    outlet.save()
    taking.count("outlets")
    return outlet


def from_facts(kind, facts: dict, taking) -> NewEntry:
    """What an article is made of. A licensed extract was licensed to others, and is not taken in."""
    article, outlet = taking.part(facts, "article"), taking.part(facts, "outlet")
    quotations = [
        {name: taking.text(row, name, f"quotations[{place}]", may_lack=name == "language") for name in QUOTATION}
        for place, row in enumerate(taking.rows(facts, "quotations"))
    ]
    extract = facts.get("extract") and taking.part(facts, "extract")
    rights = _rights(quotations, extract, taking)
    has_extract = bool(extract and rights and rights.state != rights.State.SHORT_QUOTATION)
    values = {
        "outlet": taking.known("outlets", taking.text(outlet, "id", "outlet", required=True), "outlet.id"),
        "article_url": taking.url(article, "url", "article"),
        "archived_url": taking.url(article, "copy_url", "article"),
        "press_kind": taking.text(facts, "article_kind"),
        "access": taking.text(facts, "access"),
        "language": taking.text(facts, "language"),
        "updated_on": taking.day(facts, "updated_on"),
        "extract": taking.text(extract, "text", "extract") if has_extract else "",
        **{name: taking.text(facts, name) for name in PRINTED},
        "quotations": taking.inline(Quotation, "quotations", quotations),
    }
    if original := taking.text(facts, "copy_of"):
        taking.join_later("copy_of", original)
    return NewEntry(taking.room_of(kind), values, beside=lambda page: rights and _keep_rights(rights, page))


def _rights(quotations, extract, taking) -> ArticleRights | None:
    """What the file lets us print. A public licence and the author's own words go with the words; a licence that
    somebody was given does not."""
    states = ArticleRights.State
    state = taking.text(extract, "rights", "extract") if extract else ""
    if state in (states.OWN_WORK, states.PUBLIC_LICENCE):
        return ArticleRights(
            state=state,
            licence=taking.text(extract, "licence", "extract"),
            licence_url=taking.url(extract, "licence_url", "extract"),
        )
    return ArticleRights(state=states.SHORT_QUOTATION) if quotations else None


def _keep_rights(rights, page) -> None:
    rights.page = page
    rights.full_clean(exclude=["page"])
    rights.save()
