"""Pelican's settings. `briefings build` reads them and sets PATH and OUTPUT_PATH; plain `pelican` works too."""

from jinja2 import StrictUndefined

SITENAME = "Briefings"  # pages show the dossier's own title
SITEURL = ""  # links are relative; public addresses come from site-url in dossier.yaml
RELATIVE_URLS = True
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

PATH = "content"
OUTPUT_PATH = "build/pelican"
THEME = "theme"
# Add your own plugins here; the first one makes the briefing.
PLUGINS = ["briefings.site.pelican_plugin"]

# The dossier's prose is read as Pelican pages, but written by the briefing's own generator.
PAGE_PATHS = ["topics", "pages"]
PAGE_SAVE_AS = ""
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []

# No blog: no archives, and the feeds are the briefing's.
ARCHIVES_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# A name that a template does not know is an error, and all that editors write is escaped.
JINJA_ENVIRONMENT = {
    "undefined": StrictUndefined, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": [],
}
