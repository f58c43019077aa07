"""An article read out of a PDF: its text within limits. What a PDF says of its own making is no citation."""

import re
from io import BytesIO
from itertools import zip_longest
from time import monotonic

from press.reading.findings import Finding, Reading, UnreadableError
from press.reading.plain import reading_of
from press.reading.tidy import tidy

MOST_PAGES = 40
MOST_LETTERS = 400_000
#: Seconds after which no further page is begun.
LONGEST = 20
_DAMAGED = "This PDF is damaged. Open it, save it anew as a PDF and upload that."
_LOCKED = "This PDF is locked with a password. Save a copy without one and upload that."
_FILE_NAME = re.compile(
    r".*\.(?:docx?|odt|rtf|pdf|indd|qxp|qxd|pub|pages|txt|html?|xml|ppt|pptx|jpe?g|tiff?|png)"
    r"|microsoft \w+ -.*|untitled.*|document\d*|scan.*\d+.*|\S*[_\d]\S*|layout \d.*|print(?:ing)?|.*https?://.*",
    re.IGNORECASE,
)


def read_pdf(data: bytes) -> Reading:
    """Read the article in the PDF *data*. ``UnreadableError`` if it is locked or damaged."""
    from pypdf import PdfReader

    try:
        document = PdfReader(BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise UnreadableError(_LOCKED)
        count = len(document.pages)
        title = tidy(str((document.metadata or {}).get("/Title") or ""), 300)
        pages = _pages_of(document, count)
    except UnreadableError:
        raise
    except Exception as error:
        # A damaged or hostile file ends in dozens of different errors: pypdf's own, KeyError, RecursionError …
        needs_more = type(error).__name__ in ("DependencyError", "FileNotDecryptedError", "WrongPasswordError")
        raise UnreadableError(_LOCKED if needs_more else _DAMAGED) from error
    text = "\n\n".join(map(_paragraphs, pages))
    if not text.strip():
        return _without_text(title)
    reading = reading_of(text, "the first line of the file")
    if title and not _FILE_NAME.fullmatch(title):
        reading.headline = Finding(title, "the title that is written in the PDF", sure=False)
    if len(pages) < count:
        reading.note(f"Of this PDF's {count} pages, the first {len(pages)} were read.")
    return reading


def _pages_of(document, count: int) -> list[str]:
    """The text of the first pages, as many as the limits allow."""
    begun, texts, length = monotonic(), [], 0
    for number in range(min(count, MOST_PAGES)):
        if length > MOST_LETTERS or monotonic() - begun > LONGEST:
            break
        texts.append(document.pages[number].extract_text())
        length += len(texts[-1])
    return texts


def _paragraphs(text: str) -> str:
    """Lines joined to paragraphs: one ends where a line that ends a sentence is shorter than the others."""
    lines = [line for line in map(tidy, text.splitlines()) if line]
    usual = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    result = ""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if re.search(r"[a-zà-ÿ]-$", line) and following[:1].islower():
            result += line[:-1]
        else:
            result += line + (" " if _runs_on(line, following, usual) else "\n\n")
    return result


def _runs_on(line: str, following: str, usual: int) -> bool:
    is_short = len(line) < usual * 0.75
    ends_sentence = line.rstrip("”’\"')").endswith((".", "!", "?", ":"))
    if following.startswith(("“", '"')):
        return not (ends_sentence or is_short)
    return not is_short and not (ends_sentence and len(line) < usual * 0.9)


def _without_text(title: str) -> Reading:
    reading = Reading()
    if title and not _FILE_NAME.fullmatch(title):
        reading.headline = Finding(title, "the title that is written in the PDF", sure=False)
    reading.note("This PDF holds pictures of pages and no text. Type in the headline and what it says of itself.")
    reading.note_what_is_missing()
    return reading
