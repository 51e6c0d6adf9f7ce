"""The words people write dates with, in bokmål, nynorsk, Northern Sámi and English.

`signs` turns a text into a line of signs separated by spaces, which `date_phrases` reads:

======= ====================================================
sign   stands for
======= ====================================================
12 . / a number or a mark, as it was written
O3     an ordinal word (third, tredje); `th` an English ending
N3     a number word
M3     a month; `M6,7` a word that is as near June as July, `M9~` a short word near September
W4     a weekday, Monday is 0; `W1,3` as for months
R2     so many days before today (R-1 is tomorrow)
H1224  a day that has a name and stands on the same date every year
P-2    a day that has a name and is so many days after Easter Sunday
Y1     so many years before this one
D U MO Y  a unit: day, week, month, year
AGO LAST THIS DEN ON FOR OR  ago, last, this, the, or, and small words inside a date
CA     about: a date is named so out of care, a time ago because nobody counted
_      a word that says nothing about the date
?      a word this module does not know
!      a word that makes the date another one, or none
======= ====================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from babel import Locale
from rapidfuzz.distance import OSA

from .folding import visible, without_accents
from .lexicon import is_form


def _names() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    short_weekdays: dict[str, int] = {}
    for code in ("nb", "nn", "en", "se"):
        locale = Locale(code)
        for width in ("wide",) if code == "se" else ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in locale.months[context][width].items():
                    months[_bare(name)] = number
        for number, name in locale.days["format"]["wide"].items():
            weekdays[_bare(name)] = number
        if code in ("nb", "en"):
            for number, name in locale.days["format"]["abbreviated"].items():
                short_weekdays[_bare(name)] = number
    # Sámi dates stand in the genitive, with one n.
    months |= {name[:-2] + "u": n for name, n in months.items() if name.endswith("mannu")}
    months |= {"sept": 9, "febr": 2, "nove": 11}
    weekdays |= {"sundag": 6, "laudag": 5}
    weekdays |= {f"{name}en": n for name, n in weekdays.items() if name.endswith("dag")}
    short_weekdays |= {"tirs": 1, "tors": 3, "tys": 1, "lau": 5, "laur": 5, "tues": 1, "thur": 3}
    return months, weekdays, short_weekdays


def _bare(name: str) -> str:
    return without_accents(visible(name)).rstrip(".")


MONTHS, WEEKDAYS, SHORT_WEEKDAYS = _names()

_CARDINALS: Final = (
    "en ei et ett ein eitt one a an|to two|tre three|fire four|fem five|seks six|"
    "sju syv seven|atte eight|ni nine|ti ten|elleve eleven|tolv twelve|tretten thirteen|"
    "fjorten fourteen|femten fifteen|seksten sixteen|sytten seventeen|atten eighteen|"
    "nitten nineteen|tjue twenty"
)
_ORDINALS: Final = (
    "forste fyrste first|andre second|tredje third|fjerde fourth|femte fifth|sjette sixth|"
    "sjuende syvende sjuande seventh|attende attande eighth|niende niande ninth|"
    "tiende tiande tenth|ellevte eleventh|tolvte tolvte twelfth|trettende trettande thirteenth|"
    "fjortende fjortande fourteenth|femtende femtande fifteenth|sekstende sekstande sixteenth|"
    "syttende syttande seventeenth|attende attande eighteenth|nittende nittande nineteenth|"
    "tjuende tjuande twentieth"
)
_MEANINGS: Final = {
    "D": "dag dager dagar daga dagen dogn day days",
    "U": "uke uker uka uken veke veker veka week weeks",
    "MO": "maned maneder maneden mana manad manader manaden mnd mnder month months",
    "Y": "ar year years",
    "AGO": "siden sidan sida sia sea ago tilbake",
    "LAST": "forrige forre forige forrje sist siste last previous",
    "THIS": "denne this",
    "DEN": "den the d",
    "ON": "i pa of on in",
    "FOR": "for",
    "OR": "eller or",
    "CA": "ca cirka circa omtrent omkring rundt around about",
    "th": "st nd rd th ste dje je",
    "!": (
        "ikke ikkje ike ikkj ikek aldri never not ingen uten utan etter after innen innan mellom "
        "between before until since om senest frist fristen neste next nest kommende coming "
        "hver kvar every over under forforrige overmorgen par noen nokre time timer minutter kr "
        "kroner prosent halv halvannen midten starten slutten begynnelsen tidligere"
    ),
    "_": (
        "jeg eg e me vi du det dette brevet brev fikk fekk fatt har hadde mottok "
        "mottatt motteke motteken kom kommet kome var er ble blei vart tror trur tenker mener at "
        "posten post postkassen hos meg oss mamma mor far "
        "pappa min mitt mi mine han hun ho de da na sa og men hei takk vel visst dato datoen "
        "kveld ettermiddag formiddag morgen morges tidlig sent ja jo "
        "got it received get letter came arrived was think my we its is"
    ),
}


def _numbered(prefix: str, table: str) -> dict[str, str]:
    return {
        word: f"{prefix}{number}"
        for number, words in enumerate(table.split("|"), start=1)
        for word in words.split()
    }


def _ordinals() -> dict[str, str]:
    words = _numbered("O", _ORDINALS)
    # 8th and 18th fold alike without å ("åttende", "attende"), so neither is taken as known.
    words = {word: sign for word, sign in words.items() if not word.startswith("atten")}
    words |= {"trettiende": "O30", "thirtieth": "O30", "trettiforste": "O31"}
    for number, names in enumerate(_ORDINALS.split("|")[:9], start=21):
        words |= {f"tjue{name}": f"O{number}" for name in names.split()}
    return words


_SIGNS: Final[dict[str, str]] = (
    {word: sign for sign, words in _MEANINGS.items() for word in words.split()}
    | _numbered("N", _CARDINALS)
    | _ordinals()
)

_FIRST: Final = r"(?:1(?: \.| ste)?|forste|fyrste)"
_SECOND: Final = r"(?:2(?: \.)?|andre|annen)"
_EVE: Final = r"(?:aften|aftan|eftan|kveld|kvelden)"
_NEW_YEAR: Final = r"new ?years?(?: \W s)?"
_HOLIDAYS: Final = (
    (rf"(?:lille|litle|lisle|vesle) ?j[uo]le?{_EVE}|lille?j[uo]l{_EVE}", "H1223"),
    (rf"j[uo]le?{_EVE}|christmas eve|xmas eve", "H1224"),
    (rf"{_FIRST} j[uo]ledag(?:en)?|christmas day|xmas day", "H1225"),
    (rf"{_SECOND} j[uo]ledag(?:en)?|boxing day", "H1226"),
    (rf"ny(?:tt)?ars{_EVE}|romjulskvelden|{_NEW_YEAR} eve", "H1231"),
    (rf"(?:{_FIRST} )?ny(?:tt)?arsdag(?:en)?|{_NEW_YEAR} day", "H0101"),
    (r"grunnlovsdagen|nasjonaldagen", "H0517"),
    (rf"(?:sankt|st(?: \.)?|sant) ?hans ?{_EVE}|jonsok{_EVE}", "H0623"),
    (r"palmesondag(?:en)?|palm sunday", "P-7"),
    (r"skjartorsdag(?:en)?|skirtorsdag(?:en)?|maundy thursday", "P-3"),
    (r"langfredag(?:en)?|good friday", "P-2"),
    (rf"paske{_EVE}|easter eve|holy saturday", "P-1"),
    (rf"{_FIRST} paskedag(?:en)?|easter (?:sun)?day", "P0"),
    (rf"{_SECOND} paskedag(?:en)?|easter monday", "P1"),
    (r"(?:kristi ?)?himmelfartsdag(?:en)?|ascension day", "P39"),
    (rf"pinse{_EVE}", "P48"),
    (rf"{_FIRST} pinsedag(?:en)?|whit ?sunday|pentecost", "P49"),
    (rf"{_SECOND} pinsedag(?:en)?|whit ?monday", "P50"),
)
_MAY_BE_NAMED: Final = re.compile(r"dag|day|aften|aftan|eftan|kveld|eve|pentecost")
_HOUR: Final = r"(?:[01]?\d|2[0-3])"


def _compiled(phrases: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\S)(?:{words})(?!\S)"), sign) for words, sign in phrases)


_NAMED_DAYS: Final = _compiled(_HOLIDAYS)
_PHRASES: Final = _compiled(
    (
        (r"(?:i ?)?for+i?gars?|(?:the )?day before yesterday", "R2"),
        (r"i ?gar(?:kveld)?|yesterday", "R1"),
        (r"i ?dag|today|i morges", "R0"),
        (r"i ?morgen|tomorrow", "R-1"),
        (r"i ?fjor|last year", "Y1"),
        (r"i ar|dette aret|this year", "Y0"),
        (r"(?:(?:a|one) )?fortnight", "2 weeks"),
        (r"(uke|veke|week) (?:nr|nummer|number)(?: \.)?", r"\1"),
        # A time of day after a whole date, as machines write it; «11.12» may be another date.
        (
            rf"(\d{{4}} - \d\d? - \d\d?)(?: t)? {_HOUR} : \d\d(?: : \d\d(?: [.,] \d+)?)?",
            r"\1 _",
        ),
        (
            rf"(\d\d? ([./]) \d\d? \2 \d{{4}})(?: ,)? {_HOUR} \. (?:00|1[3-9]|[2-5]\d)(?! \.)",
            r"\1 _",
        ),
        (
            r"(?:kl|klokken|klokka)(?: \.)? \d{1,2}(?: [.:] \d\d)?|\d{1,2} : \d\d(?: : \d\d)?",
            "_",
        ),
    )
)
_BEFORE: Final = re.compile(r"\b(?:før|foer)\b")
_TOKENS: Final = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_HARMLESS: Final = frozenset("!?:;\"'«»“”()[]*_~")
_MARKS: Final = frozenset("./,-")
_SHORTEST_TYPO: Final = 3
_SURE_TYPO: Final = 5
_LONG_NAME: Final = 8


def _near(word: str, names: dict[str, int]) -> tuple[int, ...]:
    """Return the numbers of all names within typing distance; a word of its own is near none."""
    if is_form(word):
        return ()
    found = {
        number
        for name, number in names.items()
        if min(len(word), len(name)) >= _SHORTEST_TYPO
        and OSA.distance(word, name) <= (2 if len(name) >= _LONG_NAME else 1)
    }
    return tuple(sorted(found))


def _named(prefix: str, numbers: tuple[int, ...]) -> str:
    return prefix + ",".join(map(str, numbers))


def _sign(tokens: list[str], at: int) -> str:
    token = tokens[at]
    if token.isdecimal() or token in _MARKS:
        return token
    if token in _HARMLESS:
        return "_"
    if token[0] in "RYHP" and len(token) > 1:
        return token
    if not token[0].isalpha():
        return "?"
    before = [t for t in tokens[max(0, at - 3) : at] if t not in (".", "-")]
    after = [t for t in tokens[at + 1 : at + 4] if t not in (".", "den", "the")]
    if token in MONTHS:
        return f"M{MONTHS[token]}"
    if token in WEEKDAYS:
        return f"W{WEEKDAYS[token]}"
    if token in SHORT_WEEKDAYS and after and after[0].isdecimal():
        return f"W{SHORT_WEEKDAYS[token]}"
    if (known := _SIGNS.get(token)) is not None:
        return known
    if (_is_day(before[-1:]) or _is_day(after[:1])) and (near := _near(token, MONTHS)):
        return _named("M", near) + ("~" if len(token) < _SURE_TYPO else "")
    if near := _near(token, WEEKDAYS):
        return _named("W", near)
    return "?"


def _is_day(tokens: list[str]) -> bool:
    return any(token.isdecimal() or _SIGNS.get(token, "").startswith("O") for token in tokens)


def signs(text: str) -> str:
    """Return the line of signs for a text; the signs are listed at the top of this module."""
    seen = without_accents(_BEFORE.sub("before", visible(text)))
    line = " ".join(_TOKENS.findall(seen))
    if _MAY_BE_NAMED.search(line):
        for pattern, sign in _NAMED_DAYS:
            line = pattern.sub(sign, line)
    for pattern, sign in _PHRASES:
        line = pattern.sub(sign, line)
    tokens = line.split()
    return " ".join(_sign(tokens, at) for at in range(len(tokens)))
