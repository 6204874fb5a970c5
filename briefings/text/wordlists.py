"""Lists of English words that the readers of names, speech and hedges share: data, no rules."""


def listed(*rows: str) -> frozenset[str]:
    """The words of all `rows`, which part them by white space."""
    return frozenset(word for row in rows for word in row.split())


CALENDAR = listed(
    "January February March April May June July August September October November December Jan Feb Mar",
    "Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon",
    "Tue Tues Wed Thu Thurs Fri Sat Sun Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays",
    "Christmas Easter Ramadan Eid",
)
"""Capitalised in English, and read by the reader of dates."""

TITLES = listed(
    "President Presidents Premier Chancellor King Queen Prince Princess Emperor Pope Sultan Emir Sheikh",
    "Prime Deputy Vice Acting First Former Foreign Finance Defence Defense Interior Energy Economy",
    "Economics Trade Health Justice Labour Labor Education Agriculture Transport Environment Home",
    "Industry Culture Minister Ministers Secretary General Governor Mayor Senator Representative",
    "Congressman Congresswoman Ambassador Envoy Consul Commissioner Chairman Chairwoman Chairperson Chair",
    "Chief Director Head Leader Judge Justice Attorney Admiral Colonel Major Captain Lieutenant Sergeant",
    "Marshal Commander Officer Mr Mrs Ms Miss Dr Prof Professor Sir Lord Lady Dame Baroness Baron Count",
    "Rev Reverend Bishop Archbishop Cardinal Sen Rep Gov Gen Lt Col Maj Capt Sgt Hon Speaker Spokesman",
    "Spokeswoman Spokesperson Press MP Executive Chief Managing Financial Operating CEO CFO",
)
"""What people are addressed as: no name by itself."""

AUXILIARIES = listed(
    "is was are were has had have will would can could may might must should shall does did do isn't",
    "wasn't aren't weren't hasn't hadn't haven't won't wouldn't can't couldn't doesn't didn't don't",
)

FUNCTION_WORDS = listed(
    "a about above after again against ahead all also although among amid an and another any are as at be",
    "because been before being below besides between both but by can could despite did do does during",
    "each either even every few for from further had has have he her here hers him his how however i if",
    "in instead into is it its itself just last later like many may meanwhile might more most moreover",
    "much must my nearly neither never next no nonetheless nor not nothing now of off often on once one",
    "only onto or other others our out over per perhaps rather regarding same second several shall she",
    "should since so some still such than that the their them then there therefore these they third this",
    "those though through throughout thus to together too toward towards under unless until up upon us",
    "very via was we were what when where whereas whether which while who whom whose why will with within",
    "without would yet you your two three four five six seven eight nine ten eleven twelve dozens",
    "hundreds thousands millions billions twenty thirty forty fifty hundred thousand million billion half",
    "most part earlier recently today tomorrow yesterday tonight currently previously finally ultimately",
    "additionally according based following including given speaking asked told said talking greeting",
    "about almost around approximately",
)

COMMON_OPENERS = listed(
    "access accord accords account action activity activists advice agreement aid air aircraft allies",
    "amount analysts answer areas army arrests artists assets attack attacks audit aviation ballots bank",
    "bankers banks bans beef bill bills bloc bombs bond bonds border borders boats bread budget buses",
    "business buyers camps capital car care cars cases cash central chaos charges child children cities",
    "citizens civilians claims clashes climate coal coffee companies company consumers control copper",
    "corn corruption cost costs countries country court courts credit crime crisis critics crops crowds",
    "crude currency customs customers data deal deals death deaths debate debt debts defence defense",
    "deliveries delays demand deposits details diplomats doctors documents drones drills drought duties",
    "dams economists economy efforts election elections electricity energy engineers equipment estimates",
    "evidence exercises experts exports external factories families farmers farms figures fighters",
    "finance fires firms flights floods food forces foreign forests fresh fruit fuel funds future gas",
    "gains gold goods government governments grain ground groups growth guards health heat help high",
    "higher homes hospitals hours house houses housing imports incomes industry inflation insurers",
    "interest investment investors islands issues jobs joint journalists judges key labour land large",
    "lawmakers lawyers leaders local loans long losses low lower margins markets mass measures media",
    "meetings members men merchants migrants military ministers missiles mobile money months more",
    "mortgages motorists national nations natural naval negotiations negotiators neighbours new news",
    "nobody nurses observers officers officials oil old opposition orders output outlets owners oxygen",
    "parents parliament parts parties passengers patients patrols pay peace people petrol pilots",
    "pipelines plans planes plants police policy political politicians polls poor ports power pressure",
    "previous price prices prime prisoners private producers production profit profits programmes",
    "projects protesters protests public pupils rain rail rates raw reforms refugees regional regulators",
    "relations reporters reports rescuers research researchers residents results retail revenue rice",
    "rival rivers roads rockets rules rumours sales sanctions schools scientists sea security sellers",
    "senior settlers shares ships shops sites snow social soldiers sources spending staff state",
    "statements states steel stocks storms strikes students studies subsidies suppliers supply supplies",
    "support surveys talks tanks tariffs tax taxes teachers teams tensions terms thieves timber total",
    "tourism tourists towns trade traders trains transit transport travel treaties troops trucks trust",
    "turnout unemployment unidentified union unions units universities users vaccines victims villagers",
    "violence visitors volunteers voters votes wages war warships water weapons western westerners wheat",
    "winds winter witnesses women words work workers working world years young youth zero everyone",
    "everybody someone somebody everything something anyone anybody northern southern eastern western",
    "north south east west centre center half heavy human inside outside north northeast northwest",
    "southeast southwest early late recent major minor main small big great",
)
"""Common words that news sentences begin with; those with a `COMMON_ENDINGS` need no listing."""

COMMON_ENDINGS = (
    "tion", "tions", "sion", "sions", "ment", "ments", "ing", "ings", "ness", "ity", "ities", "ance", "ence",
    "ences", "ances", "ship", "ships", "ists", "ers", "ors", "ants", "ents", "ally", "edly", "ly", "ism",
    "isms", "hood", "less", "ful", "ious", "eous", "able", "ible", "ive", "ives", "ure", "ures", "ological",
)  # fmt: skip

INSTITUTIONS = listed(
    "Parliament Congress Senate House Cabinet Treasury Ministry Government State States Union Republic",
    "Army Navy Constitution Court Supreme Council Assembly National Federal Central Bank Foreign Defence",
    "Defense Finance Interior Department Committee Commission Opposition Party God Internet Earth Office",
    "Embassy Agency Police Federation Kingdom Region Province County City Sea Ocean River East West North",
    "South Northern Southern Eastern Western Act Treaty Agreement Article Bill Code",
)
"""Words that name nothing by themselves, however they are capitalised."""

NAME_LINKS = listed("of de del della di da do dos du la le van von der den el al bin ibn ben")
"""Small words that may stand inside a name, between two capitalised words (`Bank of America`)."""

DEMONYM_ROWS = """
Afghanistan Afghan; Albania Albanian; Algeria Algerian; America American; Angola Angolan; Argentina
Argentine Argentinian; Armenia Armenian; Australia Australian; Austria Austrian; Azerbaijan Azerbaijani
Azeri; Bahrain Bahraini; Bangladesh Bangladeshi; Belarus Belarusian Belarussian Byelorussian; Belgium
Belgian; Bolivia Bolivian; Bosnia Bosnian; Botswana Botswanan; Brazil Brazilian; Britain British Briton;
Bulgaria Bulgarian; Burma Burmese; Cambodia Cambodian; Cameroon Cameroonian; Canada Canadian; Chad Chadian;
Chechnya Chechen; Chile Chilean; China Chinese; Colombia Colombian; Congo Congolese; Crimea Crimean; Croatia
Croatian Croat; Cuba Cuban; Cyprus Cypriot; Czechia Czech; Denmark Danish Dane; Ecuador Ecuadorian; Egypt
Egyptian; England English; Eritrea Eritrean; Estonia Estonian; Ethiopia Ethiopian; Europe European; Finland
Finnish Finn; France French; Gaza Gazan; Georgia Georgian; Germany German; Ghana Ghanaian; Greece Greek;
Guatemala Guatemalan; Haiti Haitian; Honduras Honduran; Hungary Hungarian; Iceland Icelandic Icelander;
India Indian; Indonesia Indonesian; Iran Iranian; Iraq Iraqi; Ireland Irish; Israel Israeli; Italy Italian;
Jamaica Jamaican; Japan Japanese; Jordan Jordanian; Kazakhstan Kazakh Kazakhstani; Kenya Kenyan; Kosovo
Kosovar; Kuwait Kuwaiti; Kyrgyzstan Kyrgyz; Laos Laotian; Latvia Latvian; Lebanon Lebanese; Liberia
Liberian; Libya Libyan; Lithuania Lithuanian; Macedonia Macedonian; Malaysia Malaysian; Mali Malian; Malta
Maltese; Mexico Mexican; Moldova Moldovan; Mongolia Mongolian; Montenegro Montenegrin; Morocco Moroccan;
Mozambique Mozambican; Myanmar Burmese; Nepal Nepalese Nepali; Netherlands Dutch; Nicaragua Nicaraguan;
Niger Nigerien; Nigeria Nigerian; Norway Norwegian; Oman Omani; Pakistan Pakistani; Palestine Palestinian;
Panama Panamanian; Paraguay Paraguayan; Peru Peruvian; Philippines Filipino Philippine; Poland Polish Pole;
Portugal Portuguese; Qatar Qatari; Romania Romanian; Russia Russian; Rwanda Rwandan; Scotland Scottish Scot;
Senegal Senegalese; Serbia Serbian Serb; Singapore Singaporean; Slovakia Slovak Slovakian; Slovenia
Slovenian Slovene; Somalia Somali; Spain Spanish Spaniard; Sudan Sudanese; Sweden Swedish Swede; Switzerland
Swiss; Syria Syrian; Taiwan Taiwanese; Tajikistan Tajik; Tanzania Tanzanian; Thailand Thai; Tunisia
Tunisian; Turkey Turkish Turk Türkiye; Turkmenistan Turkmen; Uganda Ugandan; Ukraine Ukrainian; Uruguay
Uruguayan; Uzbekistan Uzbek; Venezuela Venezuelan; Vietnam Vietnamese; Wales Welsh; Yemen Yemeni; Zambia
Zambian; Zimbabwe Zimbabwean; Africa African; Asia Asian
"""


def _kin(rows: str) -> dict[str, frozenset[str]]:
    families = (frozenset(row.split()) for row in rows.split(";"))
    return {
        form: family | {f"{word}s" for word in family}
        for family in families
        for word in family
        for form in (word, f"{word}s")
    }


KIN = _kin(DEMONYM_ROWS)
"""A place or its people → every form of both: Russian → Russia, Russian, Russians."""
