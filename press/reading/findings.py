"""What a reading hands over: each value with where it came from, in words for an editor."""

from dataclasses import dataclass, field

SIGN_IN = "This looks like a sign-in page, not an article."


class UnreadableError(ValueError):
    """Nothing can be read from this file or page. Its message says why, and what to do, to an editor."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Finding:
    """One value, and where it came from."""

    value: str
    #: “the page's own data (JSON-LD)”, “a meta tag”, “the first line of the file”.
    origin: str
    #: False where it is guessed, so that an editor looks before trusting it.
    sure: bool = True


@dataclass(frozen=True)
class FoundQuotation:
    """Words that somebody is reported to have said, at most 400 characters."""

    text: str
    #: As the article calls them; empty where the article does not make it plain.
    speaker: str = ""
    role: str = ""


@dataclass
class Reading:
    """What a page or a file says of the article in it. All values are plain text, never markup."""

    headline: Finding | None = None
    byline: Finding | None = None
    outlet: Finding | None = None
    #: In EDTF, of exactly the precision that is stated: a day, a month or a year.
    date: Finding | None = None
    #: In EDTF; ``None`` where it would say the same day as ``date``.
    updated: Finding | None = None
    #: A code of ``timeline.languages``.
    language: Finding | None = None
    lead: Finding | None = None
    canonical_url: Finding | None = None
    captions: list[str] = field(default_factory=list)
    quotations: list[FoundQuotation] = field(default_factory=list)
    #: One paragraph a line, with an empty line between.
    text: str = ""
    #: Sentences for the editor.
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """The length of the text in words."""
        return len(self.text.split())

    @property
    def missing(self) -> list[str]:
        """Which parts of a citation the copy does not give."""
        return [name for name in ("outlet", "date", "byline") if getattr(self, name) is None]

    def note(self, sentence: str) -> None:
        """Tell the editor *sentence*, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def note_what_is_missing(self) -> None:
        """“No outlet, date or byline in this copy.”"""
        *first, last = self.missing or [""]
        if last:
            names = f"{', '.join(first)} or {last}" if first else last
            self.note(f"No {names} in this copy.")


@dataclass(frozen=True)
class Claims:
    """What one part of a page says of the article, as it is written there."""

    origin: str
    headline: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    lead: str = ""
    url: str = ""
    #: Whether anybody may read the whole of it; ``None`` where that is not said.
    is_free: bool | None = None
    sure: bool = True
