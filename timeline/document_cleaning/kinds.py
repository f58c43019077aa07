"""What a file is, by its bytes, and whether its name agrees."""

from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from timeline.document_cleaning.refusals import refused

PDF, ZIP, TEXT = "pdf", "zip", "text"
#: The suffixes that are taken, by what their bytes have to be.
KEPT = {"pdf": PDF, "docx": ZIP, "xlsx": ZIP, "odt": ZIP, "ods": ZIP, "csv": TEXT, "txt": TEXT}
#: How known files begin, and what an editor calls them.
SIGNS = (
    (b"PK\x03\x04", ZIP, _("a zip archive or an office file")),
    (b"PK\x05\x06", "other", _("an empty zip archive")),
    (b"\xd0\xcf\x11\xe0", "other", _("an office file of the old kind, or one with a password")),
    (b"MZ", "other", _("a program")),
    (b"\x7fELF", "other", _("a program")),
    (b"\xcf\xfa\xed\xfe", "other", _("a program")),
    (b"\xca\xfe\xba\xbe", "other", _("a program")),
    (b"#!", "other", _("a program")),
    (b"{\\rtf", "other", _("a rich text file (RTF)")),
    (b"\x89PNG", "other", _("a picture")),
    (b"\xff\xd8\xff", "other", _("a picture")),
    (b"GIF8", "other", _("a picture")),
    (b"II*\x00", "other", _("a picture")),
    (b"MM\x00*", "other", _("a picture")),
    (b"RIFF", "other", _("a picture or a sound")),
    (b"Rar!", "other", _("an archive")),
    (b"7z\xbc\xaf", "other", _("an archive")),
    (b"\x1f\x8b", "other", _("an archive")),
    (b"BZh", "other", _("an archive")),
    (b"\xfd7zXZ", "other", _("an archive")),
    (b"%!PS", "other", _("a PostScript file")),
)
#: Readers of PDF look for its sign in so many bytes.
HEAD = 1024


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def kind_by_content(data: bytes) -> tuple[str, str]:
    """Which of the kinds *data* is, and what an editor calls it."""
    for sign, kind, words in SIGNS:
        if data.startswith(sign):
            return kind, words
    if b"%PDF-" in data[:HEAD]:
        return PDF, _("a PDF")
    return TEXT, _("text, or something unknown")


def agreed_suffix(name: str, data: bytes) -> str:
    """The suffix of *name*, which its bytes bear out. ``ValidationError`` where they do not."""
    suffix = suffix_of(name)
    if suffix not in KEPT:
        raise refused("kind")
    if not data.strip():
        raise refused("empty")
    kind, words = kind_by_content(data)
    if kind != KEPT[suffix]:
        raise refused("mismatch", suffix=suffix, found=words)
    return suffix
