"""The rules of the house, read off the source: what is public is decided in one place, dates are worded in
one place, files stay short, and no page loads anything from elsewhere."""

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from wagtail.models import Page, get_page_models

from config.settings import base
from timeline.storage import PrivateFileSystemStorage

ROOT = Path(settings.BASE_DIR)
ROOMS = ("accounts", "config", "home", "legal", "press", "timeline")
GATE = "timeline/querysets.py"
LONGEST_FILE = 300


def _product(suffix: str, *folders: str) -> dict[str, str]:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob(f"*{suffix}")))
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in paths
        if "migrations" not in path.parts
    }


PYTHON = _product(".py", *ROOMS)
TEMPLATES = _product(".html", "templates", *ROOMS)
STYLES = _product(".css", "static")
DOMAIN = {name for name in PYTHON if name.startswith("timeline/dates/")}

#: Ways to a page that ask no gate.
UNGATED = {
    "live", "not_live", "public", "not_public", "private", "in_menu", "search_first_published",
    "get_children", "get_descendants", "get_siblings", "get_next_sibling", "get_prev_sibling",
    "get_next_siblings", "get_prev_siblings", "get_first_child", "get_last_child",
}  # fmt: skip
#: Where such a way is meant, and why nothing gets out by it.
MEANT = {
    ("timeline/announcing.py", "not_live"): "the drafts that a bulk action is about to publish",
    ("timeline/inbox.py", "filter(live=)"): "the editors' own: drafts that nobody has gone through",
    ("timeline/schedules.py", "filter(live=)"): "what is up past its end, to take it down",
    ("timeline/entry_filters.py", "filter(live=)"): "the editors' own listings, which show drafts",
    ("timeline/reports/drafts.py", "Q(live=)"): "the editors' own: drafts that wait",
}
#: Where pages are asked for without the gate, and why nothing gets out by it.
STRUCTURE = {
    "legal/room.py": "asks the page above all cases for its rule, whatever its state",
    "legal/sequence.py": "checks a milestone against the others of its case before it goes out",
    "legal/versions.py": "carries all milestones of a case over to another version, drafts too",
    "press/known.py": "asks whether the archive has an article already, drafts too",
    "press/capture_access.py": "closes a copy where any article that it is of is closed, drafts too",
    "press/intake_views.py": "the editors' own pages: where drafts go, and which articles they are like",
    "press/panels.py": "names articles like a draft to its editor",
    "timeline/importing/applying.py": "asks which addresses are taken already, and fetches what it updates, drafts too",
    "timeline/importing/indexing.py": "writes the indexes of what was brought in, drafts too",
    "timeline/importing/known.py": "finds what a row of a file may be already, drafts too",
    "timeline/importing/stories.py": "finds what it has just made itself",
    "timeline/importing/undoing.py": "takes back what was brought in, drafts too",
    "timeline/importing/updates.py": "finds the latest version of what a row may be, drafts too",
    "timeline/data/taking_in.py": "asks whether an address is taken already, drafts too",
    "timeline/quick_add.py": "asks whether an entry is there already, drafts too",
    "timeline/schedules.py": "puts out and takes down what has come to its hour, drafts among it",
    "timeline/desk_schedules.py": "the editors' own: which of the scheduled drafts are entries",
    "home/structure.py": "gives the room of the legal challenges its workflow, whatever its state",
    "home/demo/loader.py": "loads the demo",
    "home/management/commands/load_demo.py": "asks whether there is anything at all",
}
PAGE_TYPES = {model.__name__ for model in get_page_models()} | {Page.__name__}


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse(PYTHON[name])


def calls(name: str):
    return (node for node in ast.walk(parsed(name)) if isinstance(node, ast.Call))


def ungated_calls(name: str) -> list[str]:
    found = []
    for call in calls(name):
        called = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if isinstance(call.func, ast.Attribute) and called in UNGATED:
            found.append(called)
        keywords = {(word.arg or "").split("__")[0] for word in call.keywords}
        if called in ("filter", "exclude", "get", "Q", "get_or_create") and "live" in keywords:
            found.append(f"{called}(live=)")
    return found


@pytest.mark.parametrize("name", sorted(set(PYTHON) - {GATE}))
def test_only_the_gate_decides_what_is_live(name):
    assert [way for way in ungated_calls(name) if (name, way) not in MEANT] == []


def test_every_exception_is_still_needed():
    assert [(name, way) for name, way in MEANT if way not in ungated_calls(name)] == []
    assert [name for name in STRUCTURE if not ungated_querysets(name)] == []


def ungated_querysets(name: str) -> list[str]:
    """Where ``SomePage.objects`` is followed by anything but ``published()``."""
    gated, found = set(), []
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Attribute) and node.attr in ("published", "none"):
            gated.add(id(node.value))
    for node in ast.walk(parsed(name)):
        is_manager = isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")
        if is_manager and isinstance(node.value, ast.Name) and node.value.id in PAGE_TYPES and id(node) not in gated:
            found.append(f"{node.value.id}.objects, line {node.lineno}")
    return found


@pytest.mark.parametrize("name", sorted(set(PYTHON) - {GATE} - set(STRUCTURE)))
def test_pages_are_asked_for_through_the_gate(name):
    assert ungated_querysets(name) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_asks_for_no_pages_of_its_own(name):
    ways = UNGATED - {"live", "public", "private"}
    assert re.findall(rf"\.(?:{'|'.join(sorted(ways))}|objects)\b", TEMPLATES[name]) == []


@pytest.mark.parametrize("name", sorted(set(PYTHON) - DOMAIN))
def test_python_words_no_date_of_its_own(name):
    assert [call.lineno for call in calls(name) if getattr(call.func, "attr", "") == "strftime"] == []
    specs = [node for node in ast.walk(parsed(name)) if isinstance(node, ast.FormattedValue) and node.format_spec]
    assert [node.lineno for node in specs if "%" in ast.unparse(node.format_spec)] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_formats_moments_only(name):
    """A moment on our own clock may be formatted. When something happened is worded by the core alone."""
    formatted = re.findall(
        r"([\w.]+)\s*\|\s*(?:date|time|timesince|timeuntil|naturaltime|naturalday)\b", TEMPLATES[name]
    )
    assert [value for value in formatted if not value.endswith(("_at", ".accessed"))] == []


@pytest.mark.parametrize("name", PYTHON)
def test_file_is_short(name):
    assert len(PYTHON[name].splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_loads_nothing_from_another_host(name):
    tags = re.findall(
        r"<(?:link|script|img|iframe|source|video|audio|object|embed|track|input|form|use|image)\b[^>]*>",
        TEMPLATES[name],
        flags=re.IGNORECASE,
    )
    elsewhere = re.compile(r"""(?:src|srcset|href|data|poster|action)\s*=\s*["']?\s*(?:https?:)?//""", re.IGNORECASE)
    assert [tag for tag in tags if elsewhere.search(tag)] == []


@pytest.mark.parametrize("name", STYLES)
def test_stylesheet_loads_nothing_from_another_host(name):
    assert re.findall(r"""(?:@import|url\()\s*["']?\s*(?:https?:)?//[^)"']*""", STYLES[name]) == []


# What is installed

MODULES = {
    "wagtail": ["wagtail"],
    "Django": ["django"],
    "pillow": ["PIL"],
    "psycopg2-binary": ["psycopg2"],
    "django-environ": ["environ"],
    "whitenoise[brotli]": ["whitenoise.middleware", "whitenoise.storage", "brotli"],
    "gunicorn": ["gunicorn.app.wsgiapp"],
    "icalendar": ["icalendar"],
    "trafilatura": ["trafilatura"],
    "lxml": ["lxml.etree"],
    "requests": ["requests"],
    "urllib3": ["urllib3"],
    "idna": ["idna"],
    "lxml_html_clean": ["lxml_html_clean"],
    "openpyxl": ["openpyxl"],
    "charset-normalizer": ["charset_normalizer"],
    "filetype": ["filetype"],
    "pypdf": ["pypdf"],
    "warcio": ["warcio.warcwriter"],
    "requests-hardened": ["requests_hardened"],
    "django-tasks-db[compat]": ["django_tasks_db"],
    "django-csp": ["csp"],
    "django-storages[s3]": ["storages.backends.s3"],
    "boto3": ["boto3"],
    "django-allauth[mfa]": ["allauth.account", "fido2", "qrcode", "cryptography.fernet"],
    "soupsieve": ["soupsieve"],
    "markdown-it-py": ["markdown_it"],
    "nh3": ["nh3"],
    "pytest": ["pytest"],
    "pytest-django": ["pytest_django"],
    "pytest-playwright": ["pytest_playwright"],
    "pytest-randomly": ["pytest_randomly"],
    "pytest-xdist": ["xdist"],
    "axe-playwright-python": ["axe_playwright_python"],
    "hypothesis": ["hypothesis"],
    "feedparser": ["feedparser"],
    "html5lib": ["html5lib"],
    "edtf": ["edtf"],
    "rispy": ["rispy"],
    "bibtexparser": ["bibtexparser"],
    "citeproc-py": ["citeproc"],
    "ruff": ["ruff"],
    "djlint": ["djlint"],
    "import-linter": ["importlinter"],
    "moto[s3]": ["moto.server"],
    "flask": ["flask"],
    "flask-cors": ["flask_cors"],
}
WANTED = re.findall(r"^([A-Za-z][\w.\[\]-]*)==", (ROOT / "requirements.in").read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("requirement", WANTED)
def test_dependency_can_be_imported(requirement):
    assert requirement in MODULES, "say in MODULES which modules this dependency is asked for"
    for module in MODULES[requirement]:
        importlib.import_module(module)


# Where files lie

#: The only files that have an address: sizes of pictures, under names that nobody can guess.
PUBLIC_FILES = {"timeline.CampaignRendition.file"}


def file_fields() -> dict[str, FileField]:
    models = (model for room in ROOMS if apps.is_installed(room) for model in apps.get_app_config(room).get_models())
    fields = ((model, one) for model in models for one in model._meta.get_fields() if isinstance(one, FileField))
    return {f"{model._meta.label}.{one.name}": one for model, one in fields}


@pytest.mark.parametrize("name", sorted(set(file_fields()) - PUBLIC_FILES))
def test_uploaded_file_has_no_address(name):
    storage = file_fields()[name].storage
    assert isinstance(storage, PrivateFileSystemStorage)
    assert not Path(storage.location).is_relative_to(settings.MEDIA_ROOT)
    with pytest.raises(NotImplementedError):
        storage.url("anything.pdf")


def test_private_files_lie_outside_what_a_web_server_gives_out():
    private = Path(base.STORAGES["private"]["OPTIONS"]["location"])
    for public in (base.MEDIA_ROOT, base.STATIC_ROOT, *base.STATICFILES_DIRS):
        assert not private.is_relative_to(public)
        assert not Path(public).is_relative_to(private)
