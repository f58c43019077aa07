"""An article read out of a web page: its own data first, what it shows next, guesses last."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from press.reading import body, markup, meta_tags, structured
from press.reading.days import Day, day_in_address, is_british, stated_day
from press.reading.encoding import declared_charset, decoded
from press.reading.findings import SIGN_IN, Claims, Finding, Reading, UnreadableError
from press.reading.language import language_of
from press.reading.names import byline, outlet_behind, outlet_name, plain, without_outlet
from press.reading.quotations import quotations_in
from press.reading.signs import is_cut_off_by_a_paywall, is_sign_in_page
from press.reading.tidy import cut, printable, tidy

ADDRESS = "the address"
_DAY_FIRST = ", read day first"
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)", re.I
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_LONGEST_HEADLINE = 300
_LONGEST_LEAD = 500
_LONGEST_URL = 1_000
_FEWEST_WORDS_OF_A_LEAD = 8


def read_html(data: bytes, *, url: str = "", charset: str = "") -> Reading:
    """Read the article in the HTML page *data*, which came from *url* and was sent as *charset*.

    Raises ``UnreadableError`` for a page with nothing in it, and nothing else.
    """
    page = decoded(data, charset, declared_charset(data))
    text = printable(page.text)
    if not text.strip():
        raise UnreadableError("This page is empty.")
    saved_from = _SAVED_FROM.search(text[:5_000])
    url = url or (saved_from[1][:_LONGEST_URL] if saved_from else "")
    url = url if _address(url, "", is_front_page_meant=True) else ""
    tree, is_whole = _parsed(text)
    reading = Reading()
    for note in page.notes:
        reading.note(note)
    if not is_whole:
        reading.note("Parts of this file could not be read as text.")
    _fill(reading, tree, url)
    return reading


def _parsed(text: str):
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(_XML_HEAD.sub("", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise UnreadableError("There is nothing in this page that could be read.") from error
    return tree, not any(
        error.type_name == "ERR_RESOURCE_LIMIT" or "depth" in error.message for error in parser.error_log
    )


def _fill(reading: Reading, tree, url: str) -> None:
    asks_password = tree.find('.//input[@type="password"]') is not None
    title = markup.text_of(tree.find(".//title"))
    scripts = [one.text or "" for one in tree.iter("script") if "ld+json" in (one.get("type") or "").lower()]
    own_data = structured.claims_of(scripts, f"{title} {markup.text_of(tree.find('.//h1'))}")
    body.drop_scripts(tree)
    claims = [*own_data, *meta_tags.claims_of(tree), *markup.claims_of(tree)]
    if body.is_large(tree):
        reading.note("This page is so large that its text was read in part only.")
    reading.text = body.text_in(tree, url)
    language_tag = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    tags = [("the page's language mark", language_tag), *((one.origin, one.language) for one in claims)]
    reading.language = language_of([(tag, origin) for origin, tag in tags if tag], reading.text)

    reading.outlet = _outlet(claims, title)
    outlet = reading.outlet.value if reading.outlet else ""
    reading.headline = _headline(claims, outlet)
    dated = _Dates(url, next((tag for _origin, tag in tags if tag), ""))
    _citation(reading, claims, outlet, dated)
    if not (reading.headline and reading.byline and reading.date):
        _citation(reading, [body.guessed_claims(tree, url)], outlet, dated)
    if reading.headline:
        reading.text = _without_headline(reading.text, reading.headline.value)
    reading.lead = _lead(claims, reading)
    reading.canonical_url = _canonical(tree, claims, url)
    reading.captions = body.captions_in(tree)
    reading.quotations = quotations_in(reading.text)
    _notes(reading, claims, asks_password, body.shown_text(tree))


def _outlet(claims: list[Claims], title: str) -> Finding | None:
    for one in claims:
        if name := outlet_name(one.outlet):
            return Finding(name, one.origin, one.sure)
    for one in claims:
        if name := outlet_behind(title, tidy(one.headline)):
            return Finding(name, markup.TITLE, sure=False)
    return None


def _headline(claims: list[Claims], outlet: str) -> Finding | None:
    for one in claims:
        headline = tidy(without_outlet(tidy(one.headline), outlet), _LONGEST_HEADLINE)
        if headline and plain(headline) != plain(outlet):
            return Finding(headline, one.origin, one.sure)
    return None


class _Dates:
    """Reads the dates of one page, which is British or is not."""

    def __init__(self, url: str, language: str) -> None:
        self.url = url
        self.is_british = is_british(url, language)
        self.day_first = self.is_british or language.lower().replace("_", "-") != "en-us"

    def found(self, claims: list[Claims], field: str) -> Finding | None:
        for one in claims:
            day = stated_day(getattr(one, field), day_first=self.day_first)
            if day:
                return self._finding(day, one)
        return None

    def in_address(self) -> Finding | None:
        day = day_in_address(self.url)
        return Finding(day.edtf, ADDRESS, sure=False) if day else None

    def _finding(self, day: Day, claim: Claims) -> Finding:
        if not day.is_ambiguous:
            return Finding(day.edtf, claim.origin, claim.sure)
        how = _DAY_FIRST if self.day_first else ", read month first"
        return Finding(day.edtf, f"{claim.origin}{how}", claim.sure and self.is_british)


def _citation(reading: Reading, claims: list[Claims], outlet: str, dated: _Dates) -> None:
    """Fill in what *reading* has not got yet."""
    reading.headline = reading.headline or _headline(claims, outlet)
    reading.byline = reading.byline or next(
        (Finding(names, one.origin, one.sure) for one in claims if (names := byline(one.authors, outlet))), None
    )
    if reading.date is None:
        reading.date = dated.found([one for one in claims if one.sure], "published") or dated.in_address()
        reading.date = reading.date or dated.found([one for one in claims if not one.sure], "published")
    if reading.updated is None:
        updated = dated.found(claims, "modified")
        is_news = updated and not (reading.date and updated.value <= reading.date.value)
        reading.updated = updated if is_news else None


def _lead(claims: list[Claims], reading: Reading) -> Finding | None:
    for one in claims:
        if lead := tidy(one.lead, _LONGEST_LEAD):
            return Finding(lead, one.origin, one.sure)
    first = next((line for line in reading.text.split("\n\n") if len(line.split()) >= _FEWEST_WORDS_OF_A_LEAD), "")
    return Finding(cut(first, _LONGEST_LEAD), "the first paragraph", sure=False) if first else None


def _without_headline(text: str, headline: str) -> str:
    first, _gap, rest = text.partition("\n\n")
    return rest if plain(first) == plain(headline) else text


def _canonical(tree, claims: list[Claims], url: str) -> Finding | None:
    links = [one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split()]
    stated = [*((link, "the page's canonical link") for link in links), *((one.url, one.origin) for one in claims)]
    for address, origin in stated:
        whole = _address(address, url)
        if whole:
            return Finding(whole, origin)
    whole = _address(url, "")
    return Finding(whole, ADDRESS) if whole else None


def _address(address: str | None, base: str, *, is_front_page_meant: bool = False) -> str:
    """*address* in full, where it is one of a page and, unless that is meant, not of a site's front page."""
    try:
        whole = urljoin(base, tidy(address or "").split("#")[0]) if address else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    is_page = parts.scheme in ("http", "https") and parts.hostname
    is_page = is_page and (is_front_page_meant or parts.path.strip("/") or parts.query)
    return whole if is_page and " " not in whole and len(whole) <= _LONGEST_URL else ""


def _notes(reading: Reading, claims: list[Claims], asks_password: bool, shown: str) -> None:
    is_free = next((one.is_free for one in claims if one.is_free is not None), None)
    if asks_password and is_sign_in_page(reading):
        reading.note(SIGN_IN)
    elif is_cut_off_by_a_paywall(reading, is_free, shown):
        reading.note("This looks like the beginning of an article for subscribers.")
    elif not reading.text:
        reading.note("There is no text in this page that could be read.")
    reading.note_what_is_missing()
