"""What wapiti finds on the demo, served as in production: on the pages of readers, and in the admin, signed in.

    make scan        or        WAPITI=/some/venv/bin/wapiti python benchmarks/scan.py [--seconds 150] [--folder FOLDER]

Of the loopback address alone, for so many seconds each, with the modules that ask nobody else. What wapiti sends to the
admin changes the demo, which is thrown away. Ends with 1 where something is of medium level or higher.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from demo_server import free_port, prepare, served

WAPITI = os.environ.get("WAPITI", "wapiti")
#: Not those that let a server of wapiti's be asked, nor the slow ones that look for other people's programs.
MODULES = (
    "backup,cookieflags,crlf,csp,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,sql,timesql,xss"
)
#: What ends the session, or takes the admin away from under it.
LEFT_ALONE = ("logout", "delete", "account", "users", "unpublish")
#: wapiti's levels: 1 is low, 2 medium, 3 high, 4 critical.
MEDIUM = 2
#: Fewer are those that everybody gets: the sign-in, and where it leads.
PAGES_OF_THE_ADMIN = 50


def main() -> None:
    asked = _arguments()
    with contextlib.ExitStack() as stack:
        folder = Path(asked.folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="throughline-scan-")))
        port = free_port()
        prepare(folder, port)
        session = _signed_in()
        root = stack.enter_context(served(port))
        readers = _scan(f"{root}/", folder / "readers.json", asked.seconds, [f"{root}/admin/*"])
        left = [f"{root}/admin/*{word}*" for word in LEFT_ALONE]
        editors = _scan(f"{root}/admin/", folder / "admin.json", asked.seconds, left, f"Cookie: {session}")
    if editors["infos"].get("crawled_pages_nbr", 0) < PAGES_OF_THE_ADMIN:
        sys.exit("wapiti did not get into the admin.")
    worst = max(_tell("pages of readers", readers), _tell("admin", editors))
    sys.exit(1 if worst >= MEDIUM else 0)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", help="where the demo is kept")
    parser.add_argument("--seconds", type=int, default=150, help="how long each of the two takes (150)")
    return parser.parse_args()


def _signed_in() -> str:
    """The cookie of somebody who may do everything, and has the second step that they are else sent to set up."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    user, _made = get_user_model().objects.get_or_create(username="scan", is_staff=True, is_superuser=True)
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _scan(url: str, out: Path, seconds: int, left_alone: list[str], *headers: str) -> dict:
    print(f"==> wapiti on {url}", flush=True)
    out.unlink(missing_ok=True)
    bounds = ["--scope", "folder", "--max-scan-time", str(seconds), "--max-attack-time", str(max(seconds // 8, 10))]
    bounds += ["--max-links-per-page", "40", "--max-files-per-dir", "30", "--depth", "4", "--scan-force", "polite"]
    bounds += ["--tasks", "2", "--timeout", "20"]
    quiet = ["--no-bugreport", "--flush-session", "-v", "0", "-f", "json", "-o", str(out)]
    kept = ["--store-session", str(out.parent / "wapiti"), "--store-config", str(out.parent / "wapiti-config")]
    more = [word for one in left_alone for word in ("-x", one)] + [word for one in headers for word in ("-H", one)]
    command = [WAPITI, "-u", url, "-m", MODULES, *bounds, *quiet, *kept, *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=4 * seconds + 300, check=False)
    if not out.exists():
        sys.exit(f"wapiti gave no report:\n{done.stdout}\n{done.stderr}")
    return json.loads(out.read_text(encoding="utf-8"))


def _tell(what: str, report: dict) -> int:
    """Print what was found on *what*. The highest level of it."""
    worst = 0
    pages = report["infos"].get("crawled_pages_nbr", "?")
    print(f"\n{what}: {pages} pages looked at")
    for sort in ("vulnerabilities", "anomalies"):
        for name, found in report[sort].items():
            for one in found:
                worst = max(worst, one["level"])
                print(
                    f"  level {one['level']}: {name}: {one['method']} {one['path']} {one['parameter']}: {one['info']}"
                )
    print("  nothing of medium level or higher" if worst < MEDIUM else f"  the worst is of level {worst}")
    return worst


if __name__ == "__main__":
    main()
