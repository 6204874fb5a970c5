"""Verbs of speech with their strength, words of outcome with what bears them out: data, and two lookups."""

import re
from collections.abc import Iterable

from briefings.text.span import Span
from briefings.text.stems import words
from briefings.text.wordlists import listed

NEUTRAL, STATED, ASSERTIVE, COMMITTING = 1, 2, 3, 4
"""How much a verb of speech says beyond that somebody spoke: nothing, that it was put formally, that
the speaker pressed a contested point, that the speaker owned up, gave word or took a stand."""

# Each row: present -s past participle -ing. Rows of one family of the strongest class bear each other out.
SPEECH_ROWS: dict[int, tuple[str, ...]] = {
    NEUTRAL: (
        "say says said saying", "tell tells told telling", "add adds added adding", "note notes noted noting",
        "write writes wrote written writing", "recall recalls recalled recalling",
        "remark remarks remarked remarking", "observe observes observed observing",
        "reply replies replied replying", "answer answers answered answering",
        "continue continues continued continuing", "quote quotes quoted quoting", "ask asks asked asking",
        "think thinks thought thinking", "believe believes believed believing",
        "tweet tweets tweeted tweeting", "post posts posted posting",
    ),
    STATED: (
        "state states stated stating", "announce announces announced announcing",
        "explain explains explained explaining", "declare declares declared declaring",
        "report reports reported reporting", "describe describes described describing",
        "clarify clarifies clarified clarifying", "indicate indicates indicated indicating",
        "signal signals signaled signalled signaling signalling", "suggest suggests suggested suggesting",
        "predict predicts predicted predicting", "forecast forecasts forecasting",
        "estimate estimates estimated estimating", "recognise recognises recognised recognising",
        "recognize recognizes recognized recognizing", "comment comments commented commenting",
        "propose proposes proposed proposing", "conclude concludes concluded concluding",
        "voice voices voiced voicing", "express expresses expressed expressing",
        "testify testifies testified testifying",
        "outline outlines outlined outlining",
        "call calls called calling", "welcome welcomes welcomed welcoming",
        "mention mentions mentioned mentioning", "point points pointed pointing", "cite cites cited citing",
        "urge urges urged urging", "advise advises advised advising", "hint hints hinted hinting",
    ),
    ASSERTIVE: (
        "claim claims claimed claiming", "argue argues argued arguing", "insist insists insisted insisting",
        "stress stresses stressed stressing", "emphasise emphasises emphasised emphasising",
        "emphasize emphasizes emphasized emphasizing", "assert asserts asserted asserting",
        "maintain maintains maintained maintaining", "contend contends contended contending",
        "allege alleges alleged alleging", "assure assures assured assuring", "warn warns warned warning",
        "reiterate reiterates reiterated reiterating", "affirm affirms affirmed affirming",
        "underline underlines underlined underlining", "underscore underscores underscored underscoring",
        "complain complains complained complaining", "criticise criticises criticised criticising",
        "criticize criticizes criticized criticizing", "demand demands demanded demanding",
        "boast boasts boasted boasting", "lament laments lamented lamenting",
        "contradict contradicts contradicted contradicting", "reject rejects rejected rejecting",
        "dismiss dismisses dismissed dismissing", "dispute disputes disputed disputing",
    ),
    COMMITTING: (
        "admit admits admitted admitting", "acknowledge acknowledges acknowledged acknowledging",
        "concede concedes conceded conceding", "confess confesses confessed confessing",
        "confirm confirms confirmed confirming", "reveal reveals revealed revealing",
        "disclose discloses disclosed disclosing",
        "promise promises promised promising", "vow vows vowed vowing", "pledge pledges pledged pledging",
        "swear swears swore sworn swearing", "guarantee guarantees guaranteed guaranteeing",
        "deny denies denied denying", "refute refutes refuted refuting",
        "accuse accuses accused accusing", "blame blames blamed blaming",
        "condemn condemns condemned condemning", "denounce denounces denounced denouncing",
        "threaten threatens threatened threatening", "order orders ordered ordering",
    ),
}  # fmt: skip

COMMITTING_FAMILIES = tuple(
    map(
        listed,
        (
            "admit acknowledge concede confess",
            "confirm acknowledge admit",
            "reveal disclose",
            "promise vow pledge swear guarantee",
            "deny refute",
            "accuse blame",
            "condemn denounce",
        ),
    )
)

VERBS: dict[str, tuple[str, int]] = {
    form: (row.split()[0], strength)
    for strength, rows in SPEECH_ROWS.items()
    for row in rows
    for form in row.split()
}
"""Inflected verb of speech → its lemma and strength."""

STRENGTHS: dict[str, int] = dict(VERBS.values())
"""The lemma of a verb of speech → its strength."""

NOUN_LIKE = listed(
    "advise answer answers ask believe blame boast call calls cite claim claims comment comments continue",
    "continues demand demands dispute disputes estimate estimates express forecast forecasts guarantee",
    "guarantees hint hints lament note notes order ordering orders pledge pledges point points post",
    "posting posts promise promises quote quotes remark remarks replies reply report reporting reports",
    "signal signals state states stress stresses swear telling think thinking tweet tweets underscore",
    "voice vow vows warning welcome writing",
)
"""Forms of `VERBS` that are as often no verb: they count only between a speaker and `that`."""

NEEDS_THAT = listed(
    "add answer ask call cite conclude continue dismiss express maintain mention observe order outline point",
    "post quote recall reply signal think tweet voice welcome write describe advise believe comment",
)
"""Lemmas that make a speech only beside `that` or a quotation: `added that`, not `added 5,000 jobs`."""

BELIEFS = listed(
    "say think believe report allege claim estimate quote rumour understand announce predict forecast"
)
"""Lemmas whose passive gives a thing on nobody's word (`was believed to be inflated`)."""

OUTCOME_ROWS = (
    "sign signs signed signing signature signatures signatory co-signed inked",
    "agree agrees agreed agreeing agreement agreements deal deals accord accords pact pacts consensus",
    "create creates created creating creation form forms formed forming formation establish establishes "
    "established establishing establishment found founded founding set-up launch launches launched launching",
    "annex annexes annexed annexing annexation seized absorb absorbs absorbed absorbing absorption",
    "adopt adopts adopted adopting adoption approve approves approved approving approval pass passes passed "
    "passing passage endorse endorses endorsed endorsing endorsement",
    "ratify ratifies ratified ratifying ratification",
    "deliver delivers delivered delivering delivery deliveries",
    "complete completes completed completing completion finish finishes finished "
    "conclude concludes concluded",
    "ban bans banned banning prohibit prohibits prohibited outlaw outlaws outlawed",
    "abolish abolishes abolished abolition scrap scraps scrapped scrapping removal remove removes removed",
    "cancel cancels cancelled canceled cancelling cancellation",
    "suspend suspends suspended suspending suspension halt halts halted halting",
    "resign resigns resigned resigning resignation quit quits stepped-down",
    "dismissed sacked fired ousted removed",
    "arrest arrests arrested arresting detain detains detained detaining detention jail jails jailed jailing",
    "convict convicts convicted conviction sentenced found-guilty",
    "kill kills killed killing killings dead died deaths",
    "win wins won winning victory victories",
    "elect elects elected electing re-elected",
    "invade invades invaded invading invasion",
    "withdraw withdraws withdrew withdrawn withdrawing withdrawal pullout",
    "repay repays repaid repaying repayment",
    "buy buys bought buying purchase purchases purchased purchasing acquire acquires acquired acquisition",
    "sell sells sold selling sale sales",
    "impose imposes imposed imposing imposition",
    "lift lifts lifted lifting",
    "wound wounds wounded injure injures injured injuries",
    "reject rejects rejected rejecting rejection veto vetoes vetoed vetoing",
    "charge charges charged charging indict indicts indicted indictment",
    "acquit acquits acquitted acquittal",
    "dissolve dissolves dissolved dissolving dissolution",
    "expel expels expelled expelling expulsion",
    "grant grants granted granting award awards awarded",
    "merge merges merged merging merger",
    "hijack hijacks hijacked hijacking",
)

NOT_STRONG = listed(
    "form forms deal deals found sale sales dead died deaths pass passes passage launch launches launching",
    "consensus set-up signature signatures signatory formation founding forming seized conclude concludes",
    "sentenced finish finishes finished buying selling sell buy sells buys purchase purchases purchasing",
)
"""Forms that bear out an outcome, and are too common to ask for one."""


def _outcomes() -> dict[str, frozenset[str]]:
    groups = [listed(row) for row in OUTCOME_ROWS]
    forms = frozenset().union(*groups)
    return {form: frozenset().union(*(group for group in groups if form in group)) for form in sorted(forms)}


OUTCOMES: dict[str, frozenset[str]] = _outcomes()
"""A word of outcome → every word that bears it out: signed → sign, signing, signature, …"""

STRONG = OUTCOMES.keys() - NOT_STRONG
"""The words of outcome that ask for one that bears them out."""

_PARTS = frozenset(part for form in STRONG for part in form.split("-"))

_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")


def no_stronger(claimed: str, source: str) -> bool:
    """Whether the verb with lemma `claimed` says no more than the source's: both as in `VERBS`.

    What is merely said or stated never does; a pressing verb needs one, or a committing one, in the
    source; a committing verb needs itself or one of its family.
    """
    mine, theirs = STRENGTHS.get(claimed, NEUTRAL), STRENGTHS.get(source, NEUTRAL)
    if claimed == source or mine <= STATED:
        return True
    if mine == ASSERTIVE:
        return theirs >= ASSERTIVE
    return any(claimed in family and source in family for family in COMMITTING_FAMILIES)


def outcomes_without_bearer(claim: str, evidence: Iterable[str]) -> tuple[Span, ...]:
    """The strong words of outcome in `claim` that no word of the `evidence` texts bears out."""
    if _PARTS.isdisjoint(words(claim)):
        return ()
    strong = [word for word in _WORD.finditer(claim) if word[0].lower() in STRONG]
    for text in evidence if strong else ():
        borne = [word.lower() for word in _WORD.findall(text)]
        strong = [word for word in strong if OUTCOMES[word[0].lower()].isdisjoint(borne)]
    return tuple(Span(*word.span()) for word in strong)
