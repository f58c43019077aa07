"""The languages that texts of ours and articles may be in: ISO 639 codes, as HTML, CSL and feeds write them."""

LANGUAGES = [
    ("en", "English"),
    ("cy", "Welsh"),
    ("gd", "Scottish Gaelic"),
    ("ga", "Irish"),
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("de", "German"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("it", "Italian"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("so", "Somali"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("zh", "Chinese"),
    ("und", "Another language"),
]
CODES = {code for code, _name in LANGUAGES}


def known_language(tag: str) -> str:
    """The code of *tag* (“en-GB”) if it is one of ours, else an empty string."""
    code = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    return code if code in CODES else ""
