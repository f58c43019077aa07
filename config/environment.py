"""What the environment says, and what is wrong with it. A message names the variable and never its value."""

import os
import stat
import warnings
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
#: A key of fewer different characters was not drawn by chance: sixteen are what hexadecimal digits have.
FEWEST_CHARACTERS = 10
#: How keys begin that stand in somebody's source.
KEYS_OF_EVERYBODY = ("django-insecure-", "development-only", "for-the-tests", "changeme", "change-me")
YES = {"1", "true", "yes", "on", "y", "t"}
#: How one may be told of a hole (RFC 9116, 2.5.3).
WAYS_TO_TELL = ("mailto:", "https://", "tel:")


def refuse(faults: list[str]) -> None:
    """Do not start while there are *faults*: whoever mends them wants to read of all of them at once."""
    if faults:
        raise ImproperlyConfigured("\n".join(["This site does not start like this:", *(f"- {one}" for one in faults)]))


def secret(name: str, faults: list[str], environment: Mapping[str, str] = os.environ) -> str:
    """The value of *name*, or what the file holds that ``<name>_FILE`` names, as Docker and systemd hand secrets over.
    Empty where there is neither, or where something is wrong with it, which is added to *faults*."""
    value, path = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if value and path:
        faults.append(f"Set {name} or {name}_FILE, not both.")
        return ""
    return _read(f"{name}_FILE", Path(path), faults) if path else value


def _read(name: str, path: Path, faults: list[str]) -> str:
    try:
        mode = path.stat().st_mode
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{name} names a file that cannot be read ({type(error).__name__}).")
        return ""
    if mode & (stat.S_IWGRP | stat.S_IWOTH):
        faults.append(f"{name} names a file that others than its owner may write: chmod go-w.")
        return ""
    if not value:
        faults.append(f"{name} names a file that is empty.")
    return value


def is_read_by_others(path: str) -> bool:
    """Whether everybody on the machine may read the file at *path*. In a container, where Docker puts secrets for
    all to read, nobody else is; on a server others may be."""
    try:
        return bool(path) and bool(Path(path).stat().st_mode & stat.S_IROTH)
    except OSError:
        return False


def mail(url: str, faults: list[str]) -> dict:
    """Django's settings of the mail server at *url*; none without one. As of a database, no password is told."""
    if not url:
        return {}
    try:
        return environ.Env.email_url_config(url)
    except Exception:
        faults.append("EMAIL_URL cannot be read: smtp+tls://name:password@host:587, or smtp+ssl:// with port 465.")
        return {}


def database(url: str, faults: list[str]) -> dict:
    """Django's settings of the database at *url*, or empty ones. Parsers quote what they cannot read, and so the
    password: their words are not passed on."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = environ.Env.db_url_config(url)
    except Exception:
        found = {}
    if found.get("ENGINE") not in environ.Env.DB_SCHEMES.values():
        faults.append(
            "DATABASE_URL cannot be read: postgres://user:password@host/name, or sqlite:////a/file. Within the "
            "password write : / ? # [ ] @ % as %3A %2F %3F %23 %5B %5D %40 %25."
        )
        return {"ENGINE": "django.db.backends.dummy"}
    return found


def is_set(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    return environment.get(name, "").strip().lower() in YES


def faults_of_key(key: str) -> list[str]:
    if not key:
        return ["Set SECRET_KEY, or SECRET_KEY_FILE, to at least 50 random characters."]
    if key.lower().startswith(KEYS_OF_EVERYBODY):
        return ["SECRET_KEY is one that stands in a source: draw one of your own."]
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS:
        return [
            f"SECRET_KEY is too easy to guess: at least {SHORTEST_KEY} random characters, {FEWEST_CHARACTERS} of them "
            "different."
        ]
    return []


def faults_of_hosts(hosts: list[str]) -> list[str]:
    if not [host for host in hosts if host]:
        return ["Set ALLOWED_HOSTS to the site's host names, separated by commas."]
    found = []
    if any("*" in host or host.startswith(".") for host in hosts):
        # Whatever host a request names is kept with the page that is drawn for it: names without end.
        found.append("ALLOWED_HOSTS must name each host: no *, and no name that begins with a dot.")
    if any(mark in host for host in hosts for mark in ("/", "@", " ")) or any(
        ":" in host and not host.startswith("[") for host in hosts
    ):
        found.append("ALLOWED_HOSTS takes host names alone, without https://, port or path.")
    return found


def faults_of_address(url: str, hosts: list[str]) -> list[str]:
    """What is wrong with the address of the site, which stands in every e-mail that it sends."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return ["SITE_URL cannot be read: https://campaign.example."]
    if parts.scheme != "https":
        return ["Set SITE_URL to the site's https:// address."]
    found = []
    if parts.username or parts.password or parts.path not in ("", "/") or parts.query or parts.fragment:
        found.append("SITE_URL takes https:// and a host alone, without a path, a name or a password.")
    if host not in {name.lower() for name in hosts}:
        found.append("The host of SITE_URL must be one of ALLOWED_HOSTS.")
    return found


def ways_to_tell(words: str, faults: list[str]) -> list[str]:
    """Whom to tell of a hole in the site, the best way first."""
    ways = [one.strip() for one in words.split(",") if one.strip()]
    if all(one.startswith(WAYS_TO_TELL) and one.isascii() and one.isprintable() and " " not in one for one in ways):
        return ways
    faults.append("SECURITY_CONTACT takes addresses that begin with mailto:, https:// or tel:, separated by commas.")
    return []


def faults_of_folders(private: Path, *public: Path) -> list[str]:
    if any(private.resolve().is_relative_to(one.resolve()) for one in public):
        return ["DATA_DIR lies in a folder that a web server gives out (media/, staticfiles/): choose another."]
    return []
