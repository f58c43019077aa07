"""What publishers, mailers and networks hang on an address to see who follows it. It names no other page."""

import re

#: Beginnings of parameters' names. Sources: the campaign parameters of Google Analytics, Matomo, AT Internet
#: (Piano), HubSpot, Omeda, Vero and Yahoo, as their own manuals list them.
PREFIXES = (
    *("utm_", "mtm_", "piwik_", "hsa_", "__hs", "oly_", "vero_", "guce_"),
    *("at_medium", "at_campaign", "at_custom", "at_link", "at_ptr", "at_format", "at_bbc"),
)
#: Whole names, in lower case.
NAMES = frozenset(
    {
        # A click: Google, Microsoft, Meta, X, TikTok, LinkedIn, Yandex.
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid", "_ga", "_gl"),
        *("msclkid", "fbclid", "twclid", "ttclid", "li_fat_id", "yclid", "ysclid", "s_kwcid", "ef_id"),
        # A way by Google's AMP viewer.
        *("usqp", "amp_js_v", "amp_gsa", "aoh"),
        # A mailing: Mailchimp, HubSpot, Marketo, Drip, ConvertKit, Wicked Reports.
        *("mc_cid", "mc_eid", "_hsenc", "_hsmi", "hsctatracking", "mkt_tok", "__s", "ck_subscriber_id", "wickedid"),
        # A share: Instagram, X, and the buttons of newspapers.
        *("igshid", "igsh", "__twitter_impression", "ref_src", "ref_url", "ito", "ftcamp", "_branch_match_id"),
        # A campaign: Matomo, Webtrends, Adobe, AT Internet, Comscore, Yahoo.
        *("pk_campaign", "pk_kwd", "pk_source", "pk_medium", "pk_content", "wt_mc", "wt.mc_id", "wt.tsrc", "s_cid"),
        *("cmpid", "xtor", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "guccounter"),
    }
)
#: Names that track on these hosts and may mean something on others.
NAMES_OF_HOSTS = {
    "bbc.co.uk": frozenset({"ocid"}),
    "bbc.com": frozenset({"ocid"}),
    "msn.com": frozenset({"ocid", "cvid"}),
    "theguardian.com": frozenset({"cmp"}),
    "nytimes.com": frozenset({"smid", "smtyp"}),
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
    "youtube.com": frozenset({"si", "feature"}),
    "youtu.be": frozenset({"si", "feature"}),
}

_WORD = re.compile(r"[A-Za-z0-9_.-]{1,40}")
#: The part of a fragment that speaks to the browser alone (WICG Scroll to Text Fragment).
_DIRECTIVE = ":~:"


def is_tracker(name: str, host: str) -> bool:
    """Whether a parameter of this name only follows people about. *host* is bare (``bare_host``)."""
    # "&amp;" is what a parameter follows when it was copied out of a page's source.
    name = name.lower().removeprefix("amp;")
    return name in NAMES or name.startswith(PREFIXES) or name in _names_of(host)


def without_trackers(query: str, host: str) -> tuple[str, list[str]]:
    """A query as it was, but for trackers; and the names of those."""
    kept, off = [], []
    for pair in query.split("&"):
        name = pair.partition("=")[0]
        if is_tracker(name, host):
            off.append(_in_words(name))
        else:
            kept.append(pair)
    return "&".join(kept) if off else query, off


def fragment_without_trackers(fragment: str, host: str) -> tuple[str, list[str]]:
    """The same for what follows “#”: notes of a share, and the passage that a browser is to mark."""
    kept, directive, _text = fragment.partition(_DIRECTIVE)
    off = ["the mark of a passage in the text"] if directive else []
    pairs = kept.split("&") if "=" in kept else []
    if pairs and all(is_tracker(name, host) or name.lower() == "echobox" for name in _names(pairs)):
        return "", [*(_in_words(name) for name in _names(pairs)), *off]
    return kept, off


def _names(pairs: list[str]) -> list[str]:
    return [pair.partition("=")[0] for pair in pairs]


def _names_of(host: str) -> frozenset[str]:
    parts = host.split(".")
    return next(
        (
            NAMES_OF_HOSTS[name]
            for name in (".".join(parts[start:]) for start in range(len(parts)))
            if name in NAMES_OF_HOSTS
        ),
        frozenset(),
    )


def _in_words(name: str) -> str:
    # Anything may be written there, somebody's e-mail address too.
    name = name.removeprefix("amp;")
    return name if _WORD.fullmatch(name) else "a tracking parameter"
