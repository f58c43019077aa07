"""The account of an entry from its blocks as they were exported: text is text, and HTML is cleaned."""

from django.core.exceptions import ValidationError

from timeline.blocks import EntryBody
from timeline.data.html import safe_html

#: Addresses on another site, which are not fetched.
NOT_TAKEN = ("image", "document")


def body_from(blocks: list[dict], taking):
    """The value of an entry's body, without pictures and documents; ``StoryError`` for what is no block of ours."""
    kept = []
    for place, block in enumerate(blocks):
        where = f"account[{place}]"
        name = taking.text(block, "type", where, required=True)
        if name in NOT_TAKEN:
            continue
        if name not in READERS:
            taking.refuse(f"{where}.type", f"there is no block “{name}” here.")
        kept.append({"type": name, "value": READERS[name](block, taking, where)})
    body = EntryBody()
    try:
        return body.clean(body.to_python(kept))
    except ValidationError as error:
        taking.refuse("account", _first_words(error))


def _first_words(error) -> str:
    """The first message within a mistake of blocks, which lies as deep as its block."""
    while getattr(error, "block_errors", None):
        nested = error.block_errors
        error = next(iter(nested.values() if isinstance(nested, dict) else filter(None, nested)))
    return " ".join(map(str, error.messages)) or "a block cannot be read."


def _paragraph(block, taking, where):
    return safe_html(taking.text(block, "html", where))


def _heading(block, taking, where):
    return taking.text(block, "text", where)


def _quotation(block, taking, where):
    return {name: taking.text(block, name, where) for name in ("text", "speaker", "source")}


def _stated(block, taking, where):
    as_of = taking.edtf(block, "as_of", where)
    return {
        "value": taking.text(block, "value", where),
        "as_of": as_of.edtf if as_of else "",
        "source": taking.text(block, "source", where),
        "url": taking.url(block, "url", where),
    }


def _figure(block, taking, where):
    answer = block.get("answer") and taking.part(block, "answer", where)
    said = {name: taking.text(answer, name, f"{where}.answer") if answer else "" for name in ("text", "by", "source")}
    return {**_stated(block, taking, where), "label": taking.text(block, "label", where), "answer": said}


def _figures_that_differ(block, taking, where):
    return {
        "label": taking.text(block, "label", where),
        "rows": [
            _stated(row, taking, f"{where}.rows[{place}]")
            for place, row in enumerate(taking.rows(block, "rows", where))
        ],
        "note": taking.text(block, "note", where),
    }


def _embed(block, taking, where):
    return {"url": taking.url(block, "url", where), "title": taking.text(block, "title", where)}


READERS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quotation": _quotation,
    "figure": _figure,
    "figures_that_differ": _figures_that_differ,
    "embed": _embed,
}
