"""What the name of a charset means on the web (WHATWG, Encoding Standard), for readers of Python."""

import codecs

# What pages mean who name an older or narrower set.
MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
         "euc_kr": "cp949", "iso8859-9": "cp1254"}
# Python's own, which no page is written in: some make half characters of letters, one takes the square of its time.
OF_PYTHON = frozenset(("unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", "utf-7"))


def meant(label: str) -> str:
    """Python's name for the encoding that a label means; empty where there is none."""
    try:
        name = codecs.lookup(label.strip()).name
        b"a".decode(name, "replace")  # Python has codecs that make no text, such as rot13
    except (LookupError, ValueError):
        return ""
    return "" if name in OF_PYTHON else MEANT.get(name, name)
