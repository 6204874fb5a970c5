
import pytest

from briefings.text.names import Lexicon, bears, unknown

LEXICON = Lexicon(
    {
        "lukashenko": [("Alexander Lukashenko", "en"), ("Lukashenko", "en"), ("Лукашенко", "ru")],
        "putin": [("Vladimir Putin", "en"), ("Putin", "en")],
        "russia": [("Russia", "en"), ("俄罗斯", "zh")],
        "moscow": [("Moscow", "en")],
        "kremlin": [("Moscow", "en"), ("the Kremlin", "en"), ("Kremlin", "en")],
        "belarus": [("Belarus", "en"), ("Minsk", "en")],
        "us": [("US", "en"), ("U.S.", "en")],
        "union": [("Union State", "en"), ("Russia-Belarus Union State", "en")],
        "zapad": [("Zapad-2021", "en")],
        "iran": [("Iran", "en")],
        "ria": [("RIA-Nóvosti", "es"), ("RIA Novosti", "en")],
        "xi": [("Xi", "en")],
        "bank": [("People's Bank of China", "en")],
    }
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Belarus’ role, Belarus's debt and Minsk's", ["Belarus", "Belarus", "Minsk"]),
        ("Tirana, Iranian and Iran’s men", ["Iran"]),
        ("They told us what the US wants", ["US"]),
        ("In the U.S. Senate", ["U.S."]),
        ("within the Russia-Belarus Union State", ["Russia-Belarus Union State"]),
        ("Russia-Belarus ties and anti-Putin rallies", ["Russia", "Belarus", "Putin"]),
        ("President Vladimir\u00a0Putin and Vladimir\nPutin", ["Vladimir\u00a0Putin", "Vladimir\nPutin"]),
        ("RIA‑Nóvosti, RIA Novosti, RIA-Novosti", ["RIA‑Nóvosti", "RIA Novosti"]),
        ("“Zapad–2021”, Zapad-2017", ["Zapad–2021"]),
        ("Xi's visit to Xi'an", ["Xi"]),
        ("the People’s Bank of China's rate", ["People’s Bank of China"]),
        ("普京访问俄罗斯。", ["俄罗斯"]),
        ("сказал Лукашенко.", ["Лукашенко"]),
        ("Lu\u00adkashenko", ["Lu\u00adkashenko"]),
        ("", []),
    ],
)
def test_find(text, written):
    found = LEXICON.find(text)
    assert [mention.written for mention in found] == written
    assert [mention.span.of(text) for mention in found] == written


def test_an_alias_of_two_entities_names_either():
    (mention,) = LEXICON.find("talks in Moscow")
    assert mention.entities == {"moscow", "kremlin"}


@pytest.mark.parametrize(
    ("text", "strangers"),
    [
        ("The Finance Minister Anton Siluanov said Moscow was ready.", ["Anton Siluanov"]),
        ("Siluanov said Moscow will lend more.", ["Siluanov"]),
        ("Petrov and Lukashenko agreed on gas.", ["Petrov"]),
        ("Olga Lukashenko met Vladimir Putin.", ["Olga"]),
        ("Talks were held in St. Petersburg on Thursday.", ["St. Petersburg"]),
        ("Mr. Petrov met Gen. Gerasimov.", ["Petrov", "Gerasimov"]),
        ("The Bank of America spoke to J. K. Rowling.", ["Bank of America", "Rowling"]),
        ("The fall of Kabul surprised Paris. Then Macron’s aides spoke.", ["Kabul", "Paris", "Macron"]),
        ("Ukrainian gas is cheap, and so is Norwegian gas.", ["Ukrainian", "Norwegian"]),
    ],
)
def test_unknown_names(text, strangers):
    assert [span.of(text) for span in unknown(text, LEXICON)] == strangers


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said inflation rose in April.",
        "Inflation rose to 5% on Monday.",
        "Gas tariffs will stay, Prime Minister, the NATO chief told the EU.",
        "Demonstrators marched in Minsk. Wariness has risen: Nobody spoke.",
        "Negotiations will resume, the Foreign Ministry said.",
        "Vladimir met Putin in the West.",
        "I think that he said “Yes, we agreed”.",
        "",
    ],
)
def test_what_is_no_unknown_name(text):
    assert unknown(text, LEXICON) == ()


@pytest.mark.parametrize(
    ("evidence", "name", "borne"),
    [
        ("the Belarus counterpart", "Belarusian", True),
        ("Russians are near", "Russia", True),
        ("Ukraine’s border", "Russian", False),
        ("Minister Anton Siluanov said", "Siluanov", True),
        ("Anton Petrov said", "Anton Siluanov", False),
        ("the Eurasian Economic Union", "Eurasian Union", True),
    ],
)
def test_bears(evidence, name, borne):
    assert bears(evidence, name) is borne


def test_thousands_of_entities_and_claims_take_seconds():
    many = Lexicon({f"e{n}": [(f"Name{n} Family{n}", "en"), (f"Family{n}", "en")] for n in range(5000)})
    claims = [f"Name{n} Family{n} told Family{n + 1} of Paris that a loan was due." for n in range(5000)]
    assert sum(len(many.find(claim)) for claim in claims) == 9999


@pytest.mark.parametrize("piece", ["A", "A'", "A-", "Ab ", "A. ", "Ab of ", "\u0301", "Ab. "])
def test_hostile_text_takes_linear_time(piece):
    unknown(piece * (60_000 // len(piece)), LEXICON)
