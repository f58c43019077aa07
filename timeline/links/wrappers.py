"""Addresses inside addresses: mailers, networks and search engines put their own around those of others."""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

_EMAIL = re.compile(r"[^\s@|/?&=]+@[^\s@|/?&=]+\.[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True)
class Wrapper:
    """Keeps the address in a parameter. *hosts* hold for what stands below them too."""

    name: str
    hosts: tuple[str, ...]
    path: str
    parameters: tuple[str, ...]


#: Sources: addresses as these services make them; Microsoft's and Proofpoint's are described in their manuals.
WRAPPERS = (
    Wrapper("Outlook", ("safelinks.protection.outlook.com", "safelinks.protection.office365.us"), "", ("url",)),
    Wrapper("Teams", ("statics.teams.cdn.office.net",), "/evergreen-assets/safelinks/", ("url",)),
    Wrapper("Google", ("google",), "/url", ("url", "q")),
    Wrapper("Facebook", ("facebook.com",), "/l.php", ("u",)),
    Wrapper("Instagram", ("l.instagram.com",), "", ("u",)),
    Wrapper("LinkedIn", ("linkedin.com",), "/redir/", ("url",)),
    Wrapper("LinkedIn", ("linkedin.com",), "/safety/go", ("url",)),
    Wrapper("YouTube", ("youtube.com",), "/redirect", ("q",)),
    Wrapper("Reddit", ("out.reddit.com",), "", ("url",)),
    Wrapper("Slack", ("slack-redir.net",), "/link", ("url",)),
    Wrapper("DuckDuckGo", ("duckduckgo.com",), "/l/", ("uddg",)),
    Wrapper("Barracuda", ("linkprotect.cudasvc.com",), "/url", ("a",)),
    Wrapper("Proofpoint", ("urldefense.proofpoint.com",), "/v1/url", ("u",)),
)
#: google.com, google.co.uk, www.google.de: there are some two hundred.
_GOOGLE = re.compile(r"(?:www\.)?google(?:\.com?)?\.[a-z]{2,3}")
_GOOGLE_AMP = re.compile(r"/amp/(s/)?(.+\..+)", re.DOTALL)
#: “c” is a page, “v” a page in a viewer; “s” says that the original is https (the AMP cache's own description).
_AMP_CACHE = re.compile(r"/[a-z]/(s/)?(.+\..+)", re.DOTALL)
_PROOFPOINT_3 = re.compile(r"/v3/__(?P<url>.+?)__;(?P<put_back>.*?)!", re.DOTALL)
#: Version 3 writes how long a run of characters is that it took out: "A" for two, and so on.
_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def unwrapped(url: str) -> tuple[str, str] | None:
    """The address inside *url*, and what stood around it in words; ``None`` where nothing does."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().rstrip(".")
    inner, name = _amp(parts, host) or _proofpoint(parts, host) or _in_parameter(parts, host) or ("", "")
    if not re.match(r"https?://[^/]", inner, re.IGNORECASE):
        return None
    around = unquote(url).replace(unquote(inner), "")
    held = ", which held an e-mail address" if _EMAIL.search(around) else ""
    return inner.replace(" ", "%20"), f"a wrapper of {name}{held}"


def _in_parameter(parts: SplitResult, host: str) -> tuple[str, str] | None:
    for wrapper in WRAPPERS:
        if not (parts.path.startswith(wrapper.path) and any(_is_at(host, one) for one in wrapper.hosts)):
            continue
        values = dict(reversed([pair.partition("=")[::2] for pair in parts.query.split("&")]))
        for name in wrapper.parameters:
            if inner := _once_decoded(values.get(name, "")):
                return inner, wrapper.name
    return None


def _is_at(host: str, wanted: str) -> bool:
    if wanted == "google":
        return bool(_GOOGLE.fullmatch(host))
    return host == wanted or host.endswith(f".{wanted}")


def _once_decoded(value: str) -> str:
    # Some write the address as it is, and its own escapes must then stay.
    return value if re.match(r"https?://", value, re.IGNORECASE) else unquote(value)


def _amp(parts: SplitResult, host: str) -> tuple[str, str] | None:
    form = _GOOGLE_AMP if _GOOGLE.fullmatch(host) else _AMP_CACHE if _is_at(host, "cdn.ampproject.org") else None
    found = form and form.fullmatch(parts.path)
    if not found:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"{'https' if found[1] else 'http'}://{found[2]}{query}", "Google AMP"


def _proofpoint(parts: SplitResult, host: str) -> tuple[str, str] | None:
    if host == "urldefense.proofpoint.com" and parts.path.startswith("/v2/url"):
        values = [pair.partition("=")[2] for pair in parts.query.split("&") if pair.startswith("u=")]
        return (unquote(values[0].replace("-", "%").replace("_", "/")), "Proofpoint") if values else None
    if host not in ("urldefense.com", "urldefense.us", "urldefense.proofpoint.com"):
        return None
    whole = parts._replace(scheme="", netloc="").geturl()
    found = _PROOFPOINT_3.match(whole)
    return (_put_back(found["url"], found["put_back"]), "Proofpoint") if found else None


def _put_back(url: str, encoded: str) -> str:
    """Version 3 puts “*” for what it takes out, “**x” for a run of it, and the characters behind the address."""
    # Servers on the way make one slash of two.
    url = re.sub(r"^(https?:/)(?=[^/])", r"\1/", url)
    try:
        taken = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    place = 0

    def characters(mark: re.Match) -> str:
        nonlocal place
        length = _RUN_LENGTHS.index(mark[1]) + 2 if mark[1] else 1
        place += length
        return taken[place - length : place]

    return re.sub(r"\*(?:\*([A-Za-z0-9_-]))?", characters, url)
