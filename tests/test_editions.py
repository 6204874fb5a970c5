"""Editions: what is frozen, what stays, what counts as a change, and how it is told in the terminal."""

import errno
import json
import multiprocessing
import os
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import validate
from test_cases import lay

from briefings.cli import main
from briefings.editions.form import keep, read, written
from briefings.pipeline import examine
from briefings.site.catalogue import Catalogue
from briefings.site.exports import exports
from briefings.site.freeze import freeze
from briefings.site.history import History

FORK = multiprocessing.get_context("fork")
publishing = import_module("briefings.commands.publish")
FACTS, FIRST, SECOND = "content/facts/harbour.yaml", "content/editions/1.json", "content/editions/2.json"
SOURCE, DOSSIER, TOPIC = "content/sources/wire-2024/source.yaml", "content/dossier.yaml", "content/topics/harbour.md"
MORE = """  - id: cranes-more
    claim: The Port Authority may order nine more.
    kind: plan
    evidence: [{source: wire-2024, quote: The Port Authority may order nine more.}]
"""
Edit = Callable[..., None]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the small dossier, on 4 May 2024."""
    lay({}, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714780800")
    return tmp_path


@pytest.fixture
def edit(room: Path) -> Edit:
    """Puts a text for another in a file of the dossier."""

    def made(path: str, old: str, new: str) -> None:
        text = (room / path).read_text(encoding="utf-8")
        assert old in text
        (room / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return made


def publish(*options: str) -> Result:
    result = CliRunner().invoke(main, ["publish", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def numbers() -> dict[str, str]:
    """Id → number of every fact that stands."""
    dossier = examine(Path("content")).dossier
    assert dossier is not None, examine(Path("content")).problems
    return {name: fact.number for name, fact in dossier.facts.items()}


def told(*options: str) -> str:
    """What a dry run prints below its first line."""
    result = publish("--dry-run", *options)
    assert result.exit_code == 0, result.output
    return result.output.partition("\n\n")[2]


def test_the_first_edition_holds_the_facts_as_readers_see_them(room: Path) -> None:
    assert publish().output == (
        "the first edition: 2 facts from 2 sources\n"
        "edition 1 is published: content/editions/1.json; commit it, and build the site\n")
    edition = json.loads((room / FIRST).read_text(encoding="utf-8"))
    assert (edition["edition"], edition["date"], edition["as-of"]) == (1, "2024-05-04", "2024-05-03")
    fact = edition["facts"]["cranes-ordered"]
    assert (fact["number"], fact["claim"]) == ("HAR-2", "The Port Authority has ordered two cranes.")
    (quotation,) = fact["evidence"]
    text = (room / "content/sources/wire-2024/article.txt").read_text(encoding="utf-8")
    start, end = map(int, quotation["at"][0].split("-"))
    assert text[start:end] == quotation["quote"][0] == "The Port Authority of Seaport has ordered two cranes."
    assert [path.name for path in (room / "content/editions").iterdir()] == ["1.json"]


def test_a_dry_run_writes_nothing(room: Path) -> None:
    assert publish("--dry-run").output == "the first edition: 2 facts from 2 sources\n"
    assert not (room / "content/editions").exists()


def test_where_nothing_changed_nothing_is_published(room: Path) -> None:
    publish()
    again = publish()
    assert (again.exit_code, again.output) == (0, "nothing has changed since edition 1, 4 May 2024\n")
    assert not (room / SECOND).exists()


def test_a_dossier_with_errors_is_refused(room: Path, edit: Edit) -> None:
    edit(FACTS, "ordered two cranes.\n    kind", "ordered three cranes.\n    kind")
    result = publish()
    assert result.exit_code == 1
    assert "N401" in result.output
    assert not (room / "content/editions").exists()


def test_an_edition_is_never_overwritten(room: Path, edit: Edit) -> None:
    publish()
    before = (room / FIRST).read_bytes()
    dossier = examine(Path("content")).dossier
    assert dossier is not None
    (room / FIRST).rename(room / "kept.json")
    (room / "content/editions/1.json").write_bytes(before)
    first, problems = read(before.decode(), FIRST)
    assert first is not None, problems
    with pytest.raises(FileExistsError):
        keep(first, room / "content/editions")
    assert (room / FIRST).read_bytes() == before
    assert len(list((room / "content/editions").iterdir())) == 1


def test_a_disk_without_hard_links_takes_an_edition_and_never_over_another(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """exFAT and FAT, as on a memory stick."""
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert publish().exit_code == 0
    assert [path.name for path in (room / "content/editions").iterdir()] == ["1.json"]
    before = (room / FIRST).read_bytes()
    first, _ = read(before.decode(), FIRST)
    assert first is not None
    with pytest.raises(FileExistsError):
        keep(first, room / "content/editions")
    assert (room / FIRST).read_bytes() == before
    assert len(list((room / "content/editions").iterdir())) == 1


@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_disk_without_hard_links_keeps_no_empty_edition(
        room: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    def fails(self: Path, target: Path) -> None:
        raise stop

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr(Path, "replace", fails)
    result = CliRunner().invoke(main, ["publish"])
    assert result.exit_code in (1, 2)
    assert list((room / "content/editions").iterdir()) == []


def test_two_publishes_at_once_make_one_edition(room: Path) -> None:
    """Both have examined the dossier before either writes: one makes the edition, the other does not."""
    meet = FORK.Barrier(2)

    def at_once() -> None:
        freezing = freeze
        publishing.freeze = lambda *given: (meet.wait(), freezing(*given))[1]  # type: ignore[attr-defined]
        os._exit(CliRunner().invoke(main, ["publish"]).exit_code)

    both = [FORK.Process(target=at_once) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(each.exitcode or 0 for each in both) == [0, 2]
    assert [path.name for path in (room / "content/editions").iterdir()] == ["1.json"]
    assert publish().output.startswith("nothing has changed since edition 1")


def test_a_publish_that_comes_second_is_told_what_to_do(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> Path:
        raise FileExistsError(errno.EEXIST, "File exists")

    monkeypatch.setattr(publishing, "keep", taken)
    result = publish()
    assert result.exit_code == 2
    assert "edition 1 was published meanwhile: run briefings publish again" in result.output


def test_a_clock_that_goes_back_publishes_nothing(room: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    edit(FACTS, "has ordered two cranes.\n    kind", "ordered two cranes.\n    kind")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714600000")
    result = publish()
    assert result.exit_code == 2
    assert "the clock says 2024-05-01, and edition 1 is of 2024-05-04: set the clock" in result.output
    assert not (room / SECOND).exists()
    assert publish("--dry-run").exit_code == 0


def test_what_is_written_is_read_back(room: Path) -> None:
    examined = examine(Path(__file__).parents[1] / "content")
    assert examined.dossier is not None
    edition = freeze(Catalogue(examined.dossier))
    again, problems = read(written(edition), f"editions/{edition.edition}.json")
    assert problems == []
    assert again == edition
    assert written(again) == written(edition)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    other = tmp_path / "elsewhere"
    lay({}, other)
    monkeypatch.chdir(other)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    publish()
    assert (other / FIRST).read_bytes() == (room / FIRST).read_bytes()


def test_a_number_stays_and_a_new_fact_takes_the_next(edit: Edit) -> None:
    publish()
    edit(FACTS, "facts:\n", "facts:\n" + MORE)
    assert numbers() == {"cranes-more": "HAR-3", "dredging-cost": "HAR-1", "cranes-ordered": "HAR-2"}


def test_before_the_first_edition_facts_are_numbered_in_order(edit: Edit) -> None:
    edit(FACTS, "facts:\n", "facts:\n" + MORE)
    assert numbers() == {"cranes-more": "HAR-1", "dredging-cost": "HAR-2", "cranes-ordered": "HAR-3"}


def test_a_number_stays_with_a_fact_that_is_renamed_or_moved(room: Path, edit: Edit) -> None:
    publish()
    edit(FACTS, "id: dredging-cost", "id: dredging-price\n    formerly: [dredging-cost]")
    assert numbers()["dredging-price"] == "HAR-1"
    text = (room / FACTS).read_text(encoding="utf-8")
    head, second = text[: text.index("  - id: cranes-ordered")], text[text.index("  - id: cranes-ordered") :]
    (room / FACTS).write_text(head, encoding="utf-8")
    (room / "content/facts/cranes.yaml").write_text(
        "topic: harbour\ntitle: Cranes\nprefix: CRA\nfacts:\n" + second + MORE, encoding="utf-8")
    assert numbers() == {"cranes-ordered": "HAR-2", "cranes-more": "CRA-1", "dredging-price": "HAR-1"}
    assert told() == "Added\n  CRA-1 The Port Authority may order nine more.\n"


def withdraw(room: Path) -> None:
    """Take the second fact out of its sheet, with a reason."""
    text = (room / FACTS).read_text(encoding="utf-8")
    cut = text.index("  - id: cranes-ordered")
    (room / FACTS).write_text(
        text[:cut] + "withdrawn: [{id: cranes-ordered, reason: the Wire took it back}]\n", encoding="utf-8")
    topic = (room / TOPIC).read_text(encoding="utf-8")
    (room / TOPIC).write_text(topic[: topic.index("It has ordered")], encoding="utf-8")


def test_a_number_is_never_given_again(room: Path, edit: Edit) -> None:
    publish()
    withdraw(room)
    publish()
    edit(FACTS, "withdrawn:", MORE + "withdrawn:")
    assert numbers() == {"dredging-cost": "HAR-1", "cranes-more": "HAR-3"}
    publish()
    edit(FACTS, MORE, "")
    edit(FACTS, "took it back}", "took it back}, {id: cranes-more, reason: too vague}")
    publish()
    edit(FACTS, "withdrawn:", MORE.replace("cranes-more", "cranes-many") + "withdrawn:")
    assert numbers() == {"dredging-cost": "HAR-1", "cranes-many": "HAR-4"}


def test_the_data_name_the_edition_and_the_facts_that_were_withdrawn(room: Path) -> None:
    def data(name: str) -> Any:
        dossier = examine(Path("content")).dossier
        assert dossier is not None
        return json.loads(exports(History(Catalogue(dossier)), {})[f"data/{name}.json"])

    assert "edition" not in data("facts")["dossier"]
    assert data("datapackage")["version"] == "2024-05-03"
    publish()
    assert data("datapackage")["version"] == "1"
    withdraw(room)
    assert data("datapackage")["version"] == "1+changes"
    facts = data("facts")
    validate(facts, data("facts.schema"))
    assert facts["dossier"]["edition"] == {"number": 1, "date": "2024-05-04", "later-changes": True}
    assert facts["withdrawn"] == [{
        "number": "HAR-2", "id": "cranes-ordered", "address": "facts/cranes-ordered.html",
        "claim": "The Port Authority has ordered two cranes.", "reason": "the Wire took it back", "edition": 1}]


def test_a_withdrawn_fact_that_comes_back_has_its_number(room: Path, edit: Edit) -> None:
    publish()
    before = (room / FACTS).read_text(encoding="utf-8")
    withdraw(room)
    publish()
    (room / FACTS).write_text(before, encoding="utf-8")
    assert numbers()["cranes-ordered"] == "HAR-2"
    assert told() == "Added\n  HAR-2 The Port Authority has ordered two cranes.\n"


def test_facts_that_are_joined_keep_one_number(room: Path, edit: Edit) -> None:
    publish()
    text = (room / FACTS).read_text(encoding="utf-8")
    (room / FACTS).write_text(text[: text.index("  - id: cranes-ordered")], encoding="utf-8")
    edit(FACTS, "id: dredging-cost", "id: dredging-cost\n    formerly: [cranes-ordered]")
    edit(TOPIC, "It has ordered two cranes. [@cranes-ordered]\n", "")
    assert numbers() == {"dredging-cost": "HAR-1"}
    assert told().startswith("Withdrawn\n  HAR-2 The Port Authority has ordered two cranes.\n    Reason: now part of HAR-1\n")


COSMETIC = [
    ("white space", FACTS, "has ordered two cranes.\n    kind", "has  ordered\n      two cranes.\n    kind"),
    ("a comment", FACTS, "    kind: event\n", "    # seen\n    kind: event\n"),
    ("the order of keys", FACTS, "    kind: event\n    date: 2024-05-03\n", "    date: 2024-05-03\n    kind: event\n"),
    ("a new label", "content/entities.yaml", "label: Port Authority", "label: The Port Authority"),
    ("a line of prose broken elsewhere", TOPIC, "nearly $40 million, the Port", "nearly\n$40 million, the Port"),
    ("a draft", FACTS, "facts:\n", "facts:\n" + MORE.replace("    kind", "    draft: true\n    kind")),
    ("a topic named again", FACTS, "    kind: event\n", "    kind: event\n    topics: [harbour]\n"),
    ("a review", FACTS, "    kind: event\n", "    kind: event\n    review-by: 2030\n"),
]


@pytest.mark.parametrize(("path", "old", "new"), [each[1:] for each in COSMETIC], ids=[each[0] for each in COSMETIC])
def test_cosmetic_edits_are_no_changes(edit: Edit, path: str, old: str, new: str) -> None:
    publish()
    edit(path, old, new)
    assert publish("--dry-run").output == "nothing has changed since edition 1, 4 May 2024\n"


def test_quotation_marks_and_order_of_evidence_are_cosmetic(edit: Edit) -> None:
    two = ("    evidence:\n      - {source: wire-2024, quote: The Port Authority of Seaport has ordered two cranes.}\n"
           "      - {source: wire-2024, quote: The Port Authority may order nine more., role: qualifies}\n")
    one = "    evidence:\n      - source: wire-2024\n        quote: The Port Authority of Seaport has ordered two cranes.\n"
    edit(FACTS, one, two)
    edit(FACTS, "inferred: {date: the report", "inferred: {date: the ‘report’")
    publish()
    head, *lines = two.splitlines(keepends=True)
    edit(FACTS, two, head + "".join(reversed(lines)))
    edit(FACTS, "‘report’", "\"report\"")
    assert publish("--dry-run").output == "nothing has changed since edition 1, 4 May 2024\n"


SECOND_SOURCE = """      - source: gazette-2024
        quote: Work did not begin in April as planned.
"""
CHANGES = [
    ("a claim", [(FACTS, "claim: The Port Authority has", "claim: The Port Authority of Seaport has")],
     "Revised\n  HAR-2 The Port Authority of Seaport has ordered two cranes.\n"
     "    Claim was: The Port Authority has ordered two cranes.\n"
     "    Claim now: The Port Authority {+of Seaport+} has ordered two cranes.\n"),
    ("a date", [(FACTS, "date: 2024-05-03\n", "date: 2024-05\n")],
     "Revised\n  HAR-2 The Port Authority has ordered two cranes.\n"
     "    Date was: [-3-] May 2024\n    Date now: May 2024\n"),
    ("a figure", [(FACTS, "    evidence:\n      - source: gazette-2024\n",
                   "    figures: [{measure: dredging-cost, amount: 40000000, unit: USD, bound: about}]\n"
                   "    evidence:\n      - source: gazette-2024\n")],
     "Revised\n  HAR-1 Dredging the harbour of Seaport will cost nearly $40 million, the Port Authority said.\n"
     "    Figure: Cost of dredging: about 40,000,000 USD\n"),
    ("a quotation", [(FACTS, "quote: The Port Authority of Seaport has", "quote: Port Authority of Seaport has")],
     "Revised\n  HAR-2 The Port Authority has ordered two cranes.\n"
     "    Quotation from The Wire was: [-The-] Port Authority of Seaport has ordered two cranes.\n"
     "    Quotation from The Wire now: Port Authority of Seaport has ordered two cranes.\n"),
    ("a reason", [(FACTS, "gives no other date", "gives no date")],
     "Revised\n  HAR-2 The Port Authority has ordered two cranes.\n"
     "    Inferred: date was: the report of 3 May 2024 gives no [-other-] date\n"
     "    Inferred: date now: the report of 3 May 2024 gives no date\n"),
    ("deprecated", [(FACTS, "kind: event\n", "kind: event\n    rank: deprecated\n    rank-reason: the order fell through\n")],
     "Withdrawn\n  HAR-2 The Port Authority has ordered two cranes.\n    No longer relied on: the order fell through\n"),
    ("a correction", [(FACTS, "facts:\n", "facts:\n" + MORE.replace("    kind", "    corrects: [cranes-ordered]\n    kind"))],
     "Corrected\n  HAR-2 The Port Authority has ordered two cranes.\n    Corrected by: HAR-3\n\n"
     "Added\n  HAR-3 The Port Authority may order nine more.\n"),
    ("a corrected source", [(SOURCE, "language: en\n", "language: en\nstatus: {is: corrected, date: 2024-05-05}\n")],
     "Corrected\n  HAR-2 The Port Authority has ordered two cranes.\n"
     "    Source corrected: The Wire: Port Authority orders two cranes\n\n"
     "Sources\n  The Wire: Port Authority orders two cranes (described anew)\n    Status: corrected\n"),
    ("disputed", [(FACTS, "    kind: event\n", "    kind: event\n    disputes: [dredging-cost]\n"),
                  (TOPIC, "It has ordered", "Disputed: it has ordered"), (TOPIC, "Dredging will", "It is disputed: dredging will")],
     "Newly disputed\n  HAR-1 Dredging the harbour of Seaport will cost nearly $40 million, the Port Authority said.\n"
     "    Agreement: sources differ\n  HAR-2 The Port Authority has ordered two cranes.\n    Stands against: HAR-1\n"
     "    Agreement: sources differ\n\nAccounts\n  The account of Harbour was written anew\n"),
    ("corroborated", [(FACTS, "        quote: The Port Authority of Seaport has ordered two cranes.\n",
                       "        quote: The Port Authority of Seaport has ordered two cranes.\n" + SECOND_SOURCE)],
     "Newly corroborated\n  HAR-2 The Port Authority has ordered two cranes.\n"
     "    Origins that agree was: [-1 origin-]\n    Origins that agree now: {+2 origins+}\n"
     "    Quotation from The Gazette: Work did not begin in April as planned.\n"),
    ("prose", [(TOPIC, "Dredging and cranes.", "Dredging, and two cranes.")],
     "Accounts\n  The account of Harbour was written anew\n"),
    ("as-of", [(DOSSIER, "2024-05-03", "2024-05-04")],
     "Accounts\n  Harbour works\n    As of was: [-3-] May 2024\n    As of now: {+4+} May 2024\n"),
]


@pytest.mark.parametrize(("edits", "expected"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES])
def test_changes_are_told_field_by_field(edit: Edit, edits: list[tuple[str, str, str]], expected: str) -> None:
    publish()
    for each in edits:
        edit(*each)
    assert told() == expected
    assert publish().output.endswith("edition 2 is published: content/editions/2.json; commit it, and build the site\n")
    assert publish().output == "nothing has changed since edition 2, 4 May 2024\n"


def test_a_withdrawal_is_told_with_its_reason(room: Path) -> None:
    publish()
    withdraw(room)
    assert told().startswith("Withdrawn\n  HAR-2 The Port Authority has ordered two cranes.\n    Reason: the Wire took it back\n")


def test_a_source_that_is_replaced_is_told(room: Path) -> None:
    publish()
    folder = room / "content/sources/gazette-2024"
    text = (folder / "article.txt").read_text(encoding="utf-8")
    lay({"content/sources/gazette-2024/article.txt": text.replace("cookies", "biscuits"),
         "content/sources/gazette-2024/source.yaml": re.sub(
             r"sha256: \w+", "sha256: DIGEST", (folder / "source.yaml").read_text(encoding="utf-8"))}, room)
    assert re.search(r"Sources\n  The Gazette: .* \(text replaced\)\n    Captured text was: SHA-256 \[-\w{16}-\]", told())
