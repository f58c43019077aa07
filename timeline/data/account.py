"""The account of an entry as typed blocks.

The blocks are read as they are kept, not through Wagtail's values: those would fetch the pictures and links of each
entry by queries of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.data.html import safe_html, web_address
from timeline.data.pictures import document_record, picture_record


@dataclass
class Drawn:
    """What the accounts of many entries name, fetched for all of them at once."""

    root_url: str
    #: Paragraphs as they are kept -> as a page prints them.
    paragraphs: dict[str, str] = field(default_factory=dict)
    pictures: dict[int, object] = field(default_factory=dict)
    documents: dict[int, object] = field(default_factory=dict)


def account_record(entry, drawn: Drawn, *, base: str) -> list[dict]:
    """The blocks of the account, each with its ``type``. Pictures and documents that may not be shown are left out."""
    found = []
    for block in entry.body.raw_data:
        values = WRITERS[block["type"]](block["value"], drawn, base)
        if values is not None:
            found.append({"type": block["type"], **values})
    return found


def named_in_accounts(entries) -> tuple[set[str], set[int], set[int]]:
    """The paragraphs, and the keys of pictures and documents, in the accounts of *entries*."""
    paragraphs, pictures, documents = set(), set(), set()
    for block in _blocks(entries):
        value = block["value"]
        if block["type"] == "paragraph":
            paragraphs.add(value)
        elif block["type"] == "image":
            pictures.add(_picture_key(value))
        elif block["type"] == "document":
            documents.add(value["document"])
    return paragraphs, pictures - {None}, documents - {None}


def _blocks(entries) -> Iterator[dict]:
    for entry in entries:
        yield from entry.body.raw_data


def _picture_key(value: dict) -> int | None:
    return (value.get("image") or {}).get("image")


def _paragraph(value, drawn, base):
    return {"html": safe_html(drawn.paragraphs[value], base=base)}


def _heading(value, drawn, base):
    return {"text": value}


def _quotation(value, drawn, base):
    return {"text": value["text"], "speaker": value["speaker"], "source": value.get("source") or ""}


def _image(value, drawn, base):
    named = value.get("image") or {}
    said = "" if named.get("decorative") else named.get("alt_text") or ""
    picture = picture_record(drawn.pictures.get(_picture_key(value)), drawn.root_url, description=said)
    return picture and {"picture": picture, "caption": value.get("caption") or ""}


def _document(value, drawn, base):
    document = drawn.documents.get(value["document"])
    if document is None or not document.may_be_shown:
        return None
    return {"document": document_record(document, drawn.root_url, title=value.get("title") or "")}


def _figure(value, drawn, base):
    answer = value.get("answer") or {}
    said = {name: answer.get(name) or "" for name in ("text", "by", "source")}
    return {**_stated(value), "label": value["label"], "answer": said if said["text"] else None}


def _figures_that_differ(value, drawn, base):
    # Rows written by older code are bare values.
    rows = [row["value"] if "value" in row and isinstance(row["value"], dict) else row for row in value["rows"]]
    return {"label": value["label"], "rows": [_stated(row) for row in rows], "note": value.get("note") or ""}


def _stated(value) -> dict:
    return {
        "value": value["value"],
        "as_of": value.get("as_of") or None,
        "source": value["source"],
        "url": web_address(value.get("url") or ""),
    }


def _embed(value, drawn, base):
    return {"url": web_address(value["url"]), "title": value["title"]}


#: For every block of ``EntryBody``, how it is written.
WRITERS = {
    "paragraph": _paragraph,
    "heading": _heading,
    "quotation": _quotation,
    "image": _image,
    "document": _document,
    "figure": _figure,
    "figures_that_differ": _figures_that_differ,
    "embed": _embed,
}
