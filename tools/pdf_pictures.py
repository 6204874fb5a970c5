"""Pictures of every page of every PDF in build/site/pdf, into build/screenshots/pdf: `python -m tools.pdf_pictures`.

They are taken of the PDFs as they stand, by pdftoppm (Debian: poppler-utils); build the site first.
"""

import shutil
import subprocess
import sys
from pathlib import Path

PDFS = Path("build/site/pdf")
PICTURES = Path("build/screenshots/pdf")
DOTS = 75  # an inch


def main() -> int:
    """Take the pictures of all PDFs, or of those named on the command line (energy, debt-glance)."""
    if not PDFS.is_dir() or not shutil.which("pdftoppm"):
        print("there is no pdftoppm (poppler)" if PDFS.is_dir() else f"there is no {PDFS}: run `make site` first")
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    for pdf in sorted(PDFS.glob("*.pdf")):
        if not sys.argv[1:] or pdf.stem in sys.argv[1:]:
            subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", pdf, PICTURES / pdf.stem], check=True)
    print(f"{sum(1 for _ in PICTURES.glob('*.png'))} pictures in {PICTURES}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
