"""Direct speech found in an article, with who said it as far as the article makes that plain."""

import re

from press.reading.findings import FoundQuotation
from press.reading.speakers import VERB, Speaker, mentioned, subject
from press.reading.speech import Speech, speeches_in
from press.reading.tidy import cut, paragraphs

LONGEST = 400
MOST = 12
#: Fewer words than that in marks are a doubt or a name, not what somebody said.
FEWEST_WORDS = 4
_SENTENCES = re.compile(r"(?<=[.!?…])[”’\"']?\s+")
_TAIL = 90
_AFTER_VERB_FIRST = re.compile(rf"^\s*[,–—-]?\s*(?:{VERB.pattern})\s+(?P<who>[^.;:“\"]+)")
_AFTER_SUBJECT_FIRST = re.compile(rf"^\s*[,–—-]?\s*(?P<who>[^.;:“\"]{{1,120}}?),?\s+(?:{VERB.pattern})")
_NOT_A_NAME_ANY_MORE = re.compile(
    r"\s+(?:at|in|on|after|before|during|as|when|while|yesterday|today|last|this|to|about)\s.*|[,–—]\s*(?:adding|and)\b.*"
)
_MOST_PARAGRAPHS = 2_000


def quotations_in(text: str) -> list[FoundQuotation]:
    """At most twelve pieces of direct speech in *text*, in order, none longer than 400 characters."""
    lines = paragraphs(text)[:_MOST_PARAGRAPHS]
    found = _Attribution(lines).quotations()
    return [
        FoundQuotation(cut(words, LONGEST), speaker.name if speaker else "", speaker.role if speaker else "")
        for words, speaker in found[:MOST]
    ]


class _Attribution:
    """Goes through an article once, remembering who was last named."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.speeches = speeches_in(lines)
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None
        self.roles: dict[str, str] = {}
        self.read_up_to = (0, 0)

    def quotations(self) -> list[tuple[str, Speaker | None]]:
        found: list[tuple[str, Speaker | None]] = []
        previous: Speech | None = None
        for number, speech in enumerate(self.speeches):
            self._read_on_to(speech)
            following = self.speeches[number + 1] if number + 1 < len(self.speeches) else None
            speaker = self._speaker_of(speech, previous, following)
            if found and previous is not None and self._goes_on(previous, speech):
                words, former = found.pop()
                found.append((f"{words} {speech.text}", former or speaker))
            elif not speech.is_single or speaker is not None:
                found.append((speech.text, speaker))
            if speaker is not None:
                self._remember(speaker)
            self.read_up_to = (max(speech.continued_in, default=speech.paragraph), speech.last_end)
            previous = speech
        return [(_tidied(words), speaker) for words, speaker in found if len(words.split()) >= FEWEST_WORDS]

    def _speaker_of(self, speech: Speech, previous: Speech | None, following: Speech | None) -> Speaker | None:
        named = self._named_before(speech, previous)
        if named is None:
            named = self._named_after(speech, following)
        if named is None and previous is not None and self._named_between(previous, speech):
            return self.last
        if isinstance(named, str):
            return self._meant_by(named)
        if named is not None and not named.role:
            return Speaker(named.name, self.roles.get(named.name, ""))
        return named

    def _named_before(self, speech: Speech, previous: Speech | None) -> Speaker | str | None:
        line = self.lines[speech.paragraph]
        begin = 0
        if previous is not None and speech.paragraph in (previous.paragraph, *previous.continued_in):
            begin = previous.last_end if previous.continued_in else previous.end
        before = line[begin : speech.start]
        if not before.strip() and speech.start == 0 and speech.paragraph:
            before = self.lines[speech.paragraph - 1]
            if not before.endswith(":"):
                return None
        sentence = _SENTENCES.split(before.strip())[-1].strip()
        verbs = list(VERB.finditer(sentence))
        if not verbs or len(sentence) - verbs[-1].end() > _TAIL:
            return None
        introduces = sentence.endswith((":", ","))
        if not introduces and len(verbs) > 1:
            # Words reported by one and spoken by another: whose they are is not plain.
            return None
        return subject(sentence[: verbs[-1].start()])

    def _named_after(self, speech: Speech, following: Speech | None) -> Speaker | str | None:
        last = max(speech.continued_in, default=speech.paragraph)
        end = speech.last_end
        stop = following.start if following is not None and following.paragraph == last else None
        after = _SENTENCES.split(self.lines[last][end:stop].strip())[0] if not speech.is_open else ""
        match = _AFTER_VERB_FIRST.match(after)
        if match:
            return subject(_NOT_A_NAME_ANY_MORE.sub("", match["who"], count=1))
        match = _AFTER_SUBJECT_FIRST.match(after)
        return subject(match["who"]) if match else None

    def _goes_on(self, previous: Speech, speech: Speech) -> bool:
        """Whether “We were not asked,” she said, “and nobody told us.” is one sentence."""
        return (
            previous.paragraph == speech.paragraph
            and not previous.continued_in
            and previous.is_single == speech.is_single
            and previous.text.endswith(",")
            and speech.text[:1].islower()
            and bool(VERB.search(self.lines[speech.paragraph][previous.end : speech.start]))
        )

    def _named_between(self, previous: Speech, speech: Speech) -> bool:
        """Whether the second of “We saw it,” said Mrs Hale. “It was there.” stands alone behind her name."""
        last = max(previous.continued_in, default=previous.paragraph)
        between = self.lines[speech.paragraph][previous.last_end : speech.start] if last == speech.paragraph else ""
        return len(between) < _TAIL and bool(self._named_after(previous, speech)) and bool(self.last)

    def _meant_by(self, pronoun: str) -> Speaker | None:
        named = self.last_person if pronoun in ("he", "she") else self.last
        if named is None or not named.can_be(pronoun):
            return None
        # An organisation that spoke since may have sent somebody of whom we know nothing.
        if pronoun in ("he", "she") and self.last is not None and self.last != named:
            return None
        return Speaker(named.name, named.role or self.roles.get(named.name, ""))

    def _remember(self, speaker: Speaker) -> None:
        self.last = speaker
        if speaker.role:
            self.roles.setdefault(speaker.name, speaker.role)
        if speaker.is_person:
            self.last_person = speaker

    def _read_on_to(self, speech: Speech) -> None:
        """Take notice of who is named between the last speech and this one."""
        first, position = self.read_up_to
        for number in range(first, speech.paragraph + 1):
            line = self.lines[number][: speech.start if number == speech.paragraph else None]
            for sentence in _SENTENCES.split(line[position if number == first else 0 :]):
                if named := mentioned(sentence):
                    self._remember(Speaker(named.name, self.roles.get(named.name, "")))


def _tidied(words: str) -> str:
    """A quotation that ended in the comma before “she said” ends without."""
    return words.removesuffix(",").strip()
