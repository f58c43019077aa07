"""The command that checks links: what it says, that there is one run at a time, and how it is stopped."""

import os
import signal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.link_rows import name_links
from tests.web_server import allowed_web_server
from timeline.command_runs import alone
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

State = WebLink.State


@pytest.fixture
def server(settings, tmp_path, front_page):
    settings.DATA_DIR = tmp_path
    with allowed_web_server(settings) as server:
        yield server


def called(*options) -> str:
    out = StringIO()
    call_command("check_links", "--host-delay", "0", *options, stdout=out, stderr=out)
    return out.getvalue()


def test_command_reports_what_it_found(server):
    server.page("/a", "words")
    server.page("/b", "no", status=403)
    name_links(server.url("/a"), state=State.GONE)
    name_links(server.url("/b"), server.url("/c"))
    name_links(server.url("/d"), state=State.FAILING, failing_since="2018-01-01")
    said = called()
    assert said.splitlines() == [
        "4 links checked, 0 left for another run.",
        "  1 answered",
        "  1 refused to be checked",
        "  1 failed, to be tried another day",
        "  1 gone",
        "  1 newly gone",
        "  1 back again",
    ]
    assert called().startswith("0 links checked, 0 left")
    assert called("--all", "--limit", "1").startswith("1 link checked, 0 left")


def test_quiet_command_says_nothing(server):
    name_links(server.url("/a"))
    assert called("--quiet") == ""


@pytest.mark.parametrize("options", [["--limit", "0"], ["--host-delay", "-1"]])
def test_command_refuses_nonsense(server, options):
    with pytest.raises(CommandError, match="must be"):
        called(*options)


def test_second_run_at_the_same_time_stands_back(server):
    name_links(server.url("/a"))
    with alone("check_links") as is_alone:
        assert is_alone
        assert called().startswith("Links are being checked already.")
    assert server.asked == []
    assert called().startswith("1 link checked")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_run_after_the_address_at_hand(server, number):
    before = signal.getsignal(number)
    name_links(*[server.url(f"/{page}") for page in range(5)])
    server.answers("/*", lambda handler: (os.kill(os.getpid(), number), handler.send_error(404)))
    said = called()
    assert "Stopping" in said
    assert "0 links checked, 5 left for another run." in said
    assert signal.getsignal(number) is before
