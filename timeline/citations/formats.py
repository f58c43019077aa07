"""The formats in which citations are handed out, by the ending of their address."""

from collections.abc import Callable
from typing import NamedTuple

from timeline.citations.bibtex import bibtex_file
from timeline.citations.csl import csl_file
from timeline.citations.plain import plain_file
from timeline.citations.ris import ris_file


class CitationFormat(NamedTuple):
    write: Callable
    content_type: str
    #: Whether a browser keeps the file rather than showing it.
    is_kept: bool = True


FORMATS = {
    "ris": CitationFormat(ris_file, "application/x-research-info-systems"),
    "bib": CitationFormat(bibtex_file, "application/x-bibtex"),
    "json": CitationFormat(csl_file, "application/vnd.citationstyles.csl+json"),
    "txt": CitationFormat(plain_file, "text/plain", is_kept=False),
}
