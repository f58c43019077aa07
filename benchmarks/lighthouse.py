"""What Google's Lighthouse finds on the demo, served as in production, on the phone that it simulates.

    python benchmarks/lighthouse.py [--folder FOLDER] [--runs 3] [ADDRESS ...]

needs npm (Lighthouse is fetched by it, and kept in npm's own folder) and Debian's Chromium, or the one that CHROMIUM
names. The demo is made in FOLDER, and found there by the next run; without one it is made anew and thrown away. Of
each address the run with the median of the largest contentful paint is shown, then every audit that it did not pass.
Ends with 1 where a promise is not kept: four times 100, the largest contentful paint under a second, no shift of the
layout.

Simulated or not, times are times of this machine: measure while nothing else runs. "speed" is Lighthouse's own figure
for how fast the machine was in that run. Its phone is one that is four times slower than a good desktop, of 1500 or
more (docs/throttling.md of Lighthouse): on a machine of 900, --slowdown 2.4 is that phone.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from demo_server import PATIENCE, fetch, free_port, prepare, served

#: Later ones need a newer Node than Debian 12 has.
LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
CHROMIUM_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
#: Milliseconds.
ENOUGH_LCP = 1000
#: What Lighthouse calls a kind of file, and what stands over its column.
KINDS = {"document": "html", "stylesheet": "css", "script": "js", "image": "img", "font": "font"}
#: Requests at once before a page is measured.
WARMING = 4
#: How often a run is tried whose trace Chromium did not record.
TRIES = 3


def main() -> None:
    asked = _arguments()
    with contextlib.ExitStack() as stack:
        folder = asked.folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="throughline-lighthouse-"))
        port = free_port()
        prepare(Path(folder), port)
        addresses = asked.addresses or _addresses()
        root = stack.enter_context(served(port))
        reports = {}
        for address in addresses:
            print(f"==> Lighthouse on {address}", flush=True)
            _warm(f"{root}{address}")
            runs = [_run(f"{root}{address}", Path(folder), asked.slowdown) for _ in range(asked.runs)]
            reports[address] = sorted(runs, key=lambda report: _number(report, "largest-contentful-paint"))[
                len(runs) // 2
            ]
    _print_table(reports)
    sys.exit(0 if _print_what_failed(reports) else 1)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", help="where the demo is kept")
    parser.add_argument("--runs", type=int, default=3, help="how often each address is measured (3)")
    parser.add_argument("--slowdown", type=float, default=4, help="how many times slower than this machine (4)")
    parser.add_argument("addresses", nargs="*", metavar="ADDRESS", help="such as /timeline/2018/")
    return parser.parse_args()


def _addresses() -> list[str]:
    """The pages that are promised to be quick: of entries and cases the ones with most to show."""
    from legal.models import CasePage
    from timeline.models import EventPage

    event = max(EventPage.objects.exclude(image=None), key=lambda event: len(event.body) + event.sources.count())
    case = max(CasePage.objects.all(), key=lambda case: case.numchild)
    return ["/", "/timeline/", event.url, case.url, "/press/"]


def _warm(url: str) -> None:
    """Ask often enough for each worker to have drawn the page: whoever comes first waits for sizes of pictures."""
    with concurrent.futures.ThreadPoolExecutor(WARMING) as several:
        list(several.map(fetch, [url] * (4 * WARMING)))


def _run(url: str, folder: Path, slowdown: float) -> dict:
    """The report of one run, which Chromium sometimes fails to record. ``RuntimeError`` if there is none."""
    for _ in range(TRIES - 1):
        with contextlib.suppress(RuntimeError):
            return _run_once(url, folder, slowdown)
    return _run_once(url, folder, slowdown)


def _run_once(url: str, folder: Path, slowdown: float) -> dict:
    npx = shutil.which("npx")
    if npx is None:
        sys.exit("Lighthouse is fetched by npm, and it is not there. On Debian: apt install npm")
    out = folder / "report.json"
    out.unlink(missing_ok=True)
    how = [
        f"--only-categories={','.join(CATEGORIES)}",
        "--no-enable-error-reporting",
        f"--throttling.cpuSlowdownMultiplier={slowdown:g}",
        f"--chrome-flags={CHROMIUM_FLAGS}",
    ]
    done = subprocess.run(
        [npx, "--yes", LIGHTHOUSE, url, "--output=json", f"--output-path={out}", "--quiet", *how],
        env={**os.environ, "CHROME_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    if not out.exists():
        raise RuntimeError(f"Lighthouse gave no report of {url}: {done.stderr}")
    report = json.loads(out.read_text(encoding="utf-8"))
    if report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not measure {url}: {report['runtimeError']['message']}")
    return report


def _number(report: dict, audit: str) -> float:
    return report["audits"][audit].get("numericValue") or 0


def _scores(report: dict) -> list[int]:
    return [round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES]


def _transferred(report: dict) -> dict[str, float]:
    """Kilobytes over the wire, by kind of file."""
    sizes = dict.fromkeys(KINDS.values(), 0.0)
    for request in report["audits"]["network-requests"]["details"]["items"]:
        kind = KINDS.get(request.get("resourceType", "").lower(), "")
        if kind:
            sizes[kind] += request["transferSize"] / 1000
    return sizes


def _print_table(reports: dict[str, dict]) -> None:
    print()
    titles = "".join(f"{name:>7}" for name in ("LCP s", "CLS", "TBT ms", "server", "speed"))
    print(f"{'':44}{'perf':>5}{'a11y':>5}{'best':>5}{'seo':>5}{titles}  kB", end="")
    print("".join(f"{name:>6}" for name in KINDS.values()))
    for address, report in reports.items():
        scores = "".join(f"{score:>5}" for score in _scores(report))
        lcp, cls = _number(report, "largest-contentful-paint"), _number(report, "cumulative-layout-shift")
        blocked, server = _number(report, "total-blocking-time"), _number(report, "server-response-time")
        speed = report["environment"]["benchmarkIndex"]
        sizes = "".join(f"{size:>6.1f}" for size in _transferred(report).values())
        times = f"{lcp / 1000:>7.2f}{cls:>7.3f}{blocked:>7.0f}{server:>7.0f}{speed:>7.0f}"
        print(f"{address[-42:]:<44}{scores}{times}    {sizes}")


def _print_what_failed(reports: dict[str, dict]) -> bool:
    """Say which audits were not passed. Whether every promise is kept."""
    kept = True
    for address, report in reports.items():
        lcp, cls = _number(report, "largest-contentful-paint"), _number(report, "cumulative-layout-shift")
        kept = kept and min(_scores(report)) == 100 and lcp < ENOUGH_LCP and cls == 0
        for name in CATEGORIES:
            for part in report["categories"][name]["auditRefs"]:
                audit = report["audits"][part["id"]]
                if audit["score"] is not None and audit["score"] < 1 and part["weight"]:
                    print(f"{address}: {name}: {part['id']}: {audit['title']} {audit.get('displayValue', '')}")
    print("Every promise is kept." if kept else "Not every promise is kept.")
    return kept


if __name__ == "__main__":
    main()
