"""Programs that people read feeds with, from Debian, asking a server of ours on the loopback."""

import email
import email.header
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

#: Seconds that a program may take for one poll.
PATIENCE = 60


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@dataclass
class FeedServer:
    """The site, answering in the thread of the test: so it sees what the test has written, and nothing is committed.

    ``asked`` holds the path and the status of each answer.
    """

    asked: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self):
        self._site = WSGIHandler()
        self._server = make_server("127.0.0.1", 0, self._answer, handler_class=_Quiet)
        self._server.timeout = 0.05
        self.port = self._server.server_port
        # Else a request would close the connection that the test is in the middle of a transaction with.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self, path: str) -> list[int]:
        """The status of every answer that was given at *path*."""
        return [status for asked, status in self.asked if asked == path]

    def _answer(self, environ, start_response):
        def start(status, headers, *args):
            self.asked.append((environ["PATH_INFO"], int(status.split()[0])))
            return start_response(status, headers, *args)

        return self._site(environ, start)

    def serve_while(self, command: list[str], *, home: Path) -> str:
        """Run *command*, answering what it asks. Its output; ``AssertionError`` if it fails."""
        environment = {**os.environ, "HOME": str(home), "TERM": "dumb", "LC_ALL": "C.UTF-8", "no_proxy": "*"}
        out = home / "output"
        with out.open("wb") as file:
            program = subprocess.Popen(
                command, env=environment, cwd=home, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )
            try:
                turns = int(PATIENCE / self._server.timeout)
                while program.poll() is None and turns:
                    self._server.handle_request()
                    turns -= 1
            finally:
                program.kill()
                program.wait()
        said = out.read_text(errors="replace")
        assert program.returncode == 0, f"{command[0]} ended with {program.returncode}: {said}"
        return said

    def close(self):
        self._server.server_close()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Newsboat:
    """https://newsboat.org: it keeps what it has read in a database."""

    package = program = "newsboat"
    #: It writes down what it was given by only from the second time on that it sees a feed.
    answers_of_first_polls = (200, 200, 304)

    def __init__(self, home: Path, server: FeedServer, path: str):
        self.home, self.server, self.url = home, server, f"{server.url}{path}"
        home.mkdir()
        (home / "urls").write_text(f"{self.url}\n")
        (home / "config").write_text("auto-reload no\nreload-threads 1\n")

    def poll(self) -> None:
        files = ["-u", "urls", "-c", "cache.db", "-C", "config"]
        self.server.serve_while([self.program, *files, "-x", "reload"], home=self.home)

    def titles(self) -> list[str]:
        """What it shows, the newest first, as it sorts."""
        return [title for title, _at in self._rows()]

    def moments(self) -> dict[str, int]:
        """When each was told, by its title, in seconds since 1970."""
        return dict(self._rows())

    def _rows(self) -> list[tuple[str, int]]:
        with sqlite3.connect(self.home / "cache.db") as database:
            rows = database.execute(
                "SELECT title, pubDate FROM rss_item WHERE deleted = 0 ORDER BY pubDate DESC, id DESC"
            )
            return rows.fetchall()


class Rss2Email:
    """https://github.com/rss2email/rss2email: it writes a letter for each new item."""

    package, program = "rss2email", "r2e"
    answers_of_first_polls = (200, 304)

    def __init__(self, home: Path, server: FeedServer, path: str):
        self.home, self.server, self.url = home, server, f"{server.url}{path}"
        home.mkdir()
        for folder in ("tmp", "new", "cur"):
            (home / "letters" / "INBOX" / folder).mkdir(parents=True)
        (home / "config").write_text(
            "[DEFAULT]\nto = reader@example.org\nemail-protocol = maildir\n"
            f"maildir-path = {home / 'letters'}\nmaildir-mailbox = INBOX\ndate-header = True\n"
            "date-header-order = issued\n"
        )
        self._run("add", "story", self.url)

    def poll(self) -> None:
        self._run("run")

    def titles(self) -> list[str]:
        return [title for title, _at in sorted(self._letters(), key=lambda one: one[1], reverse=True)]

    def moments(self) -> dict[str, int]:
        return dict(self._letters())

    def _letters(self) -> list[tuple[str, int]]:
        found = []
        for path in (self.home / "letters" / "INBOX" / "new").iterdir():
            letter = email.message_from_bytes(path.read_bytes())
            title = str(email.header.make_header(email.header.decode_header(letter["Subject"])))
            found.append((" ".join(title.split()), int(email.utils.parsedate_to_datetime(letter["Date"]).timestamp())))
        return found

    def _run(self, *words: str) -> None:
        self.server.serve_while([self.program, "-c", "config", "-d", "data.json", *words], home=self.home)


PROGRAMS = (Newsboat, Rss2Email)


def need(program) -> None:
    """Fail, and do not skip, where *program* is missing: that it reads our feeds is a promise."""
    if shutil.which(program.program) is None:
        pytest.fail(f"{program.program} is missing: apt-get install {program.package}")
