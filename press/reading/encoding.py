"""From bytes to text: whatever character set a page says it is in, and whatever it is in."""

import codecs
import re
from dataclasses import dataclass

from press.reading.tidy import mended

#: What Python calls the sets that pages are written in. Its other codecs (punycode, unicode_escape) are no
#: character sets, and some take minutes over a megabyte.
_SETS = {
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "cp866", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7",
    "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman",
    "mac-cyrillic", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "iso2022_jp",
    "euc_kr", "cp949",
}  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_DECLARED_WITHIN = 4096
_SAMPLE = 100_000


def declared_charset(data: bytes) -> str:
    """The character set that a page names in its head; empty if it names none."""
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return match[1].decode("ascii", "replace") if match else ""


@dataclass(frozen=True)
class Decoded:
    """A text, and what befell it on the way."""

    text: str
    is_lossy: bool
    is_mended: bool

    @property
    def notes(self) -> list[str]:
        """What an editor must know of it."""
        lost = "Parts of this file could not be read as text."
        mended = "Some letters of this copy were broken and were put right: compare names and quotations with it."
        return [note for note, is_so in ((lost, self.is_lossy), (mended, self.is_mended)) if is_so]


def decoded(data: bytes, *declared: str) -> Decoded:
    """The text of *data*.

    A mark at the beginning decides; else UTF-8 where every byte fits it, since other sets hardly ever do by
    chance; else what is *declared*, first things first; else what the letters look like.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _result(_tolerantly(data[len(bom) :], name))
    names = [name for name in map(_known, declared) if name]
    for name in ["utf-8", *(name for name in names if not name.startswith("utf-16"))]:
        try:
            return _result(data.decode(name))
        except UnicodeDecodeError:
            continue
    text = _tolerantly(data, "utf-8")
    # A page in UTF-8 with a few broken letters must not turn into one of another set with all of them broken.
    if text.count("\ufffd") * 20 < sum(byte >= 0x80 for byte in data):
        return _result(text)
    return _result(_tolerantly(data, _guessed(data) or (names[0] if names else "cp1252")))


def _known(label: str) -> str:
    label = label.strip().lower()
    if label in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso8859-1", "iso_8859-1"):
        # What browsers take it for, since so many pages say the one and mean the other.
        return "cp1252"
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return name if name in _SETS else ""


def _guessed(data: bytes) -> str:
    if sum(byte >= 0x80 for byte in data[:_SAMPLE]) * 5 < len(data[:_SAMPLE]):
        # A western text with a few marks and accents: too few for a statistic.
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=sorted(_SETS - {"utf-16", "utf-16-le", "utf-16-be"})).best()
    return _known(best.encoding) if best else ""


def _tolerantly(data: bytes, name: str) -> str:
    return data.decode(name, "replace")


def _result(text: str) -> Decoded:
    whole, count = mended(text)
    return Decoded(whole, is_lossy="\ufffd" in text, is_mended=count > 0)
