
import pytest

from briefings.text.agreement import modality_added, modality_lost, negation_agrees, readable
from briefings.text.hedges import modality, negations, outside
from briefings.text.span import Span

PROGRAMMES = (
    "The pair said they had agreed on 28 programmes unifying their economies, but stopped short of "
    "discussing political integration"
)
RULED_OUT = "Putin did not rule out the creation in the future of supranational organizations"
FAILED = "the parties have failed to resolve the key differences over oil and gas."
STAY = "Putin has promised gas tariffs in 2022 will stay at this year’s level"


def found(text: str) -> list[tuple[str, str]]:
    return [(hedge.kind, hedge.span.of(text)) for hedge in negations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("such tactics won’t work", [("not", "won’t")]),
        (RULED_OUT, [("double", "not rule out")]),
        ("“I do not exclude that it can be created.", [("double", "not exclude")]),
        ("He failed to sign, and denied it.", [("refusal", "failed"), ("refusal", "denied")]),
        ("Not only Minsk; no more than 5 people at No. 10; no doubt.", []),
        ("Nobody came, nor did they call.", [("not", "Nobody"), ("not", "nor")]),
        ("Notable knots annotate nothingness.", []),
        ("Он не приехал.", []),
    ],
)
def test_negations(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The pair did not discuss political integration.", PROGRAMMES),
        ("The pair agreed on 28 programmes.", PROGRAMMES),
        ("Lukashenko denied rumours of a takeover.", "denied rumors of a possible “takeover”"),
        ("Lukashenko denied that a takeover was planned.", "denied rumors of a possible “takeover”"),
        ("Putin left open the creation of supranational bodies.", RULED_OUT),
        ("Putin did not rule out supranational organisations.", RULED_OUT),
        ("Putin said integration was not discussed.", "Putin assured that integration was not addressed."),
        ("Peskov said no documents would be signed.", "Peskov said no documents were expected to be signed"),
        ("Gas tariffs would not change in 2022.", STAY),
        ("The two sides had not settled their differences over oil and gas.", FAILED),
        ("The exercises are defensive.", "These exercises are not directed against anyone."),
        ("The minister resigned without giving a reason.", "The minister resigned, giving no reason."),
        ("No one was hurt.", "Nobody was injured in the blast."),
        ("At least 5 people died.", "At least 5 people, if not more, died"),
        ("Hungary blocked the aid package.", "Hungary vetoed the aid package"),
        ("The bill did not pass.", "The Senate voted down the bill"),
        ("France will not send troops.", "France has ruled out sending troops"),
    ],
)
def test_honest_paraphrase_agrees(claim, evidence):
    assert negation_agrees(claim, [evidence]) is True


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The pair discussed political integration.", PROGRAMMES),
        ("The pair did not agree on 28 programmes.", PROGRAMMES),
        ("Putin ruled out the creation of supranational organisations.", RULED_OUT),
        ("Putin said integration was addressed.", "Putin assured that integration was not addressed."),
        ("Documents were expected to be signed.", "no documents were expected to be signed"),
        ("The parties have resolved the key differences.", FAILED),
        ("Gas tariffs will not stay at this year's level.", STAY),
        ("Lukashenko confirmed rumours of a takeover.", "denied rumors of a possible “takeover”"),
        ("Moscow never said it is ready to lend.", "Moscow said it is also ready to lend"),
        ("The minister commented.", "The minister refused to comment on the plan"),
        ("Such tactics will work.", "such tactics won’t work."),
        ("Russia never delivered the planes.", "Russia delivered three planes to Belarus"),
    ],
)
def test_a_lost_or_added_negation_is_caught(claim, evidence):
    assert negation_agrees(claim, [evidence]) is False


def test_what_is_not_english_is_not_judged():
    assert negation_agrees("He did not come.", ["Он не приехал."]) is None
    assert negation_agrees("Он не приехал.", ["He did not come."]) is None


def test_any_of_the_evidence_may_affirm():
    texts = ["The pair did not sign the treaty in May.", "The pair signed the treaty in June."]
    assert negation_agrees("The pair signed the treaty in June.", texts) is True


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("He may sign in May.", ["possibility"]),
        ("May 5 is set.", []),
        ("They intend to create a market that will grow.", ["plan", "future"]),
        (
            "In an apparent bid to win, it was believed to be inflated.",
            ["expectation", "desire", "expectation"],
        ),
        ("Moscow is ready to lend only after they agree.", ["readiness", "condition"]),
        ("There is a political will shared by both sides.", []),
        ("Minsk should accept it if it wants to benefit.", ["obligation", "condition", "desire"]),
    ],
)
def test_modality(text, kinds):
    assert [hedge.kind for hedge in modality(text, Span(0, len(text)))] == kinds


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Lukashenko bought weapons.", "he hoped to buy weapons, including combat jets"),
        ("The sides signed the agreements.", "the two sides may sign the agreements on Thursday evening"),
        ("Moscow gave Belarus a loan.", "Moscow was ready to give Belarus a loan"),
        ("That number is inflated.", "that number was believed to be inflated."),
        ("Belarus completed negotiations.", "it was about to complete negotiations on borrowing"),
        ("The programme was adopted in October.", "a programme may only be adopted in October or later."),
        ("The ministers approved the agreement.", "the prime ministers will approve the agreement on Friday"),
        ("They created a single market.", "they also intend to create a single market for petroleum"),
        ("The bank will cut rates.", "The bank might cut rates"),
    ],
)
def test_a_lost_hedge_is_caught(claim, evidence):
    assert modality_lost(claim, [evidence])


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Lukashenko wanted to buy weapons.", "he hoped to buy weapons, including combat jets"),
        ("Putin promised that tariffs would stay at that level.", STAY),
        ("Moscow would lend more only after agreement.", "Moscow will lend more money only after they agree"),
        ("The figure was believed to be inflated.", "that number was believed to be inflated."),
        ("The two plan a single market from 2023.", "a space which will include a single market from 2023"),
        ("The minister declined to comment.", "The minister would not comment"),
        ("Russia and Belarus agreed on 28 programmes.", "agreed on 28 programs which will include a market"),
    ],
)
def test_a_kept_hedge_passes(claim, evidence):
    assert modality_lost(claim, [evidence]) == ()
    assert modality_added(claim, [evidence]) == ()


def test_an_added_hedge_is_found():
    claim = "Russia may have delivered three planes."
    (span,) = modality_added(claim, ["Russia delivered three planes to Belarus"])
    assert span.of(claim) == "may"


def test_the_words_cut_off_at_the_edges_of_a_passage():
    text = "They met, but Putin did not rule out the creation of a bank, a source said."
    at = text.index("rule out")
    before, after = outside(text, Span(0, len(text)), Span(at, at + len("rule out")), words=2)
    assert (before.of(text), after.of(text)) == ("did not ", " the creation")
    before, after = outside(text, Span(0, len(text)), Span(at, text.index(", a source")))
    assert (before.of(text), after.of(text)) == ("Putin did not ", "")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("stopped short", True),
        ("28 programmes", True),
        ("The president did not say so, and left the city", True),
        ("Лукашенко сказал, что нет", False),
        ("El presidente no dijo que la ley", False),
        ("Der Präsident ist nicht in der Stadt", False),
        ("俄罗斯总统", False),
        ("", False),
    ],
)
def test_readable(text, known):
    assert readable(text) is known


@pytest.mark.parametrize("piece", ["not ", "no. ", "n't ", "may ", "is to ", "a", ", "])
def test_hostile_text_takes_linear_time(piece):
    text = piece * (20_000 // len(piece))
    negations(text, Span(0, len(text)))
    modality(text, Span(0, len(text)))
