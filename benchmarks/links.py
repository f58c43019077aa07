"""How checking links behaves with many of them: rate, memory, patience, and being stopped in the middle.

    python benchmarks/links.py [N]

makes a database of its own in a temporary folder, with N links (5,000 by default) to pages of a server on
50 loopback addresses, each of which counts as a host. "check_links" runs in a process of its own, with a
tenth of the links and then with all of them: the peak of its memory should hardly grow. Then all are
checked once more, and that run is stopped in the middle and resumed: no page may be asked for twice.
"""

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOSTS = 50
#: Seconds between two requests to a host.
DELAY = 0.2
WORDS = "Parents were told in the autumn that the census would ask for more about every pupil. " * 20
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        _prepare()
        _run(sys.argv[2:])
        return
    number = int(sys.argv[1]) if sys.argv[1:] else 5000
    if number < 500:
        sys.exit("Give a number of links of at least 500.")
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        os.environ["TEST_FILES"] = os.environ["DATA_DIR"] = folder
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        ours, theirs = multiprocessing.Pipe()
        web = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
        web.start()
        _measure(number, ours, *_prepare_database(ours.recv()))
        ours.send("end")
        web.join()


# The web: a process of its own, so that its memory is not counted


def _serve(pipe) -> None:
    """Answer on all hosts. Says the ports, and when asked what was asked since the last time."""
    sys.path.insert(0, str(ROOT))
    from tests.web_server import WebServer

    hosts = [WebServer(f"127.0.0.{last}") for last in range(2, 2 + HOSTS)]
    for host in hosts:
        host.answers("/*", _page)
        host.__enter__()
    pipe.send([host.url() for host in hosts])
    while pipe.recv() == "report":
        gaps, asked = [], []
        for host in hosts:
            times = [one.at for one in host.asked]
            gaps += [after - before for before, after in itertools.pairwise(times)]
            asked += [(one.method, host.url(one.path)) for one in host.asked]
            host.asked.clear()
        pipe.send((min(gaps, default=0), asked))


def _page(handler) -> None:
    body = f"<html><body><article><p>{handler.path} {WORDS}</p></article></body></html>".encode()
    found = not handler.path.endswith("robots.txt")
    head = f"HTTP/1.1 {'200 OK' if found else '404 Not Found'}\r\nContent-Type: text/html\r\n"
    handler.wfile.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
    if handler.command == "GET":
        handler.wfile.write(body)


# The site


def _prepare() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

    import django

    django.setup()


def _prepare_database(roots: list[str]):
    """A database without links. What is given back adds some to pages of these hosts, and makes all due."""
    _prepare()
    from django.core.management import call_command
    from django.db.models import Max
    from django.utils import timezone

    from home.structure import build_structure
    from tests.factories import make_event
    from timeline.links.addresses import address_key
    from timeline.models import EntrySource
    from timeline.models.link import WebLink

    print("==> Making a database")
    call_command("migrate", verbosity=0)
    build_structure("The campaign")
    entry = make_event(live=False, sources=0)

    def add(number: int) -> None:
        first = WebLink.objects.aggregate(last=Max("pk"))["last"] or 0
        urls = [f"{roots[page % HOSTS]}{first + page}" for page in range(number)]
        links = WebLink.objects.bulk_create([WebLink(url=url, key=address_key(url)) for url in urls], 500)
        rows = [EntrySource(entry=entry, title="A source", url=link.url, link=link) for link in links]
        EntrySource.objects.bulk_create(rows, 500)

    return add, lambda: WebLink.objects.update(due_at=timezone.now())


def _run(options: list[str]) -> None:
    """Check links, and say how much memory that took."""
    from django.conf import settings
    from django.core.management import call_command

    settings.LINKS_ALLOWED_FOR_TESTS = ["127.0.0.0/8"]
    before = _memory("VmRSS")
    call_command("check_links", "--host-delay", str(DELAY), *options)
    print(f"memory {before} {_memory('VmHWM')}")


def _memory(name: str) -> int:
    """Of this process, in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


# What is measured


def _measure(number: int, web, add, make_due) -> None:
    few = number // 10
    add(few)
    _, small = _checked(web, few)
    add(number - few)
    seconds, large = _checked(web, number - few)
    print(f"    memory grew {large / max(small, 1):.1f} times as much with {(number - few) / few:.0f} times the links")
    print(f"==> Checking all {number} once more, and stopping in the middle")
    make_due()
    process = _started()
    time.sleep(seconds / 2)
    process.send_signal(signal.SIGTERM)
    stopped, _ = process.communicate()
    gap, asked = _reported(web)
    print(f"    {_summary(stopped)} Smallest gap {gap:.3f} s.")
    print("==> Resuming")
    resumed, _ = _started().communicate()
    gap, more = _reported(web)
    twice = _pages_read(asked) & _pages_read(more)
    print(f"    {_summary(resumed)} Smallest gap {gap:.3f} s. Pages read twice: {len(twice)}.")


def _pages_read(asked: list) -> set[str]:
    return {url for method, url in asked if method == "GET" and not url.endswith("robots.txt")}


def _checked(web, number: int) -> tuple[float, int]:
    """Check what is due, and print how that went: the seconds it took, and the growth of memory in kB."""
    print(f"==> Checking {number} links on {HOSTS} hosts, {DELAY} s between requests to a host")
    begun = time.perf_counter()
    said, _ = _started().communicate()
    seconds = time.perf_counter() - begun
    gap, asked = _reported(web)
    before, peak = map(int, said.split("memory ")[1].split())
    print(f"    {_summary(said)}")
    print(f"    {seconds:.1f} s, {number / seconds:.0f} links and {len(asked) / seconds:.0f} requests a second")
    print(
        f"    memory {before / 1024:.0f} MB at first, {peak / 1024:.0f} MB at most; smallest gap at a host {gap:.3f} s"
    )
    return seconds, peak - before


def _started(*options: str) -> subprocess.Popen:
    command = [sys.executable, __file__, "--run", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _reported(web) -> tuple[float, list]:
    web.send("report")
    return web.recv()


def _summary(said: str) -> str:
    return next((line for line in said.splitlines() if "left for another run" in line), "Nothing was said.")


if __name__ == "__main__":
    main()
