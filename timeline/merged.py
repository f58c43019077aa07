"""Finding the entry that stays where something still names one that was merged into it."""

from modelcluster.models import get_all_child_relations
from wagtail.models import Page


def standing_short_id(short_id: str) -> str:
    """The short id of the entry into which the one with *short_id* was merged; empty if it never was."""
    from timeline.models import MergedEntry, PublicRecord

    merged = MergedEntry.objects.standing().filter(**PublicRecord.lookup(short_id)).first()
    return merged.standing_short_id if merged else ""


def standing_keys(keys) -> dict[int, int]:
    """The keys of the entries that stay, by those of *keys* that were merged into them."""
    from timeline.models import MergedEntry, PublicRecord

    merged = dict(MergedEntry.objects.filter(page_key__in=set(keys)).values_list("page_key", "into"))
    if not merged:
        return {}
    pages = dict(PublicRecord.objects.filter(uid__in=set(merged.values())).values_list("uid", "page_id"))
    return {key: pages[uid] for key, uid in merged.items() if uid in pages}


def with_standing_pages(page, content: dict) -> dict:
    """The *content* of a revision of *page* as it is to be read today: where it names an entry that was merged since,
    it names the one that stays. A row that says the same as another by that, or joins the page to itself, is left out.
    """
    own, rows = _names_of_keys(type(page)), _names_in_rows(type(page))
    named = {content.get(name) for name in own}
    for relation, names in rows.items():
        named |= {row.get(name) for row in content.get(relation) or () for name in names}
    there = standing_keys(named - {None}) if named - {None} else {}
    if not there:
        return content
    changed = {name: _other_than(page, there.get(content.get(name), content.get(name))) for name in own}
    for relation, names in rows.items():
        changed[relation] = _without_doubles(page, content.get(relation) or [], names, there)
    return {**content, **changed}


def _names_of_keys(model) -> list[str]:
    """The fields of *model* that name a page, but for those that every page has."""
    known = {field.name for field in Page._meta.fields}
    return [field.name for field in model._meta.fields if field.name not in known and _names_a_page(field)]


def _names_in_rows(model) -> dict[str, list[str]]:
    """The same of the rows that are kept with a page of *model*, by relation."""
    found = {}
    for relation in get_all_child_relations(model):
        fields = (field for field in relation.related_model._meta.fields if field.name != relation.field.name)
        found[relation.get_accessor_name()] = [field.name for field in fields if _names_a_page(field)]
    return {relation: names for relation, names in found.items() if names}


def _names_a_page(field) -> bool:
    is_key = field.many_to_one and not getattr(field.remote_field, "parent_link", False)
    return is_key and issubclass(field.related_model, Page)


def _other_than(page, key):
    return None if key == page.pk else key


def _without_doubles(page, rows: list[dict], names: list[str], there: dict) -> list[dict]:
    kept, said = [], set()
    for row in rows:
        was_named = any(row.get(name) in there for name in names)
        row = {**row, **{name: there.get(row.get(name), row.get(name)) for name in names}}
        says = repr(sorted((name, value) for name, value in row.items() if name not in ("pk", "sort_order")))
        if was_named and (says in said or any(row[name] == page.pk for name in names)):
            continue
        said.add(says)
        kept.append(row)
    return kept
