"""The demo as readers get it: served by gunicorn with the settings of production, on the loopback address."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 180


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def prepare(folder: Path, port: int) -> None:
    """Make the demo in *folder*, unless it is there, for an address with this *port*."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.served_settings",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder.resolve() / 'db.sqlite3'}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "https://127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }
    sys.path.insert(0, str(ROOT))

    import django
    from django.core.management import call_command

    django.setup()
    print("==> The demo, and the files of the theme", flush=True)
    call_command("migrate", verbosity=0)
    call_command("load_demo", once=True, stdout=sys.stdout)
    call_command("collectstatic", interactive=False, verbosity=0)

    from wagtail.models import Site

    Site.objects.filter(is_default_site=True).update(hostname="127.0.0.1", port=port)


@contextlib.contextmanager
def served(port: int):
    """The address of the site, served while the block runs."""
    size = ["--workers", "2", "--threads", "4"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "benchmarks.served", *size, "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    root = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{root}/robots.txt", server)
        yield root
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen) -> None:
    for _ in range(PATIENCE):
        if server.poll() is not None:
            sys.exit("The server does not start. See what: python manage.py check")
        with contextlib.suppress(urllib.error.URLError):
            return fetch(url)
        time.sleep(1)
    sys.exit(f"The server does not answer at {url}.")


def fetch(url: str) -> None:
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        response.read()
