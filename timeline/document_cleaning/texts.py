"""Plain text and tables of text: kept as they are, if that is what they are."""

import re

from timeline.document_cleaning.refusals import refused

#: How what a browser takes for a page begins (the MIME Sniffing Standard, 7.1), and some more of the same sort.
MARKUP = re.compile(
    r"\s*<(?:!doctype|!--|\?xml|\?php|html|head|body|title|meta|link|base|script|style|iframe|object|embed|svg|math|img|"
    r"video|audio|form|input|h[1-6]|div|p|br|b|a|font|table|td|tr|frameset|template)(?=[\s>/]|--|$)|\s*<(?:!--|\?)",
    re.IGNORECASE,
)
#: Cells by which a table program starts another, or tells somebody that it was opened.
FORMULA = re.compile(
    r"""^[\s"'\ufeff]*[=+\-@]\s*(?:[\w.]+\s*\||.*\b(?:DDE|WEBSERVICE|HYPERLINK|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|IMAGE|"""
    r"""CALL|REGISTER(?:\.ID)?|EXEC|RTD)\s*\()""",
    re.IGNORECASE,
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean_text(data: bytes, suffix: str) -> tuple[bytes, set[str]]:
    """*data*, if it is text that nothing takes for something else."""
    text = _decoded(data)
    if CONTROLS.search(text):
        raise refused("not-text")
    if MARKUP.match(text.lstrip("\ufeff")):
        raise refused("markup")
    if suffix == "csv":
        for cell in re.split(r"[,;\t\r\n]", text):
            if FORMULA.match(cell):
                raise refused("formula", cell=cell.strip()[:40])
    return data, set()


def _decoded(data: bytes) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if is_wide else ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("not-text")
