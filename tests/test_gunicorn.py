"""What the server writes down of readers: nothing, or, where somebody wants a log, nobody's address and no search."""

import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONF = ROOT / "gunicorn.conf.py"
APP = """
def application(environ, start_response):
    start_response("200 OK", [("X-Scheme", environ["wsgi.url_scheme"])])
    return [b"here"]
"""
PATIENCE = 60
LISTENS = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+) ")


def test_no_request_is_written_down_unless_somebody_wants_it():
    conf = runpy.run_path(str(CONF))
    assert conf["accesslog"] is None
    # Address, user, first line with its query, query, where from, program, and any header of the request.
    for told in ("%(h)s", "%(u)s", "%(r)s", "%(q)s", "%(f)s", "%(a)s", "}i)s", "}e)s"):
        assert told not in conf["access_log_format"]


@pytest.fixture
def served(tmp_path):
    """gunicorn with our configuration and a log of requests, its address, and the file of that log."""
    (tmp_path / "tiny.py").write_text(APP, encoding="utf-8")
    log = tmp_path / "log"
    bind = ["--bind", "127.0.0.1:0", "--workers", "1", "--no-control-socket", "--access-logfile", "-"]
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", str(CONF), *bind, "tiny:application"],
            cwd=tmp_path,
            stdout=out,
            stderr=out,
            env={name: value for name, value in os.environ.items() if name != "FORWARDED_ALLOW_IPS"},
        )
        try:
            for _ in range(PATIENCE):
                # The one that it was given, so that nobody else has it.
                if told := LISTENS.search(log.read_text(encoding="utf-8")):
                    break
                time.sleep(0.5)
            yield int(told[1]), log
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE)


def test_log_of_requests_names_no_reader_and_nothing_that_they_look_for(served):
    port, log = served
    headers = {"Referer": "https://from.example/", "User-Agent": "Program/7", "X-Forwarded-For": "203.0.113.77"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/search/?q=what-i-look-for", headers=headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        assert response.read() == b"here"
        assert response.headers["X-Scheme"] == "http"
    # The proxy is on the same machine: its word on encryption is taken.
    proxied = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(proxied, timeout=PATIENCE) as response:
        assert response.headers["X-Scheme"] == "https"
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as broken:
        broken.sendall(b"NO HTTP\r\n\r\n")
        broken.recv(1000)
    deadline = time.monotonic() + PATIENCE
    while "GET /search/ 200" not in log.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.1)
    told = log.read_text(encoding="utf-8")
    assert "GET /search/ 200" in told
    requests = "".join(line for line in told.splitlines() if "Listening at" not in line)
    for one in ("127.0.0.1", "203.0.113.77", "what-i-look-for", "from.example", "Program/7", "Invalid request"):
        assert one not in requests
