"""What feeds and calendars cost, to build and to poll, and how that grows with the story.

    python benchmarks/feeds.py [N]

makes a database of its own (SQLite in a temporary folder, or a test database beside that of
DATABASE_URL), fills it with N / 100 entries and measures, then with N (10,000 by default) and measures
again. What matters are the ratios of one run: a feed should take about as long with all entries as with
few, and a poll that finds nothing new a small part of what building takes.
"""

import datetime
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

REPEATS = 9
ADDRESSES = [
    "/feeds/everything.atom",
    "/feeds/everything.rss",
    "/feeds/everything.json",
    "/feeds/key.atom",
    "/feeds/press.atom",
    "/calendar.ics",
]


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if number < 1000:
        sys.exit("Give a number of entries of at least 1000.")
    from benchmarks.pages import _prepare

    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        connection = _prepare(folder)
        print(f"==> Making a database ({connection.vendor})")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            _measure_all(number)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _measure_all(number: int) -> None:
    from django.utils import timezone
    from wagtail.models import Site

    from benchmarks.fill import fill
    from home.structure import build_structure
    from timeline.models import LastChange

    build_structure("The campaign")
    Site.objects.update(hostname="testserver", port=80)
    Site.clear_site_root_paths_cache()
    few, rows = number // 100, {}
    for total, more in ((few, few), (number, number - few)):
        print(f"==> Filling it up to {total} entries")
        fill(more, year=None)
        hour_ago = timezone.now() - datetime.timedelta(hours=1)
        LastChange.objects.update_or_create(pk=1, defaults={"changed_at": hour_ago})
        print(f"==> Asking for {len(ADDRESSES)} outputs, {REPEATS} times each")
        rows[total] = [_measure(address) for address in ADDRESSES]
    print()
    print(f"{'':26}{f'{few} entries':>28}{f'{number} entries':>28}{'ratio':>8}")
    print(f"{'':26}" + f"{'200 ms':>8}{'queries':>9}{'304 ms':>11}" * 2)
    for address, before, after in zip(ADDRESSES, rows[few], rows[number], strict=True):
        cells = "".join(f"{built:>8.1f}{queries:>9}{poll:>11.2f}" for built, queries, poll in (before, after))
        print(f"{address:<26}{cells}{after[0] / before[0]:>8.1f}")


def _measure(address: str) -> tuple[float, int, float]:
    """The median milliseconds of an answer that is built, its queries, and the median of a 304."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    etag = client.get(address)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    # Now: the next request empties the list.
    queries = len(captured)
    built = _median(lambda: client.get(address), 200)
    poll = _median(lambda: client.get(address, headers={"if-none-match": etag}), 304)
    return built, queries, poll


def _median(ask, status: int) -> float:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        answer = ask()
        times.append((time.perf_counter() - started) * 1000)
        if answer.status_code != status:
            raise RuntimeError(f"It answered {answer.status_code}, and not {status}.")
    return statistics.median(times)


if __name__ == "__main__":
    main()
