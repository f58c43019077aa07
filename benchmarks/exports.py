"""What exporting a whole story costs: the peak of memory and the time, and how they grow.

    python benchmarks/exports.py [N]

makes a database of its own in a temporary folder, fills it with N / 10 entries, and exports them in each format,
each in a process of its own; then with N entries (10,000 by default) once more. Memory should hardly grow: ten
times as many entries may take ten times as long, but no more room.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Each file, and what stands in the piece of an entry alone.
FILES = {"story.json": b'"sequence": ', "entries.csv": b'"urn:uuid:', "timelinejs.json": b'"unique_id": "e-'}
#: Asked for first in every process, so that what is loaded once is not counted as the file's.
WARM = "/data/v1/entries.json?limit=1"


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        _prepare()
        {"fill": _fill, "export": _export}[sys.argv[2]](sys.argv[3])
        return
    number = int(sys.argv[1]) if sys.argv[1:] else 10_000
    if number < 1000:
        sys.exit("Give a number of entries of at least 1000.")
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        os.environ["TEST_FILES"] = os.environ["DATA_DIR"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        _measure(number)


def _prepare() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

    import django

    django.setup()


def _measure(number: int) -> None:
    few, rows = number // 10, {}
    for total, more in ((few, few), (number, number - few)):
        print(f"==> Filling a database up to {total} entries")
        _in_a_process("fill", str(more))
        rows[total] = {name: _exported(name, total) for name in FILES}
    _print_table(few, number, rows)


def _fill(more: str) -> None:
    from django.core.management import call_command
    from wagtail.models import Site

    from benchmarks.fill import fill

    call_command("migrate", verbosity=0)
    fill(int(more), year=None)
    Site.objects.update(hostname="testserver", port=80)


def _exported(name: str, total: int) -> dict:
    print(f"    exporting {name}")
    found = json.loads(_in_a_process("export", name).splitlines()[-1])
    if found["entries"] != total:
        raise RuntimeError(f"{name} holds {found['entries']} entries of {total}.")
    return found


def _in_a_process(task: str, about: str) -> str:
    """What *task* prints. Not even filling is done here: a new process begins with the peak of memory of its parent."""
    run = [sys.executable, __file__, "--run", task, about]
    return subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


def _export(name: str) -> None:
    """Read the file as a server sends it, keeping none of it, and print what it took."""
    from django.test import Client

    client = Client()
    client.get(WARM)
    before, started = _peak(), time.perf_counter()
    size, entries = 0, 0
    for piece in client.get(f"/data/v1/{name}").streaming_content:
        size += len(piece)
        entries += FILES[name] in piece
    seconds, after = time.perf_counter() - started, _peak()
    found = {"entries": entries, "seconds": seconds, "before": before, "peak": after, "size": size / 1024**2}
    print(json.dumps(found))


def _peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_table(few: int, many: int, rows: dict) -> None:
    print()
    print(f"{'':20}{f'{few} entries':>32}{f'{many} entries':>32}{'ratio of':>20}")
    print(f"{'file':<20}" + f"{'file MB':>10}{'s':>8}{'peak MB':>14}" * 2 + f"{'time':>10}{'peak':>10}")
    for name in FILES:
        before, after = rows[few][name], rows[many][name]
        cells = "".join(
            f"{one['size']:>10.1f}{one['seconds']:>8.1f}{one['peak']:>8.0f} (+{one['peak'] - one['before']:.0f})"
            for one in (before, after)
        )
        ratios = f"{after['seconds'] / before['seconds']:>10.1f}{after['peak'] / before['peak']:>10.2f}"
        print(f"{name:<20}{cells}{ratios}")


if __name__ == "__main__":
    main()
