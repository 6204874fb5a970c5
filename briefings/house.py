"""Where templates, styles and Pelican's settings lie: in the repository, or where they were installed."""

import sysconfig
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
INSTALLED = Path(sysconfig.get_path("data")) / "share" / "briefings"

HOUSE = REPOSITORY if (REPOSITORY / "pelicanconf.py").exists() else INSTALLED
SETTINGS = HOUSE / "pelicanconf.py"
THEME = HOUSE / "theme"
