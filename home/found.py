"""What a search has found, as it is shown: which kind of thing, when, and where the words stand in it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField

from legal.models import CasePage
from timeline.highlights import marked, snippet
from timeline.models import ChapterPage, SubjectPage, TimelineEntry

#: Fields that a page prints, in the order in which they are looked through. No other is quoted from: what is found by
#: a word need not be printed.
PRINTED = (
    *("summary", "question", "line", "in_short", "prose", "strapline", "introduction"),
    *("outcome_words", "challenged", "remedy", "body"),
)
#: Blocks of an account that are printed whatever rights a picture or a paper has.
PRINTED_BLOCKS = {"paragraph", "heading", "quotation"}
PAGE = "page"


@dataclass(frozen=True)
class SearchKind:
    """A kind of thing that is looked for: its word in addresses, what it is called, and its content types.
    The kind ``page`` has none: it is whatever no other kind is."""

    name: str
    label: str
    types: frozenset[int]
    is_entry: bool = False


def search_kinds() -> list[SearchKind]:
    """Every kind, entries first."""
    types = ContentType.objects.get_for_models(*TimelineEntry.kinds(), CasePage, ChapterPage, SubjectPage)
    keys = {model: one.pk for model, one in types.items()}
    entries = [
        SearchKind(kind.kind, str(kind.kind_label_plural), frozenset({keys[kind]}), is_entry=True)
        for kind in TimelineEntry.kinds()
    ]
    return [
        *entries,
        SearchKind("case", _("Cases"), frozenset({keys[CasePage]})),
        SearchKind("chapter", _("Chapters"), frozenset({keys[ChapterPage]})),
        SearchKind("subject", _("People and bodies"), frozenset({keys[SubjectPage]})),
        SearchKind(PAGE, _("Other pages"), frozenset()),
    ]


@dataclass
class Found:
    """A page that holds the *words*, which are folded."""

    page: object
    words: list[str]

    @property
    def kind(self) -> str:
        """The class of its mark: that of an entry's kind, and none for what is no entry."""
        return self.page.kind if isinstance(self.page, TimelineEntry) else ""

    @property
    def kind_label(self) -> str:
        if isinstance(self.page, TimelineEntry):
            return self.page.kind_label
        if isinstance(self.page, SubjectPage):
            return self.page.get_kind_display()
        named = {CasePage: _("Legal challenge"), ChapterPage: _("Chapter")}
        return named.get(type(self.page)) or _("Page")

    @property
    def when(self) -> str:
        """Its time in words; empty for what has none."""
        if isinstance(self.page, TimelineEntry):
            return self.page.when_with_occurrence
        return self.page.when if isinstance(self.page, ChapterPage) else ""

    @cached_property
    def title(self):
        return marked(self.page.title, self.words)

    @cached_property
    def text(self):
        """The stretch of its text that holds most of the words, or how it begins where they stand elsewhere."""
        texts = [text for text in printed_texts(self.page) if text]
        best = max((snippet(text, self.words) for text in texts), key=lambda found: found[0], default=(0, ""))
        return best[1] if best[0] else marked(texts[0][:300] if texts else "", [])

    @property
    def sources(self) -> list:
        """The names of sources in which the words stand, marked, where the text has none of them."""
        if not isinstance(self.page, TimelineEntry) or "<mark>" in self.text:
            return []
        names = [f"{one.title}, {one.publisher}" if one.publisher else one.title for one in self.page.sources.all()]
        return [name for name in (marked(name, self.words) for name in names) if "<mark>" in name]


def printed_texts(page) -> list[str]:
    """The texts of *page* that it prints itself, each without markup."""
    names = {field.name for field in page._meta.get_fields()}
    return [_plain(page._meta.get_field(name), getattr(page, name)) for name in PRINTED if name in names]


def _plain(field, value) -> str:
    if isinstance(field, StreamField):
        parts = [
            text
            for block in value
            if block.block_type in PRINTED_BLOCKS
            for text in block.block.get_searchable_content(block.value)
        ]
        return " ".join(" ".join(parts).split())
    if isinstance(field, RichTextField):
        return " ".join(" ".join(field.get_searchable_content(value)).split())
    return strip_tags(value) if value else ""
