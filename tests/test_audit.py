"""The audit of packages fails where there is a hole, and says so where it could not look."""

import datetime
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
audit = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(audit)

TODAY = datetime.date(2026, 11, 23)
HOLE = {"id": "PYSEC-2027-1", "aliases": ["CVE-2027-1", "GHSA-aaaa-bbbb-cccc"], "fix_versions": ["5.2.20"]}
GOOD = {"name": "idna", "version": "3.20", "vulns": []}
BAD = {"name": "django", "version": "5.2.19", "vulns": [HOLE]}
SKIPPED = {"name": "wagtail", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "status", "told"),
    [
        ([GOOD], 0, "1 packages were looked up"),
        ([GOOD, BAD], 1, "HOLE: django 5.2.19: PYSEC-2027-1, mended in 5.2.20"),
        ([GOOD, SKIPPED], 0, "NOT AUDITED, PyPI does not tell of them: wagtail"),
        ([SKIPPED], 0, "NOT AUDITED: PyPI's list of known holes cannot be reached"),
        ([BAD, SKIPPED], 1, "HOLE"),
    ],
)
def test_hole_stops_the_build_and_what_was_not_looked_at_is_said(packages, status, told):
    said, ends_with = audit.judge({"dependencies": packages}, set())
    assert ends_with == status
    assert told in "\n".join(said)


def test_hole_may_be_allowed_by_any_of_its_names_until_a_day_with_a_reason():
    line = "GHSA-aaaa-bbbb-cccc until 2026-11-23: a part that is not used here\n# a comment\n"
    assert audit.allowed(line, TODAY) == {"GHSA-aaaa-bbbb-cccc"}
    assert audit.judge({"dependencies": [BAD]}, audit.allowed(line, TODAY))[1] == 0
    assert audit.allowed(line, TODAY + datetime.timedelta(days=1)) == set()
    for wrong in ("GHSA-aaaa-bbbb-cccc", "GHSA-aaaa-bbbb-cccc until soon: because of that", "CVE-1 until 2027-01-31:"):
        with pytest.raises(SystemExit):
            audit.allowed(wrong, TODAY)


def test_list_of_allowed_holes_can_be_read():
    audit.allowed((ROOT / ".ci" / "audit-allowed.txt").read_text(encoding="utf-8"), TODAY)


def pinned(name: str) -> dict[str, list[str]]:
    """The packages of a lock, as ``name==version``, each with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+==[^\s\\]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", text, flags=re.MULTILINE)
    rest = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert [one.split(" ")[0] for one in rest] == [package for package, _hashes in found]
    return {package.lower(): re.findall(r"sha256:\w+", hashes) for package, hashes in found}


@pytest.mark.parametrize("name", ["requirements", "requirements-tools"])
def test_every_package_is_pinned_by_hash_and_what_is_asked_for_is_among_them(name):
    packages = pinned(f"{name}.txt")
    assert [package for package, hashes in packages.items() if not hashes] == []
    wanted = re.findall(r"^([A-Za-z][\w.-]*)(?:\[\w+\])?(==\S+)", (ROOT / f"{name}.in").read_text(), flags=re.MULTILINE)
    assert wanted
    there = {re.sub(r"[_.]", "-", package.split("==")[0]) + "==" + package.split("==")[1] for package in packages}
    assert {re.sub(r"[_.]", "-", package).lower() + version for package, version in wanted} <= there


def test_nothing_is_installed_without_its_hash():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line and "wapiti3==" not in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line for line in installs)
