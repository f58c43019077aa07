"""The checker of the HTML standard's own people reads every kind of public page: https://validator.github.io/validator/"""

import json
import shutil
import subprocess
import tarfile

import pytest

from home.models import HomePage
from tests.browser.places import NAMES, places

pytestmark = pytest.mark.django_db

PACKAGE, VERSION = "vnu-jar", "26.9.27"
#: Seconds, for all pages at once.
PATIENCE = 240
#: Warnings that are no fault here, by a part of their words, each with the reason.
MEANT = {}


@pytest.fixture(scope="session")
def checker(pytestconfig):
    """The command that runs the Nu HTML checker, fetched once and kept in pytest's cache."""
    java, npm = shutil.which("java"), shutil.which("npm")
    if java is None or npm is None:
        pytest.fail("java or npm is missing: apt-get install default-jre-headless npm")
    folder = pytestconfig.cache.mkdir(f"{PACKAGE}-{VERSION}")
    jar = folder / "package" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        fetched = subprocess.run(
            [npm, "pack", f"{PACKAGE}@{VERSION}", "--ignore-scripts", "--silent"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        if fetched.returncode:
            pytest.fail(f"npm could not fetch {PACKAGE} {VERSION}:\n{fetched.stderr}")
        with tarfile.open(folder / fetched.stdout.split()[-1]) as packed:
            packed.extractall(folder, filter="data")
    return [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout"]


@pytest.fixture
def pages(demo, client, tmp_path):
    """A folder with one file for each place, and the parts that all share."""
    for name, address in places(HomePage.objects.get()).items():
        response = client.get(address)
        assert response.status_code == (404 if name == "not found" else 200), name
        (tmp_path / f"{name}.html").write_bytes(response.content)
    assert len(list(tmp_path.iterdir())) == len(NAMES)
    return tmp_path


def test_checker_finds_no_fault_in_any_page(checker, pages):
    checked = subprocess.run(
        [*checker, *sorted(map(str, pages.glob("*.html")))], capture_output=True, text=True, timeout=PATIENCE
    )
    said = json.loads(checked.stdout)["messages"]
    faults = sorted(
        f"{message['url'].rsplit('/', 1)[-1]}: {message.get('subType', message['type'])}: {message['message']}: "
        f"{message.get('extract', '').strip()}"
        for message in said
        if not any(words in message["message"] for words in MEANT)
    )
    assert not faults, "\n".join(faults)


def test_checker_would_find_a_fault(checker, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A page</title><p><div>Words</div></p>", encoding="utf-8")
    checked = subprocess.run([*checker, str(page)], capture_output=True, text=True, timeout=PATIENCE)
    assert [one["type"] for one in json.loads(checked.stdout)["messages"]] == ["error"]
