"""Whether a package of requirements.txt has a known hole, as PyPI tells it (pip-audit). Called by "make audit".

Ends with 1 where there is one that .ci/audit-allowed.txt does not name. Where PyPI's list cannot be reached it says so,
and does not stop what needs no network.
"""

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 120
#: "GHSA-xxxx until 2027-01-31: why it does not concern us".
ALLOWED = re.compile(r"(?P<id>[A-Z]+-[\w-]+) until (?P<day>\d{4}-\d\d-\d\d): (?P<why>.{10,})")


def allowed(text: str, today: datetime.date) -> set[str]:
    """The holes that *text* names with a reason, while that holds. ``SystemExit`` on a line that names none."""
    found = set()
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        read = ALLOWED.fullmatch(line)
        if read is None:
            raise SystemExit(f"audit-allowed.txt: this line names no hole, day and reason: {line}")
        if datetime.date.fromisoformat(read["day"]) >= today:
            found.add(read["id"])
    return found


def judge(report: dict, allowed_holes: set[str]) -> tuple[list[str], int]:
    """What to say of pip-audit's *report*, and the status to end with."""
    packages = report["dependencies"]
    looked_at = [one for one in packages if "vulns" in one]
    if not looked_at:
        return ["NOT AUDITED: PyPI's list of known holes cannot be reached from here.", _why(packages)], 0
    said, status = [], 0
    for one in looked_at:
        for hole in one["vulns"]:
            names = {hole["id"], *hole.get("aliases", ())}
            is_allowed = bool(names & allowed_holes)
            status = status or int(not is_allowed)
            mended = ", ".join(hole.get("fix_versions", ())) or "no version"
            words = "allowed" if is_allowed else "HOLE"
            said.append(f"{words}: {one['name']} {one['version']}: {hole['id']}, mended in {mended}")
    left = [one["name"] for one in packages if "vulns" not in one]
    said.append(f"{len(looked_at)} packages were looked up.")
    if left:
        said.append(f"NOT AUDITED, PyPI does not tell of them: {', '.join(left)}.")
    return said, status


def _why(packages: list[dict]) -> str:
    return f"It says of the first package: {packages[0].get('skip_reason', 'nothing')}" if packages else "No package."


def main() -> int:
    how = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    command = [sys.executable, "-m", "pip_audit", *how, "--requirement", str(HERE.parent / "requirements.txt")]
    why = "it takes too long"
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        why = (done.stderr.strip().splitlines() or ["no word"])[-1]
        report = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        sys.stdout.write(f"NOT AUDITED: PyPI's list of known holes cannot be reached from here: {why}\n")
        return 0
    text = (HERE / "audit-allowed.txt").read_text(encoding="utf-8")
    said, status = judge(report, allowed(text, datetime.datetime.now(datetime.UTC).date()))
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return status


if __name__ == "__main__":
    sys.exit(main())
