"""Editors who save back to back, through the forms of the admin, on the server that production runs.

    python benchmarks/editors.py [--editors 10] [--saves 20] [--same 5]

makes a site of its own in a temporary folder (in an empty database that DATABASE_URL names, else SQLite), serves it
with gunicorn and the settings of production (two workers of four threads, as docs/operations.md has it) and lets that
many editors at it at once, over HTTP. First each opens, saves and publishes an entry of their own, so many times; then
all of them work at one and the same entry: whoever is refused looks at both versions and saves again, until it is kept.
Ends with 1 where the server failed (an answer of 500, a locked database, a traceback in its log), where what somebody
saved is in no version of the page, or where something was saved over a version that its editor had not been shown.
"""

import argparse
import http.client
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
#: What the log of the server must not hold.
FAILURES = ("Traceback", "database is locked", "deadlock detected", "OperationalError", "WORKER TIMEOUT")
#: Seconds.
PATIENCE = 120


@dataclass
class Editor:
    """One browser: its account, its session, and what became of what it sent."""

    name: str
    session: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    #: Of each save that was kept: its words, and the words on which it stood.
    kept: list[tuple[str, str]] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)

    def ask(self, path: str, fields: dict | None = None) -> tuple[int, str]:
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Cookie": f"__Host-session={self.session}; csrftoken={self.token}",
            "X-CSRFToken": self.token,
            "Referer": f"https://127.0.0.1:{self.port}/admin/",
        }
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            sent = None if fields is None else urlencode(fields)
            connection.request("GET" if fields is None else "POST", path, sent, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        self.statuses[answer.status] += 1
        self.seconds.append(time.perf_counter() - began)
        return answer.status, text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--editors", type=int, default=10)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--same", type=int, default=5, help="saves of each at the entry that all work at (5)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="throughline-bench-") as folder:
        port = _free_port()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.served_settings",
            "DATA_DIR": folder,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"https://127.0.0.1:{port}",
            "PYTHONPATH": str(ROOT),
        }
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
        sys.path.insert(0, str(ROOT))
        faults = _measure(asked, port, Path(folder) / "server.log")
    if faults:
        sys.exit("\n".join(faults))


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def _measure(asked, port: int, log: Path) -> list[str]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from home.structure import build_structure

    print(f"==> A site for {asked.editors} editors ({connection.vendor})", flush=True)
    call_command("migrate", verbosity=0)
    build_structure("The campaign")
    call_command("collectstatic", interactive=False, verbosity=0)
    editors = [_sign_in(f"editor-{number}", port) for number in range(asked.editors)]
    own = [_entry(f"Own {number}") for number in range(asked.editors)]
    shared = _entry("Shared")
    # No connection of ours may be in the way.
    connection.close()
    with log.open("w") as out:
        command = ["gunicorn", "benchmarks.served", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, stdout=out, stderr=out)
        try:
            _wait_for(port, server)
            faults = _part("each at an entry of their own", editors, own, asked.saves)
            faults += _part("all at the same entry", editors, [shared] * len(editors), asked.same)
        finally:
            server.terminate()
            server.wait()
    told = log.read_text()
    return faults + [f"in the log of the server, {told.count(word)} times: {word}" for word in FAILURES if word in told]


def _sign_in(name: str, port: int) -> Editor:
    from allauth.mfa.models import Authenticator
    from django.contrib.auth import get_user_model
    from django.test import Client

    user = get_user_model().objects.create_superuser(name, f"{name}@example.org", secrets.token_hex(16))
    # In production whoever publishes has a second step, or gets no further.
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    return Editor(name, client.cookies["__Host-session"].value, port)


def _entry(title: str) -> int:
    from timeline.models import EntrySource, EventPage, TimelinePage

    page = EventPage(title=title, slug=title.lower().replace(" ", "-"), date="2018", summary="As it was.", live=False)
    page.sources = [EntrySource(title="A letter")]
    TimelinePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page.pk


def _wait_for(port: int, server: subprocess.Popen) -> None:
    for _try in range(PATIENCE):
        if server.poll() is not None:
            sys.exit("The server does not start.")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(1)
    sys.exit("The server does not answer.")


def _part(what: str, editors: list[Editor], pages: list[int], saves: int) -> list[str]:
    """Let all of them work at once, print the figures, and return what is wrong."""
    for editor in editors:
        editor.statuses, editor.seconds, editor.refused = Counter(), [], 0
        editor.kept, editor.given_up = [], []
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_work, args=(editor, page, saves)) for editor, page in zip(editors, pages, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    statuses = sum((editor.statuses for editor in editors), Counter())
    seconds = sorted(second for editor in editors for second in editor.seconds)
    kept, refused = sum(len(editor.kept) for editor in editors), sum(editor.refused for editor in editors)
    print(f"==> {what}: {kept} of {len(editors) * saves} saves kept in {taken:.0f} s, {refused} refused as stale first")
    print(
        f"    answers {dict(sorted(statuses.items()))}; seconds: half within {statistics.median(seconds):.2f}, "
        f"all but one in twenty within {seconds[len(seconds) * 95 // 100]:.2f}, the longest {seconds[-1]:.2f}",
        flush=True,
    )
    faults = [
        f"{what}: {number} answers of {status}" for status, number in statuses.items() if status not in (200, 302)
    ]
    faults += [f"{what}: {editor.name} gave up: {why}" for editor in editors for why in editor.given_up]
    faults += [f"{what}: {len(editors) * saves - kept} saves are missing"] if kept != len(editors) * saves else []
    return faults + [f"{what}: {fault}" for page in set(pages) for fault in _lost(page, editors, pages)]


def _lost(page: int, editors: list[Editor], pages: list[int]) -> list[str]:
    """What is in no version of *page*, or took the place of what its editor had not seen."""
    from wagtail.models import Revision

    history = [
        content["summary"]
        for content in Revision.page_revisions.filter(object_id=str(page))
        .order_by("pk")
        .values_list("content", flat=True)
    ]
    stood_on = {
        words: base for editor, at in zip(editors, pages, strict=True) if at == page for words, base in editor.kept
    }
    faults = [f"lost: {words}" for words in stood_on if words not in history]
    for before, after in pairwise(history):
        if after in stood_on and stood_on[after] != before:
            faults.append(f"“{after}” took the place of “{before}”, and its editor had seen “{stood_on[after]}”")
    twice = [words for words, number in Counter(history).items() if number > 1 and words in stood_on]
    return faults + [f"saved twice: {words}" for words in twice]


def _work(editor: Editor, page: int, saves: int) -> None:
    from django.db import connection

    try:
        for number in range(saves):
            _save(editor, page, f"{editor.name}, {page}, save {number}", publish=number % 2 == 0)
    except Exception as error:
        editor.given_up.append(repr(error))
    finally:
        connection.close()


def _save(editor: Editor, page: int, words: str, *, publish: bool) -> None:
    """Open the form, change a sentence and send it, until it is kept: after a refusal with what it showed."""
    from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

    path = f"/admin/pages/{page}/edit/"
    fields = None
    for _try in range(200):
        if fields is None:
            _status, html = editor.ask(path)
            fields = querydict_from_html(html, form_id="page-edit-form").dict()
            # The blocks of the account are drawn by a script.
            fields |= nested_form_data({"body": streamfield([])})
            base = fields["summary"].removeprefix("\n")
            fields |= {"summary": words} | ({"action-publish": "action-publish"} if publish else {})
        status, html = editor.ask(path, fields)
        if status == 302 and _is_kept(page, words):
            editor.kept.append((words, base))
            return
        editor.refused += 1
        seen = _shown(html)
        if status == 200 and "Your words are still in this form" in html and words in html and seen:
            # Both versions were shown: sending it again is a decision.
            fields |= seen
            base = _words_of(seen["seen_revision_id"])
        elif status != 200:
            # A browser would show another page now, without what was typed.
            editor.given_up.append(f"“{words}” was not kept, and the answer was {status}")
            fields = None
    raise RuntimeError(f"“{words}” was refused 200 times")


def _shown(html: str) -> dict:
    from bs4 import BeautifulSoup

    found = BeautifulSoup(html, "html.parser").select('input[form="page-edit-form"]')
    return {one["name"]: one["value"] for one in found if one.get("name", "").startswith("seen_")}


def _is_kept(page: int, words: str) -> bool:
    from wagtail.models import Revision

    return Revision.page_revisions.filter(object_id=str(page), content__summary=words).exists()


def _words_of(revision: str) -> str:
    from wagtail.models import Revision

    return Revision.objects.get(pk=revision).content["summary"]


if __name__ == "__main__":
    main()
