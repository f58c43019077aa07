"""What hosts ask of programs: robots.txt (RFC 9309), for the checks that nobody asked for."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote, unquote, urlsplit
from urllib.robotparser import Entry, RobotFileParser

from django.conf import settings

from timeline.links.limits import FetchError

#: The least that the standard asks a reader to take in.
_MAX_BYTES = 512 * 1024
_DEADLINE = 15
#: Seconds. A host that asks for more gets this.
LONGEST_DELAY = 60
MOST_HOSTS = 500
#: Of one host, for us: what comes after them is not read.
MOST_RULES = 1000


@dataclass(frozen=True)
class Rules:
    """What one host asks of us."""

    parser: RobotFileParser | None = None
    #: Why nothing of this host is asked for at present; empty if it is not so.
    closed: str = ""


class Robots:
    """The rules of hosts, each fetched once, and the least used forgotten when there are too many."""

    def __init__(self, fetcher, most_hosts: int = MOST_HOSTS):
        self._fetcher = fetcher
        self._most_hosts = most_hosts
        self._rules: OrderedDict[str, Rules] = OrderedDict()
        # The product token: a robots.txt names programs by it.
        self._name = settings.LINKS_USER_AGENT.partition("/")[0]

    def knows(self, url: str) -> bool:
        """Whether the rules for *url* were fetched."""
        return _origin(url) in self._rules

    def learn(self, url: str) -> None:
        """Fetch the rules for *url*: one request to its host."""
        self._rules[_origin(url)] = self._fetched(f"{_origin(url)}/robots.txt")
        while len(self._rules) > self._most_hosts:
            self._rules.popitem(last=False)

    def refusal(self, url: str) -> str:
        """Why *url* is not to be asked for, in words; empty if it may be."""
        rules = self._of(url)
        if rules.closed or not rules.parser:
            return rules.closed
        return "" if self._may_ask(rules.parser, url) else "Its host asks programs not to look at this page."

    def delay(self, url: str) -> float:
        """Seconds that the host wants between two requests; 0 if it says nothing."""
        rules = self._of(url)
        wanted = rules.parser.crawl_delay(self._name) if rules.parser else None
        # A number of some hundred digits is one that float() does not take.
        return float(min(wanted or 0, LONGEST_DELAY))

    def _of(self, url: str) -> Rules:
        if not self.knows(url):
            self.learn(url)
        self._rules.move_to_end(_origin(url))
        return self._rules[_origin(url)]

    def _fetched(self, url: str) -> Rules:
        try:
            answer = self._fetcher.fetch(url, max_bytes=_MAX_BYTES, deadline=_DEADLINE)
        except FetchError:
            # Whether the host is dead will be seen when it is asked for the page itself.
            return Rules()
        if answer.status >= 500 or answer.status == 429:
            return Rules(closed=f"Its host could not say what it asks of programs (status {answer.status}).")
        if answer.status != 200:
            return Rules()
        parser = RobotFileParser()
        lines = answer.body.decode("utf-8-sig", "replace").splitlines()
        parser.parse([line for line in lines if _can_be_read(line)])
        return Rules(parser)

    def _may_ask(self, parser: RobotFileParser, url: str) -> bool:
        """The longest rule that fits decides, and a permission where two are as long (RFC 9309, 2.2.2).

        Python's own answer is that of the first rule that fits, and takes “*” and “$” by the letter.
        """
        group = next((entry for entry in parser.entries if entry.applies_to(self._name)), parser.default_entry)
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [(len(rule), allowed) for rule, allowed in _rules(group) if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


def _rules(group: Entry | None) -> list[tuple[str, bool]]:
    # A "Disallow:" with nothing behind it is a permission, as the parser has noticed.
    lines = islice(group.rulelines, MOST_RULES) if group else ()
    return [(_normal(unquote(line.path)), line.allowance) for line in lines]


def _can_be_read(line: str) -> bool:
    """Whether Python's parser takes this line: at some addresses and numbers it ends with an error."""
    try:
        RobotFileParser().parse(["User-agent: *", line])
    except (ValueError, OverflowError):
        return False
    return True


def _fits(rule: str, path: str) -> bool:
    """Whether *rule* covers *path*: “*” stands for anything, and “$” at its end for the end (RFC 9309, 2.2.3).

    Each piece is looked for once, where it comes first: a regular expression would try all ways to share
    out the path among many stars.
    """
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at, is_closed = len(first), rule.endswith("$")
    if is_closed and not others:
        return path == first
    last = others.pop() if is_closed else ""
    for piece in others:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return path.endswith(last, at)


def _normal(path: str) -> str:
    return quote(unquote(path), safe="/*$?&=:@!'(),;+~")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
