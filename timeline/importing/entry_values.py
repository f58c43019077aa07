"""What a row says, as an entry would have it: texts, sources, topics."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from timeline.data.html import WEB
from timeline.importing.date_cells import CellError
from timeline.importing.texts import html_of, line_of, links_in, words_of
from timeline.links.typed import without_trackers

LONGEST_TITLE = 255
MOST_SOURCES = 10
_ADDRESS = re.compile(r"""https?://[^\s"'<>|]+""", re.IGNORECASE)


@dataclass
class Said:
    """What the cells of a row say, apart from its date."""

    title: str = ""
    summary: str = ""
    body: str = ""
    sources: list[dict] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    #: Fields of the entry that are taken as they stand: by their names.
    plain: dict = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


#: The longest text of each field that is taken as it stands.
PLAIN = {"date_note": 500, "no_source_reason": 255, "text_language": 3}


def what_it_says(cells: dict[str, str]) -> Said:
    """``CellError`` for the first cell that cannot be taken."""
    said = Said(title=words_of(cells.get("title", "")))
    if not said.title:
        raise CellError("title", _("there is no title."))
    if len(said.title) > LONGEST_TITLE:
        raise CellError(
            "title",
            _("the title has {number} characters, and may have {most}.").format(
                number=len(said.title), most=LONGEST_TITLE
            ),
        )
    _take_texts(said, cells)
    _take_sources(said, cells)
    said.topics = [name[:80] for name in _several(cells.get("topics", ""))]
    for name, most in PLAIN.items():
        if value := words_of(cells.get(name, "")):
            if len(value) > most:
                raise CellError(name, _("this may have {most} characters.").format(most=most))
            said.plain[name] = value
    _take_choices(said, cells)
    return said


def _take_texts(said: Said, cells) -> None:
    summary, text = cells.get("summary", ""), cells.get("text", "")
    said.summary, is_all = line_of(summary or text)
    html = html_of(text)
    if summary and not is_all:
        said.body = html_of(summary) + html
    elif summary or not is_all:
        said.body = html
    if (summary or text) and not is_all:
        said.remarks.append(_("Its line is the beginning of its text, which stands in the account as a whole."))
    if not said.summary:
        said.remarks.append(_("There is no text: its line is empty, and must be written before it is published."))


def _take_choices(said: Said, cells) -> None:
    from timeline.models import TimelineEntry

    for name, choices in (("significance", TimelineEntry.Significance), ("occurrence", TimelineEntry.Happening)):
        if value := cells.get(name, "").strip():
            known = {str(label).casefold(): key for key, label in choices.choices} | {
                key: key for key in choices.values
            }
            if value.casefold() not in known:
                raise CellError(
                    name, _("“{text}” is none of these: {all}.").format(text=value[:60], all=", ".join(choices.values))
                )
            said.plain[name] = known[value.casefold()]
    if value := cells.get("sequence", "").strip():
        if not value.isdecimal() or int(value) > 9999:
            raise CellError("sequence", _("“{text}” is no number from 0 to 9999.").format(text=value[:60]))
        said.plain["sequence"] = int(value)


def _take_sources(said: Said, cells) -> None:
    found = [*_own_sources(cells), *_named_source(cells, said), *_media(cells, said)]
    found += [
        {"title": words or _host(url), "url": _cleaned("text", url)}
        for name in ("title", "summary", "text")
        for url, words in links_in(cells.get(name, ""))
        if url.lower().startswith(WEB)
    ]
    seen, kept = set(), []
    for one in found:
        key = one.get("url") or one["title"]
        if key not in seen:
            seen.add(key)
            kept.append({**one, "title": one["title"][:300], "publisher": one.get("publisher", "")[:200]})
    if len(kept) > MOST_SOURCES:
        said.remarks.append(_("Of its links the first {number} are kept as sources.").format(number=MOST_SOURCES))
    said.sources = kept[:MOST_SOURCES]


def _own_sources(cells) -> list[dict]:
    """As our own export writes them: one a line, its parts between bars."""
    found = []
    for line in cells.get("own_sources", "").splitlines():
        if line.strip():
            title, publisher, url, copy = ([part.strip() for part in line.split("|")] + [""] * 4)[:4]
            found.append(
                {
                    "title": title or _host(url),
                    "publisher": publisher,
                    "url": _cleaned("own_sources", url),
                    "archived_url": _cleaned("own_sources", copy),
                }
            )
    return found


def _named_source(cells, said: Said) -> list[dict]:
    title, publisher = words_of(cells.get("source_title", "")), words_of(cells.get("publisher", ""))
    text = cells.get("source_url", "").strip()
    addresses = _ADDRESS.findall(text)
    if text and not addresses and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?", text):
        addresses = [f"https://{text}"]
    if addresses:
        return [
            {"title": title or publisher or _host(url), "publisher": publisher, "url": _cleaned("source_url", url)}
            for url in addresses
        ]
    if title or words_of(text):
        return [{"title": title or words_of(text), "publisher": publisher}]
    if publisher:
        said.remarks.append(_("There is a publisher, and no source of theirs: it is left out."))
    return []


def _media(cells, said: Said) -> list[dict]:
    media = cells.get("media", "").strip()
    if not media:
        return []
    found = _ADDRESS.search(media)
    if not found:
        said.remarks.append(_("The media is no address on the web: it is left out."))
        return []
    credit, caption = words_of(cells.get("media_credit", "")), words_of(cells.get("media_caption", ""))
    url = _cleaned("media", found[0])
    return [{"title": caption or credit or _host(url), "publisher": credit, "url": url}]


def _cleaned(field: str, url: str) -> str:
    try:
        return without_trackers(url) if url else ""
    except ValidationError as error:
        raise CellError(field, f"“{url[:80]}”: {' '.join(error.messages)}") from None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def _several(text: str) -> list[str]:
    """One a line, or apart by semicolons or commas."""
    parts = text.splitlines() if "\n" in text else re.split(r"[;,]", text)
    return list(dict.fromkeys(name for name in (words_of(part) for part in parts) if name))
