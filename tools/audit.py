"""Ask whether a pinned dependency has a known vulnerability: `python -m tools.audit`, part of `make lint`.

One that is known fails. Where nobody can be asked, that is said and nothing fails, so that work goes on without a network.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import click

PINS = Path(__file__).parents[1] / "constraints.txt"
UNREACHED = re.compile(r"(Connection|Proxy|SSL|HTTP|Service)Error|Timeout")


def verdict(answer: str, complaint: str) -> tuple[bool, str]:
    """Whether pip-audit's answer (JSON) passes, and what to say of it; `complaint` is what it wrote beside."""
    try:
        dependencies = json.loads(answer)["dependencies"]
    except ValueError:
        last = (complaint.strip().splitlines() or ["no answer"])[-1]
        passes = bool(UNREACHED.search(complaint))
        return passes, f"audit: {'nobody could be asked, so nothing was audited' if passes else 'pip-audit failed'}: {last[:200]}"
    unknown = [each["name"] for each in dependencies if "skip_reason" in each]
    known = [f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}"
             for each in dependencies for found in each.get("vulns", ())]
    said = [f"audit: {len(dependencies) - len(unknown)} dependencies audited, {len(known)} known vulnerabilities", *known]
    if unknown:
        said.append(f"audit: {len(unknown)} could not be audited: {', '.join(unknown[:8])}{' …' * (len(unknown) > 8)}")
    return not known, "\n".join(said)


def main() -> None:
    """Audit the pins."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--disable-pip", "--require-hashes",
               "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    passed, said = verdict(done.stdout, done.stderr)
    click.echo(said)
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    main()
