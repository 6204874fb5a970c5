
import pytest

from briefings.text.layout import line_of, lines, paragraphs, sentence_at, sentences, words
from briefings.text.span import Span


def cut(text: str, edges: tuple[int, ...] = ()) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)), edges)]


def parts(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


def test_lines_count_lf_crlf_and_cr_alike():
    text = "one\r\ntwo\nthree\rfour"
    assert [span.of(text) for span in lines(text)] == ["one", "two", "three", "four"]
    assert [line_of(text, text.index(word)) for word in ("one", "two", "three", "four")] == [1, 2, 3, 4]
    assert line_of(text, text.index("\n")) == 1


def test_long_lines_are_paragraphs_each():
    long = "A line that was never wrapped. " * 5
    assert parts(f"\ufeffTitle\r\n{long}\r\n\r\nBy AFP \r\n") == ["Title", long.strip(), "By AFP"]


def test_in_hard_wrapped_text_blank_lines_part_paragraphs():
    assert parts("The deal is\ndone.\n \nThe men\nleft.\n") == ["The deal is\ndone.", "The men\nleft."]


def test_nothing_comes_of_nothing():
    assert paragraphs(" \r\n\ufeff\n") == ()
    assert cut("  ") == []


@pytest.mark.parametrize(
    "text",
    [
        "Moscow wants to subdue its neighbor.|The meeting in St. Petersburg is the second this month.",
        "Dec. 20, 2019.|The negotiations have triggered rallies.| Another protest is due.",
        "He seeks subsidies from Moscow.|”We have created a single space,” Lukashenko told Putin.",
        "I am on the right track, ”Putin said. during a joint press conference.|",
        "…,” a spokesperson said. of the Ministry of Defense. from Russia, quoted by RIA-Nóvosti.|",
        "“I insist,” he said.| And he added that the union could demand a “parliament”.",
        "The U.S. Senate met on Jan. 5.| Sen. J. K. Rowling of Acme Inc. said no.",
        "He said “I am here.”|She said “No.”| They left.",
        "See readme.Txt for more.| Amazon.Com fell.",
        "It rose 2.5%.|Then it fell to $5.3m.| iPhone sales rose.",
        "She asked: “Why?” and left.| He stayed!",
    ],
)
def test_sentences(text):
    wanted = [piece.strip() for piece in text.split("|") if piece.strip()]
    assert cut(text.replace("|", "")) == wanted


def test_an_edge_parts_a_heading_glued_to_a_sentence():
    text = "He left. Russian pressureThe Kremlin has raised it."
    edge = text.index("The Kremlin")
    assert cut(text, (edge,)) == ["He left.", "Russian pressure", "The Kremlin has raised it."]


def test_offsets_are_code_points_of_the_text_as_stored():
    text = "😀 Здравствуйте. Stay here.\r\nGo on now."
    assert [span.of(text) for span in sentences(text, Span(2, 28))] == ["Здравствуйте.", "Stay here."]


def test_a_sentence_is_found_by_offset():
    found = (Span(0, 5), Span(6, 9))
    assert [sentence_at(found, offset) for offset in (0, 4, 5, 6, 9)] == [0, 0, None, 1, None]


def test_words_are_counted_with_their_apostrophes_and_hyphens():
    text = "Belarus’s so-called 1,000 people — don’t"
    assert words(text, Span(0, len(text))) == 6


@pytest.mark.parametrize("piece", ["“", "“A. ", "a.”", "a.B", "(", ". ", "\n", "Mr. "])
def test_hostile_text_takes_linear_time(piece):
    text = piece * (100_000 // len(piece))
    for paragraph in paragraphs(text):
        sentences(text, paragraph)
