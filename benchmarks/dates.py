"""How long dates take to read, beside the `edtf` package in the same run.

    python benchmarks/dates.py

Times are medians in microseconds. `read` keeps nothing between calls, and the memory of
`parse` is bypassed, so every figure is the whole work.
"""

import contextlib
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from timeline.dates import DateError, DateQuestion, parse, read

TYPED = [
    "18 January 2018",
    "Thursday 18 January 2018",
    "January 18, 2018",
    "September 2017",
    "1996",
    "2018-01-18",
    "2017-09",
    "1990s",
    "circa June 2018",
    "7 December 2017 (date uncertain)",
    "autumn 2017",
    "18 January to 2 March 2018",
    "2016-09 to 2018-06",
    "between March 2016 and May 2017",
    "since 1996",
    "from 1996 to an unknown date",
    "a day in June 2018",
    "23 March 2018, 10:30am",
]
ASKED = ["by June 2018", "2022-23", "03/02/2018", "late 2017", "Easter 2018", "week of 18 January 2018"]
STORED = [
    "2018-01-18",
    "2017-09",
    "1996",
    "2017-23",
    "2018-06~",
    "199X",
    "2018-01-18/2018-03-02",
    "2004~/2006",
]
NONSENSE = {
    "10 kB of words": "June 2018 or " * 800,
    "10 kB of brackets": "([{" * 3_500,
    "80 characters": "a-1/" * 20,
}

READ_LIMIT = 50.0


def median_microseconds(work: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """The median over `texts` of the median time of one call."""
    return statistics.median(_one_text(work, text, rounds) for text in texts)


def _one_text(work: Callable[[str], object], text: str, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        with contextlib.suppress(DateError, DateQuestion):
            work(text)
        times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def main() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf

        second_opinion = median_microseconds(parse_edtf, STORED, 15)
    typed = median_microseconds(read, TYPED, 500)
    stored = median_microseconds(parse.__wrapped__, STORED, 500)
    rows = [
        ("read what is typed", typed),
        ("  of these the slowest", max(_one_text(read, text, 500) for text in TYPED)),
        ("ask about what is ambiguous", median_microseconds(read, ASKED, 200)),
        ("parse what is stored, not remembered", stored),
        ("parse what is stored, remembered", median_microseconds(parse, STORED, 500)),
        *((f"refuse {name}", _one_text(read, text, 200)) for name, text in NONSENSE.items()),
        ("edtf.parse_edtf on what is stored", second_opinion),
    ]
    for name, microseconds in rows:
        print(f"{name:<40}{microseconds:>12,.1f} µs")
    print(f"\nedtf.parse_edtf takes {second_opinion / stored:,.0f} times as long as parse.")
    if typed > READ_LIMIT:
        print(f"Reading takes longer than {READ_LIMIT:.0f} µs.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
