"""From what was read in a page or file to a draft, and the record of where each value came from."""

from django.utils import timezone

from press.models import ArticleAddress, Outlet, OutletHost, PressArticlePage, Quotation
from press.models.articles import UNNAMED
from timeline.dates import DateError, Extent, parse
from timeline.languages import LANGUAGES, known_language
from timeline.links.addresses import bare_host

UNTITLED = "Article without a headline"
#: In the order in which an editor reads them.
LABELS = {
    "headline": "Headline",
    "outlet": "Outlet",
    "date": "Date published",
    "byline": "Byline",
    "updated": "Changed by the outlet",
    "language": "Language",
    "lead": "How it begins",
    "address": "Address",
    "captions": "Captions",
    "words": "Length",
    "quotations": "Quotations",
}


class Draft:
    """One draft in the making: the page, and its findings by the names of ``LABELS``."""

    def __init__(self, reading=None, *, url: str = "", user=None):
        self.reading, self.url, self.user = reading, url, user
        self.findings: dict[str, dict] = {}

    def build(self) -> PressArticlePage:
        """The unsaved page. What was not found stays empty; a date, which every entry needs, is then an open one."""
        page = PressArticlePage(live=False, title=self._headline()[:255])
        page.article_url = self._address()
        page.outlet = self._outlet()
        page.date, page.date_extent = self._date()
        page.byline = self._value("byline")[:200]
        page.language = self._language()
        page.updated_on = self._updated()
        if self.reading:
            page.length_in_words = self.reading.words or None
            page.quotations = [
                Quotation(text=one.text, speaker=(one.speaker or UNNAMED)[:120], role=one.role[:120], sort_order=place)
                for place, one in enumerate(self.reading.quotations)
            ]
            self._note_lists()
        return page

    def add_other_addresses(self, page, addresses) -> None:
        """The other forms of its address that were seen, as they were seen, each once."""
        others = dict.fromkeys(one for one in addresses if one and one != page.article_url and len(one) <= 1000)
        page.addresses = [ArticleAddress(url=one, sort_order=place) for place, one in enumerate(others)]

    # Each value, and where it came from

    def _note(self, name: str, value: str, origin: str, sure: bool = True) -> None:
        self.findings[name] = {"value": value, "origin": origin, "sure": sure}

    def _value(self, name: str) -> str:
        found = getattr(self.reading, name, None) if self.reading else None
        if found is None:
            return ""
        self._note(name, found.value, found.origin, found.sure)
        return found.value

    def _headline(self) -> str:
        self._value("lead")
        return self._value("headline") or (f"{UNTITLED}, {bare_host(self.url)}" if self.url else UNTITLED)

    def _address(self) -> str:
        canonical = self._value("canonical_url")
        self.findings.pop("canonical_url", None)
        if canonical and (not self.url or bare_host(canonical) == bare_host(self.url)):
            self._note("address", canonical, "the page's own data (canonical address)")
            return canonical
        if self.url:
            self._note("address", self.url, "what was pasted")
        return self.url

    def _outlet(self) -> Outlet | None:
        """The outlet by the host of the address, else by its name. One that declares itself and is new is added."""
        host, name = bare_host(self.url) if self.url else "", self._value("outlet")[:120]
        outlet = Outlet.objects.current().filter(hosts__host=host).first() if host else None
        if outlet:
            self._note("outlet", outlet.name, f"the address: {host} is one of its hosts")
            return outlet
        if not name:
            return None
        outlet = (
            Outlet.objects.filter(name__iexact=name).first()
            or Outlet.objects.filter(former_names__name__iexact=name).first()
        )
        if outlet:
            return outlet.standing_for
        if not self.findings["outlet"]["sure"] or not (self.user and self.user.has_perm("press.add_outlet")):
            self.findings["outlet"]["origin"] += "; no outlet of this name is in the list yet"
            return None
        outlet = Outlet.objects.create(name=name)
        if host and not OutletHost.objects.filter(host=host).exists():
            OutletHost.objects.create(outlet=outlet, host=host)
        self.findings["outlet"]["origin"] += "; added to the list of outlets, please look it through"
        return outlet

    def _date(self):
        try:
            date = parse(self._value("date"))
        except DateError:
            today = timezone.localdate().isoformat()
            date = parse(f"/{today}", extent=Extent.WITHIN)
            found = self.findings.get("date")
            origin = "it only came out before it was added here. Put in what you know"
            if found:
                origin = f"“{found['value']}” could not be read as a date. Put in what you know"
            self.findings["date"] = {"value": "no date was found", "origin": origin, "sure": False, "open": date.edtf}
            return date, Extent.WITHIN
        self.findings["date"]["value"] = date.words
        return date, ""

    def _language(self) -> str:
        code = known_language(self._value("language"))
        if code:
            self.findings["language"]["value"] = str(dict(LANGUAGES)[code])
        return code or "en"

    def _updated(self):
        try:
            date = parse(self._value("updated"))
        except DateError:
            return None
        self.findings["updated"]["value"] = date.words
        return date.earliest if date.earliest == date.latest else None

    def _note_lists(self) -> None:
        reading = self.reading
        if reading.captions:
            self._note("captions", "; ".join(f"“{one}”" for one in reading.captions), "the page or file")
        if reading.words:
            self._note("words", f"{reading.words} words", "counted in the text", sure=False)
        if reading.quotations:
            number = len(reading.quotations)
            self._note("quotations", f"{number} found", "direct speech in the text: check who says it", sure=False)
