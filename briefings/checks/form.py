"""S1xx: form. These rules are kept while files are read (structure, load, resolve); here is what they say of themselves."""

from collections.abc import Mapping

PARTS = ("rule", "why", "mend", "fails", "passes")

TABLE = {
    "S101": ("The file is well-formed YAML.", "What cannot be read cannot be checked.",
             "Indent with spaces; put a text that holds `: ` or ` #` in quotation marks; write out aliases.",
             "`claim: Putin said: yes`", '`claim: "Putin said: yes"`'),
    "S102": ("Every key is known.", "A misspelt key would be a field that nobody reads.",
             "Use the key that the message offers, or one of its list.", "`clam: ...`", "`claim: ...`"),
    "S103": ("Every value has its type.", "A list where a text belongs means that something else was meant.",
             "Write what the message asks for.", "`draft: maybe`", "`draft: true`"),
    "S104": ("What is required is there, and not empty.", "A fact without evidence is no fact.",
             "Write the missing key.", "a fact without `evidence`", "a fact with at least one piece of evidence"),
    "S105": ("An id is made of a-z and 0-9, with single hyphens inside.", "It becomes part of a permanent address.",
             "Write it in small Latin letters.", "`id: Gas_Price`", "`id: gas-price`"),
    "S106": ("A date is EDTF, and exists.", "Dates are compared, so each has one reading.",
             "Write 2021-09-09, 2021-09, 2021, 199X, 2021-09-10/2021-09-16, 2019-07-18? or [2021-09-09,2021-09-10].",
             "`date: 9 September 2021`", "`date: 2021-09-09`"),
    "S107": ("A web address begins with https:// or http://.", "Any other kind could run code in a reader's browser.",
             "Write the whole address.", "`URL: javascript:alert(1)`", "`URL: https://example.org/article`"),
    "S108": ("A key stands once in its map.", "Of two values one would be lost in silence.",
             "Keep one of the two.", "two lines `claim:` in one fact", "one"),
    "S109": ("Every id that is named exists.", "A reference that leads nowhere hides what it meant.",
             "Use the id that the message offers, or write the record.", "`source: efe-2012`", "`source: efe-2021`"),
    "S110": ("No text holds control characters.", "They cannot be seen, and can hide words.",
             "Delete them.", "a NUL byte in a claim", "a claim without"),
    "S111": ("No text holds characters that reorder it (a warning).", "They can make a line read otherwise than it is.",
             "Delete them, unless the text is in Arabic or Hebrew and needs them.", "U+202E in a title", "a title without"),
    "S112": ("An id, a prefix and a topic stand once.", "Two facts at one address cannot both be cited.",
             "Rename the newer one.", "two facts with `id: gas-price`", "one"),
    "S113": ("Every file of the content folder can be read, and is read.", "A file that nobody reads looks like content.",
             "Save as UTF-8; use the endings .yaml and .md; move strays elsewhere.", "`facts/energy.yml`",
             "`facts/energy.yaml`"),
    "S114": ("A record is complete in itself.", "Some fields need each other.",
             "Add what the message names.", "a `statement` without `said`", "a `statement` with `said: {by: putin}`"),
    "S115": ("A zone or a set-aside stretch stands in one place of the text.", "It says which words are meant.",
             "Copy the words from article.txt; add prefix or suffix.", "`exact: Minsk` in an article full of it",
             "`exact: Minsk` with `suffix: , 9 September`"),
    "S116": ("The editions stand as `briefings publish` wrote them, from the first to the last.",
             "Numbers of facts, the history of each and the feeds rest on them.",
             "Restore the file from version control.", "editions/1.json with a claim changed by hand",
             "editions/1.json as it was published"),
    "S117": ("A fact that was published stands, or is withdrawn with its reason.",
             "Somebody has cited it, and must find it or learn why it went.",
             "Put it back; name its old id in `formerly`; or list it under `withdrawn` of its sheet.",
             "a published fact deleted from its sheet", "`withdrawn: [{id: gas-price, reason: the source took it back}]`"),
}

RULES: Mapping[str, Mapping[str, str]] = {
    code: dict(zip(PARTS, texts, strict=True)) for code, texts in TABLE.items()
}
