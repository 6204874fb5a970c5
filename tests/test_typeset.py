"""YAML that we write says what was meant, whatever the words hold."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefings.typeset import typeset

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["no", "12:30", "null", "- a", "a: b", "a # b", "", " a", "a\nb", "'", '"', "a" * 300, "word " * 60 + "end", "a  b " * 40])
keys = st.from_regex(r"[a-z]{1,9}", fullmatch=True)
records = st.dictionaries(keys, st.recursive(
    texts, lambda each: st.lists(each, max_size=4) | st.dictionaries(keys, each, max_size=4)), min_size=1, max_size=5)


@given(records)
def test_what_is_written_is_read(record: dict[str, object]) -> None:
    assert yaml.load(typeset(record), Loader=yaml.BaseLoader) == record


def test_it_reads_as_an_editor_writes() -> None:
    record = {"title": "No: it's 12:30", "issued": "2021-09-09", "zones": [{"kind": "title", "lines": ["1", "1"]}],
              "cautions": ["undated", "unsigned"], "inferred": {"issued": "the text has no date. " * 6 + "So."}}
    assert typeset(record) == """\
title: 'No: it''s 12:30'
issued: 2021-09-09
zones:
  - {kind: title, lines: [1, 1]}
cautions: [undated, unsigned]
inferred:
  issued: >-
    the text has no date. the text has no date. the text has no date. the text has no date. the text has no date.
    the text has no date. So.
"""
