"""Citations as the parsers of others read them."""

import json
import re
from io import BytesIO

import bibtexparser
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from tests.timeline.citation_table import STYLE
from timeline.citations.bibtex import ESCAPES, bibtex_file
from timeline.citations.csl import csl_file
from timeline.citations.ris import ris_file


def as_ris(*citations) -> list[dict]:
    return rispy.loads(ris_file(citations))


def as_bibtex(*citations) -> list:
    library = bibtexparser.parse_string(bibtex_file(citations))
    assert library.failed_blocks == []
    assert len(library.entries) == len(library.blocks) == len(citations)
    return library.entries


def field_of(entry, name: str) -> str | None:
    found = entry.fields_dict.get(name)
    return found and found.value


def as_typed(text: str) -> str:
    """Text of a BibTeX field as TeX would print it, its own braces taken off."""
    text = text.removeprefix("{").removesuffix("}") if text.startswith("{") else text
    written = {escape: chr(sign) for sign, escape in ESCAPES.items()}
    signs = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
    return re.sub(rf"{signs}|\{{\}}", lambda found: written.get(found[0], ""), text)


def rendered(*citations, style="") -> list[str]:
    """A bibliography, by a processor of the Citation Style Language."""
    items = json.loads(csl_file(citations))
    style = CitationStylesStyle(style or BytesIO(STYLE.encode()), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(one) for one in bibliography.bibliography()]
