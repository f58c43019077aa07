"""How long the pages take with many entries, and how that grows.

    python benchmarks/pages.py [N]

makes a database of its own (SQLite in a temporary folder, or a test database beside that of
DATABASE_URL), fills it with N / 10 entries and measures, then with N (1,000 by default) and measures
again. The last column is what matters: a page that shows ten times as much may take ten times as long,
and every other page should take about as long as before.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

REPEATS = 7
YEAR = 2010
#: What is asked for, and what of it grows with the archive.
PAGES = [
    ("/", "a few entries"),
    ("/timeline/", "years, or all up to 150 entries"),
    (f"/timeline/{YEAR}/", "the entries of one year in twenty"),
    ("/timeline/entry-0/", "one entry"),
    ("/press/", "all articles"),
    ("/legal/", "two cases"),
    ("/legal/the-first-case/", "all milestones of a case"),
    ("/search/?q=census", "at most 50 results"),
    ("/feeds/everything.atom", "50 entries"),
    ("/feeds/everything.rss", "50 entries"),
    ("/sitemap.xml", "every address"),
]


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    if number < 100:
        sys.exit("Give a number of entries of at least 100.")
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        connection = _prepare(folder)
        print(f"==> Making a database ({connection.vendor})")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            _measure_all(number)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _prepare(folder: str):
    """Start Django with the settings of the tests, all of whose files lie in *folder*."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["TEST_FILES"] = os.environ["DATA_DIR"] = folder

    import django
    from django.db import connection

    django.setup()
    return connection


def _measure_all(number: int) -> None:
    from wagtail.models import Site

    from benchmarks.fill import fill
    from home.structure import build_structure

    build_structure("The campaign")
    Site.objects.update(hostname="testserver", port=80)
    Site.clear_site_root_paths_cache()
    few, rows = number // 10, {}
    for total, more in ((few, few), (number, number - few)):
        print(f"==> Filling it up to {total} entries")
        started = time.perf_counter()
        fill(more, year=None, index=True, tell=print)
        print(f"    done in {time.perf_counter() - started:.1f} s")
        print(f"==> Asking for {len(PAGES)} pages, {REPEATS} times each")
        rows[total] = [_measure(address) for address, _ in PAGES]
    _print_table(few, number, rows)


def _measure(address: str) -> tuple[float, int, float]:
    """The median of the milliseconds, the number of queries, and the kilobytes of a page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    with CaptureQueriesContext(connection):
        # The first request makes what is kept for the next ones.
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    # Now: the next request empties the list.
    queries = len(captured)
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), queries, len(response.content) / 1024


def _print_table(few: int, many: int, rows: dict) -> None:
    print()
    print(f"{'':30}{f'{few} entries':>24}{f'{many} entries':>24}")
    print(f"{'page':<30}" + f"{'ms':>8}{'queries':>9}{'kB':>7}" * 2 + f"{'ratio':>8}  shows")
    for (address, shows), before, after in zip(PAGES, rows[few], rows[many], strict=True):
        cells = "".join(f"{ms:>8.1f}{queries:>9}{size:>7.0f}" for ms, queries, size in (before, after))
        print(f"{address:<30}{cells}{after[0] / before[0]:>8.1f}  {shows}")


if __name__ == "__main__":
    main()
