"""Which attributes, elements and names hold addresses, as HTML, SVG and their vocabularies say: tables only."""

from collections.abc import Mapping

# Attributes that hold one address, and the elements that they mean something on; an empty set is every element.
ADDRESSES: Mapping[str, frozenset[str]] = {
    "href": frozenset(),
    "xlink:href": frozenset(),
    "src": frozenset(),
    "poster": frozenset(("video",)),
    "action": frozenset(("form",)),
    "formaction": frozenset(("button", "input")),
    "cite": frozenset(("blockquote", "q", "ins", "del")),
    "longdesc": frozenset(("img", "iframe", "frame")),
    "background": frozenset(("body", "table", "thead", "tbody", "tfoot", "tr", "td", "th")),
    "data": frozenset(("object",)),
    "manifest": frozenset(("html",)),
}
# Candidates with descriptors, and addresses with spaces between them; an empty list of the latter asks nobody.
SOURCE_SETS = frozenset(("srcset", "imagesrcset"))
SPACED = frozenset(("ping", "attributionsrc"))
# Attributes that hold a piece of CSS: `style`, and SVG's own for paint and effects.
STYLES = frozenset(("style", "fill", "stroke", "clip-path", "mask", "filter", "cursor",
                    "marker", "marker-start", "marker-mid", "marker-end"))
# SVG gives an attribute another value in time: an address, where `attributeName` says so.
ANIMATED = frozenset(("to", "from", "by", "values"))

_CONTROLS = frozenset(("button", "fieldset", "input", "object", "output", "select", "textarea"))
# Attributes that name ids of the same page, with spaces between them, by the elements they mean something on.
REFERENCES: Mapping[str, frozenset[str]] = {
    "for": frozenset(("label", "output")),
    "headers": frozenset(("td", "th")),
    "list": frozenset(("input",)),
    "form": _CONTROLS,
    "popovertarget": frozenset(("button", "input")),
    "commandfor": frozenset(("button",)),
    "itemref": frozenset(),
    **{f"aria-{name}": frozenset() for name in (
        "activedescendant", "controls", "describedby", "details", "errormessage", "flowto", "labelledby", "owns")},
}

FOLLOWED = frozenset((("a", "href"), ("area", "href"), ("a", "xlink:href")))
NAMED = frozenset(("cite", "longdesc"))
# Relations for which a browser fetches the address of a <link>, or opens a connection to it, unasked.
LOADING_RELATIONS = frozenset((
    "stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "mask-icon", "fluid-icon", "manifest", "preload", "modulepreload", "prefetch", "prerender", "preconnect",
    "dns-prefetch", "import", "compression-dictionary"))
# Names of <meta> whose content is the address of a page or a picture.
NAMING_META = frozenset((
    "og:image", "og:image:url", "og:image:secure_url", "og:url", "og:video", "og:video:url", "og:audio", "og:audio:url",
    "twitter:image", "twitter:image:src", "twitter:url", "twitter:player", "image", "thumbnailurl", "url",
    "msapplication-tileimage", "msapplication-config", "msapplication-square70x70logo", "msapplication-square150x150logo",
    "msapplication-wide310x150logo", "msapplication-square310x310logo",
    "citation_pdf_url", "citation_public_url", "citation_abstract_html_url", "citation_fulltext_html_url"))

# Where a link may lead besides the site: HTTP, and the schemes that HTML safelists because they run nothing.
OUTGOING = frozenset((
    "http", "https", "mailto", "tel", "bitcoin", "ftp", "ftps", "geo", "im", "irc", "ircs", "magnet", "matrix", "mms",
    "news", "nntp", "openpgp4fpr", "sftp", "sip", "sips", "sms", "smsto", "ssh", "urn", "webcal", "wtai", "xmpp"))
# Addresses that run where they are only named, too.
ACTIVE = frozenset(("javascript", "vbscript", "livescript", "data", "blob", "file", "filesystem", "view-source"))
# Elements that can only show or play what a `data:` address holds, and the types that run wherever else they stand.
SHOWING = frozenset(("img", "source", "image", "feimage", "video", "audio", "track", "link", "url", "style", "input",
                     "loc", "logo", "icon", "meta"))
RUNNING_TYPES = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml",
                 "text/javascript", "application/javascript", "text/ecmascript", "application/ecmascript", "text/vbscript")
