"""The languages that texts of ours and articles may be in: ISO 639 codes, as HTML, CSL and feeds write them."""

from django.conf import settings
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("en", _("English")),
    ("cy", _("Welsh")),
    ("gd", _("Scottish Gaelic")),
    ("ga", _("Irish")),
    ("ar", _("Arabic")),
    ("bn", _("Bengali")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("it", _("Italian")),
    ("nl", _("Dutch")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ro", _("Romanian")),
    ("ru", _("Russian")),
    ("so", _("Somali")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("zh", _("Chinese")),
    ("und", _("Another language")),
]
CODES = {code for code, _name in LANGUAGES}


def known_language(tag: str) -> str:
    """The code of *tag* (“en-GB”) if it is one of ours, else an empty string."""
    code = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    return code if code in CODES else ""


def site_language() -> str:
    """The language that the site speaks, as HTML, feeds and citations write it: “en-GB”."""
    return to_locale(get_language() or settings.LANGUAGE_CODE).replace("_", "-")


def direction(tag: str) -> str:
    """The way in which the language *tag* is written: “ltr” or “rtl”."""
    return "rtl" if tag.lower().split("-")[0] in settings.LANGUAGES_BIDI else "ltr"
