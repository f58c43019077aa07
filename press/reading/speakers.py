"""Who said it: read from “Mrs Hale, who teaches there, said:”, “She added:”, “said a spokesman for the council”."""

import re
from dataclasses import dataclass

_VERBS = (
    "said|says|say|added|adds|told|tells|explained|explains|warned|warns|asked|asks|wrote|writes|commented|comments"
    "|continued|continues|claimed|claims|argued|argues|insisted|insists|replied|responded|stated|states|tweeted|posted"
    "|confirmed|denied|announced|concluded|admitted|stressed|noted|urged|recalled|remarked|pledged|promised"
)
VERB = re.compile(rf"\b(?:{_VERBS})\b")
_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Baron|Cllr|Councillor|Rev|Reverend|Judge|Justice"
)
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Dame|Lady|Baroness|spokeswoman|mother|mum|grandmother)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|Baron|father|dad|grandfather)\b", re.IGNORECASE)
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_LINKING = rf"(?:of|for|and|the|&|de|van|von|ap|ab)(?= {_CAPITALISED}| (?:the|of) {_CAPITALISED})"
_NAME = rf"{_CAPITALISED}(?: {_CAPITALISED}| {_LINKING})*"
_FOR_WHOM = rf"(?: (?:for|of|from|at) (?:the |a |an )?{_NAME})"
_SPOKES = r"spokes(?:man|woman|person)|representative"
SPOKESPERSON = re.compile(rf"(?:An?|The|One|a|an|the|one) (?:[\w-]+ ){{0,4}}(?:{_SPOKES})(?:{_FOR_WHOM})?")
_TITLED = re.compile(rf"(?:{_TITLES})\.? {_CAPITALISED}(?: {_CAPITALISED}){{0,3}}")
_FULL_NAME = re.compile(
    rf"{_CAPITALISED} {_CAPITALISED}(?: {_CAPITALISED})?(?=, (?:who\b|from\b|of\b|an?\b|the\b|\d\d\b))"
)
_ORGANISATION = re.compile(
    r"\b(?:Group|Council|Department|Association|Union|Trust|Committee|Society|Campaign|Party|Police|School|Academy|College"
    r"|University|Office|Ministry|Agency|Ltd|Limited|Network|Government|Foundation|Board|Commission|Service|Court|Force)\b"
)
_ADVERBIAL = re.compile(
    r"^(?:But|And|So|However|Meanwhile|Later|Earlier|Yesterday|Today|Last|This|In|On|At|Speaking|After|Before|Asked|When"
    r"|Responding|Replying|Writing|Talking|During|Following|Since|With|As|Under|Outside|Inside|Also|Now|Then|Addressing"
    r"|Commenting|Concluding|Giving|Appearing)\b(?: then| also)?[^,:]{0,120},\s*"
)
_CONJUNCTION = re.compile(r"^(?:But|And|So|Then|Also|Yet|Meanwhile|Later|However)\s+(?=\S)")
_PRONOUNS = {"he": "m", "she": "f", "they": "", "it": "it"}
_STREET = re.compile(r"\b(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Place)\b")
_AGE = re.compile(r"(?:aged )?\d{1,3}|now \d{1,3}")
_ROLE_THEN_NAME = re.compile(
    rf"(?P<role>(?:[Tt]he )?[\w’'-]*[a-z][\w’'-]*(?: (?:[a-z][\w’'-]*|of|for|the|at|{_CAPITALISED}(?= [a-z])))*?"
    rf" [a-z][\w’'-]*|[A-Z]?[a-z]+(?:-[a-z]+)+) (?P<name>{_CAPITALISED} {_CAPITALISED}(?: {_CAPITALISED})?)"
)
_NAME_THEN_ROLE = re.compile(
    rf"(?P<name>(?:(?:{_TITLES}) {_CAPITALISED}|{_CAPITALISED} {_CAPITALISED})(?: {_CAPITALISED})?)"
    r" (?P<role>(?:from|of|for) .+)"
)
_ENGLISH_STOPS = {"which", "that", "who", "this", "these", "what", "there", "here", "and", "but", "it was", "also"}
_LONGEST = 120


@dataclass(frozen=True)
class Speaker:
    """Somebody as an article calls them."""

    name: str
    role: str = ""

    @property
    def is_spokesperson(self) -> bool:
        return bool(re.search(_SPOKES, self.name))

    @property
    def is_person(self) -> bool:
        """Whether “he” or “she” can stand for them."""
        if self.is_spokesperson or _TITLED.match(self.name):
            return True
        if _ORGANISATION.search(self.name) or self.name.startswith("The "):
            return bool(_FEMALE.search(self.name) or _MALE.search(self.name))
        return " " in self.name

    def can_be(self, pronoun: str) -> bool:
        """Whether *pronoun* can stand for them, as far as the words tell."""
        sort = _PRONOUNS[pronoun]
        if sort == "it":
            return not self.is_person or self.is_spokesperson
        if sort == "":
            return True
        # A paper may write “spokesman” and go on with “she”.
        against = None if self.is_spokesperson else {"m": _FEMALE, "f": _MALE}[sort]
        return self.is_person and not (against and against.search(self.name))


def subject(words: str) -> Speaker | str | None:
    """Who *words* (“In a letter, Mrs Hale, who teaches there,”) name: a speaker, a pronoun, or nobody plainly."""
    words = words.strip(" ,–—-")
    for _ in range(3):
        shorter = _CONJUNCTION.sub("", _ADVERBIAL.sub("", words, count=1), count=1)
        if shorter == words:
            break
        words = shorter.strip(" ,")
    words = re.sub(r"(?:,? who)?(?: (?:has|have|had|also|then|later|previously))*$", "", words).strip(" ,")
    if words.lower() in _PRONOUNS:
        return words.lower()
    name, *rest = [part.strip() for part in re.split(r",\s+", words) if part.strip()] or [""]
    if not _is_a_name(name):
        return None
    role = ", ".join(part for part in rest if not _AGE.fullmatch(part) and not _STREET.search(part))
    if split := None if re.search(_SPOKES, name) else _split(name):
        name, own_role = split
        role = ", ".join(filter(None, (own_role, role)))
    return Speaker(name[:_LONGEST], role if len(role) <= _LONGEST else "")


def _split(name: str) -> tuple[str, str] | None:
    """“head teacher Ann Price” and “Ann Price of Parents First” hold a name and a role."""
    match = _ROLE_THEN_NAME.fullmatch(name) or _NAME_THEN_ROLE.fullmatch(name)
    return (match["name"], match["role"].removeprefix("the ").removeprefix("The ")) if match else None


def _is_a_name(name: str) -> bool:
    if not name or len(name) > _LONGEST or VERB.search(name) or name.lower() in _ENGLISH_STOPS:
        return False
    count = len(name.split())
    if re.match(r"(?:An?|The|One|Another|a|an|the|one|another) ", name):
        return count <= 14
    return count <= 12 and (any(letter.isupper() for letter in name) or count == 1)


def mentioned(sentence: str) -> Speaker | None:
    """The person that *sentence* is about, where it begins with them: whom “she” in the next one means."""
    sentence = sentence.strip()
    for _ in range(2):
        sentence = _CONJUNCTION.sub("", _ADVERBIAL.sub("", sentence, count=1), count=1)
    for pattern in (SPOKESPERSON, _TITLED, _FULL_NAME):
        if match := pattern.match(sentence):
            return Speaker(match[0])
    return None
