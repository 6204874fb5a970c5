
import pytest

from briefings.text.attribution import attribution, claim_speech, resolve_pronoun
from briefings.text.layout import paragraphs, sentences
from briefings.text.names import Lexicon
from briefings.text.span import Span
from briefings.text.speech import speeches
from briefings.text.verbs import no_stronger, outcomes_without_bearer

PERSONS = Lexicon({"putin": [("Putin", "en")], "lukashenko": [("Lukashenko", "en"), ("Lukashenka", "en")]})


def read(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (speech.kind, speech.speaker_text, speech.verb, speech.content.of(text))
        for speech in speeches(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        (
            "“We are a union … nearly a single people,” said Lukashenko in a rhetorical flourish.",
            ("direct", "Lukashenko", "say", "“We are a union … nearly a single people,”"),
        ),
        (
            "We are on the right track. “We go on, ”Putin said. during a joint press conference.",
            ("direct", "Putin", "say", "“We go on, ”"),
        ),
        (
            "”We have created a single space,” Lukashenko told Putin at the start of their talks.",
            ("direct", "Lukashenko", "tell", "”We have created a single space,”"),
        ),
        (
            "“Fifteen ships take part in the exercises” Zapad-2021 “,” a spokesperson said.",
            ("direct", "a spokesperson", "say", "“Fifteen ships take part in the exercises”"),
        ),
        ("‘We lost,’ the coach said.", ("direct", "the coach", "say", "‘We lost,’")),
        ("He said: “We will win.”", ("direct", "He", "say", "“We will win.”")),
        ("“We will,” he said, “and soon.”", ("direct", "he", "say", "“We will,” he said, “and soon.”")),
        (
            "Greeting Lukashenko, Putin said some progress has been made.",
            ("indirect", "Putin", "say", "some progress has been made."),
        ),
        (
            'Putin said at the start of the talks that Belarus was a "close partner".',
            ("indirect", "Putin", "say", 'Belarus was a "close partner".'),
        ),
        (
            "In concession to Belarus, Putin has promised gas tariffs in 2022 will stay at this level.",
            ("indirect", "Putin", "promise", "gas tariffs in 2022 will stay at this level."),
        ),
        (
            "Lukashenko, in power since 1994, denied rumors of a possible “takeover”.",
            ("indirect", "Lukashenko", "deny", "rumors of a possible “takeover”."),
        ),
        (
            "The head of the Kremlin also argued that they aim at a market.",
            ("indirect", "The head of the Kremlin", "argue", "they aim at a market."),
        ),
        (
            "Moscow said it is also ready to provide a new loan.",
            ("indirect", "Moscow", "say", "it is also ready to provide a new loan."),
        ),
        (
            "Russian officials say Minsk should accept integration.",
            ("indirect", "Russian officials", "say", "Minsk should accept integration."),
        ),
        (
            "Talks have failed, state media reported on Monday.",
            ("indirect", "state media", "report", "Talks have failed"),
        ),
        ("And predicted that it will create jobs.", ("indirect", "", "predict", "it will create jobs.")),
        (
            "The talks were held a week after Belarus announced that it was about to borrow.",
            ("indirect", "Belarus", "announce", "it was about to borrow."),
        ),
        (
            "Growth slowed, according to Finance Minister Rachel Reeves.",
            ("according-to", "Finance Minister Rachel Reeves", "according to", "Growth slowed"),
        ),
        (
            "According to the World Bank, growth slowed to 2%.",
            ("according-to", "the World Bank", "according to", "growth slowed to 2%."),
        ),
        (
            "The Kremlin was thought to be leveraging that isolation.",
            ("impersonal", "", "think", "The Kremlin was thought to be leveraging that isolation."),
        ),
        (
            "They stopped short of integration -- thought to be long sought by Moscow.",
            ("impersonal", "", "think", "thought to be long sought by Moscow."),
        ),
        (
            "The Belarus strongman -- isolated since a crackdown -- assured that it would not “swallow” him.",
            ("indirect", "The Belarus strongman", "assure", "it would not “swallow” him."),
        ),
        (
            "The firm's chief executive, Tim Cook, said sales rose 5%.",
            ("indirect", "The firm's chief executive, Tim Cook", "say", "sales rose 5%."),
        ),
        (
            "Prime Minister Rishi Sunak, speaking in London, said taxes would rise.",
            ("indirect", "Prime Minister Rishi Sunak", "say", "taxes would rise."),
        ),
    ],
)
def test_one_speech(text, speech):
    assert read(text) == [speech]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "Minister Anton Siluanov said Moscow was ready to lend, but Kremlin spokesman Dmitry Peskov "
            "contradicted the statement, saying that the request was under discussion.",
            [
                ("Minister Anton Siluanov", "Moscow was ready to lend"),
                ("Kremlin spokesman Dmitry Peskov", "the statement"),
                ("Kremlin spokesman Dmitry Peskov", "the request was under discussion."),
            ],
        ),
        (
            "Moscow has claimed that 200,000 troops took part, but that number was believed to be inflated.",
            [
                ("Moscow", "200,000 troops took part"),
                ("", "that number was believed to be inflated."),
            ],
        ),
        (
            "Police warned of more protests, adding that five people were hurt.",
            [("Police", "of more protests"), ("Police", "five people were hurt.")],
        ),
        (
            "They have held talks, with the latter stressing that the partnership should be equal.",
            [("the latter", "the partnership should be equal.")],
        ),
    ],
)
def test_several_speeches(text, spoken):
    assert [(speaker, content) for _, speaker, _, content in read(text)] == spoken


@pytest.mark.parametrize(
    "text",
    [
        "The United States imposed sanctions on the two states that signed it.",
        "The company added 5,000 jobs in order to grow.",
        "The deal, announced on Monday, is worth $3bn.",
        "The minister did not say when, and refused to confirm it.",
        "An estimated 5,000 troops and so-called experts wrote reports.",
        "Belarus's external debt increased by $3.4 billion.",
        "Лукашенко сказал, что всё хорошо. 普京说。",
        "",
    ],
)
def test_no_speech(text):
    assert read(text) == []


ARTICLE = (
    "Ahead of his fifth meeting with Putin this year, Lukashenko said he hoped to buy weapons. Belarus also "
    "claimed that Moscow had moved fighters. The exercises begin today.\n\n"
    "“We are moving forward,” Putin said. “Only together. Only as a union.” He argued that prices will stay.\n\n"
    "The exercises go on.\n\n“It is a huge work. It can be done, ”he said."
) + "\n" * 130


def whose(words: str) -> str | None:
    parts = paragraphs(ARTICLE)
    at = ARTICLE.index(words)
    number = next(n for n, part in enumerate(parts) if part.start <= at < part.end)
    previous = parts[number - 1] if number else None
    inside = sentences(ARTICLE, parts[number])
    speech = attribution(ARTICLE, parts[number], inside, Span(at, at + len(words)), previous)
    if speech is None:
        return None
    speaker = resolve_pronoun(ARTICLE, inside, speech, PERSONS, previous)
    return speaker.of(ARTICLE) if speaker else ""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Lukashenko said he hoped to buy weapons", "Lukashenko"),
        ("he hoped to buy weapons", "Lukashenko"),
        ("Moscow had moved fighters", "Belarus"),
        ("The exercises begin today", None),
        ("Ahead of his fifth meeting with Putin", None),
        ("We are moving forward", "Putin"),
        ("Only as a union", "Putin"),
        ("prices will stay", "Putin"),
        ("It can be done", "Putin"),
    ],
)
def test_attribution(words, speaker):
    assert whose(words) == speaker


@pytest.mark.parametrize(
    ("claim", "speaker"),
    [
        ("Putin promised that gas tariffs in 2022 would stay at the 2021 level.", "Putin"),
        ("Lukashenko said he wanted to buy weapons.", "Lukashenko"),
        ("According to Moscow, 200,000 troops took part.", "Moscow"),
        ("The number is believed to be inflated.", ""),
        ("Russia and Belarus agreed on 28 programmes.", None),
    ],
)
def test_the_speaker_of_a_claim(claim, speaker):
    speech = claim_speech(claim)
    assert (speech.speaker_text if speech else None) == speaker


@pytest.mark.parametrize(
    ("claimed", "source", "fair"),
    [
        ("say", "promise", True),
        ("state", "say", True),
        ("claim", "say", False),
        ("argue", "insist", True),
        ("admit", "say", False),
        ("promise", "say", False),
        ("promise", "admit", False),
        ("pledge", "promise", True),
        ("acknowledge", "admit", True),
        ("confirm", "claim", False),
        ("deny", "deny", True),
    ],
)
def test_a_verb_no_stronger_than_the_source(claimed, source, fair):
    assert no_stronger(claimed, source) is fair


@pytest.mark.parametrize(
    ("claim", "evidence", "lost"),
    [
        ("The two signed a treaty.", "The two agreed on a treaty", ["signed"]),
        ("They signed a deal.", "the signing of the documents", []),
        ("They agreed on 28 programmes.", "a deal on 28 programmes", []),
        ("Russia annexed Crimea in 2014.", "Russia’s 2014 annexation of Crimea", []),
        ("Belarus took delivery of planes.", "Russia delivered three planes", []),
        ("They created a parliament.", "the treaty foresees a parliament", ["created"]),
    ],
)
def test_outcomes(claim, evidence, lost):
    assert [span.of(claim) for span in outcomes_without_bearer(claim, [evidence])] == lost


@pytest.mark.parametrize(
    "piece", ["He said ", "“a,” he said. ", ", ", "said ", "“", "' ", "according to ", "A and "]
)
def test_hostile_text_takes_linear_time(piece):
    text = piece * (20_000 // len(piece))
    speeches(text, Span(0, len(text)))
