"""The command: see the package."""

import sys
from pathlib import Path

from tools.verapdf import lacking, validate

if missing := lacking():
    sys.exit(f"veraPDF cannot run here: {missing}")
passed, found = validate(map(Path, sys.argv[1:]))
print(found, end="")
sys.exit(0 if passed else 1)
