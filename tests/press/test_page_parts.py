"""The parts of a page: which they are, and how many of them are kept."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from press import page_parts
from press.page_parts import MOST_BYTES, MOST_PARTS, addresses_of_parts, fetch_parts
from timeline.links.fetch import Fetched, FetchError

PAGE = "https://paper.example/news/a"
MEGABYTE = 1_000_000


@dataclass
class Host:
    """Gives the same picture at every address, and takes its time."""

    body: bytes = b"picture"
    raw: bytes = b"packed"
    takes: float = 0
    status: int = 200
    seconds: float = 0
    deadlines: list[float] = field(default_factory=list)

    def fetch(self, url, *, max_bytes, deadline):
        self.deadlines.append(deadline)
        self.seconds += min(self.takes, deadline)
        if self.takes > deadline:
            raise FetchError("The host did not answer in time.", "timeout")
        headers = [("Content-Type", "image/png")]
        return Fetched(url, url, self.status, "", headers, self.raw, self.body, datetime(2018, 1, 15, tzinfo=UTC))


def parts_of(host: Host, pictures: int) -> tuple[list, list]:
    """What is kept, and what is left out."""
    body = "".join(f"<img src='/{number}.png'>" for number in range(pictures)).encode()
    parts = list(fetch_parts(host, body, PAGE, lambda line: None))
    return [one for one in parts if isinstance(one, Fetched)], [one for one in parts if isinstance(one, tuple)]


@pytest.mark.parametrize("pictures", [0, 1, MOST_PARTS])
def test_all_parts_of_a_usual_page_are_kept(pictures):
    kept, left_out = parts_of(Host(), pictures)
    assert (len(kept), left_out) == (pictures, [])


@pytest.mark.parametrize("status", [200, 404])
def test_too_many_parts_are_left_out_in_one_line(status):
    host = Host(status=status)
    _kept, left_out = parts_of(host, MOST_PARTS + 5000)
    assert left_out[-1] == (PAGE, "and 5000 more, which we do not keep of one page")
    assert len(left_out) == (1 if status == 200 else MOST_PARTS + 1)
    assert len(host.deadlines) == MOST_PARTS


@pytest.mark.parametrize(
    "host", [Host(body=bytes(4 * MEGABYTE)), Host(raw=bytes(4 * MEGABYTE), body=b"")], ids=["unpacked", "as-sent"]
)
def test_large_parts_are_left_out_in_one_line(host):
    kept, left_out = parts_of(host, 20)
    assert len(kept) == MOST_BYTES // (4 * MEGABYTE) + 1
    assert left_out == [(PAGE, "and 13 more, which we do not keep of one page")]


def test_part_is_kept_as_sent_only():
    (part,), _left_out = parts_of(Host(), 1)
    assert (part.raw, part.body) == (b"packed", b"")


@pytest.mark.parametrize(("takes", "asked", "kept"), [(9.5, 10, 9), (60, 9, 0), (1, 40, 40)])
def test_all_parts_together_have_a_minute_and_a_half(monkeypatch, takes, asked, kept):
    host = Host(takes=takes)
    monkeypatch.setattr(page_parts.time, "monotonic", lambda: host.seconds)
    got, left_out = parts_of(host, MOST_PARTS)
    assert (len(host.deadlines), len(got)) == (asked, kept)
    assert host.seconds <= 90
    assert max(host.deadlines) == 10
    if asked < MOST_PARTS:
        assert left_out[-1] == (PAGE, f"and {MOST_PARTS - asked} more, for which the hosts left us no time")


@pytest.mark.parametrize(
    ("html", "paths"),
    [
        ("<img src='a.png'><img src='a.png#b'>", ["/news/a.png"]),
        ("<base href='/x/'><img src='a.png'>", ["/x/a.png"]),
        ("<base href='//['><img src='a.png'>", ["/news/a.png"]),
        ("<img src='//['><img src='/b.png'>", ["/b.png"]),
        ("<link rel='Stylesheet' href='/s.css'><link rel=next href=/b>", ["/s.css"]),
        ("<img src='data:image/png;base64,AA=='><script src='/a.js'></script>", []),
        ("", []),
    ],
)
def test_parts_are_pictures_and_styles(html, paths):
    assert addresses_of_parts(html.encode(), PAGE) == [f"https://paper.example{path}" for path in paths]
