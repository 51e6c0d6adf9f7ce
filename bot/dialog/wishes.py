"""What people ask of the bot itself without a slash: to go back, to begin again, to be greeted.

A whole text is such a wish, or none of it: «jeg vil slette journalen» wishes nothing of the bot.
The label of a choice on the screen goes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.dialog.events import Command
from bot.dialog.screen import Screen
from bot.dialog.screens.language import names_of
from bot.texts import SUPPORTED
from bot.typed import fold


class Courtesy(Enum):
    """What is said out of courtesy, and asks for nothing."""

    HELLO = auto()
    THANKS = auto()
    GOODBYE = auto()
    STOP = auto()


Wish: TypeAlias = Command | Courtesy

_LONGEST: Final = 80

_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "start": """
            start|meny|menyen|hovedmeny|hovedmenyen|hovudmeny|hovudmenyen|forside|forsiden|
            forsida|framside|framsida|til forsiden|til start|gå til start|gå til forsiden|
            gå til menyen|menu|main menu|front page
            """,
        "nytt": """
            på nytt|begynn på nytt|start på nytt|byrj på nytt|nytt|ny samtale|forfra|
            fra begynnelsen|begynn forfra|start forfra|om igjen|begynne på nytt|starte på nytt|
            byrje på nytt|frå byrjinga|nytt spørsmål|ny start|omstart|restart|reset|start over|
            start again|begin again|from the beginning|new conversation
            """,
        "tilbake": """
            tilbake|gå tilbake|ett tilbake|et steg tilbake|ett steg tilbake|attende|gå attende|
            angre|angre svaret|angre svar|jeg angrer|eg angrar|forrige|forrige spørsmål|
            førre spørsmål|jeg trykket feil|jeg trykte feil|trykket feil|trykte feil|trykka feil|
            jeg trykka feil|eg trykte feil|eg trykka feil|feil knapp|feil svar|jeg svarte feil|
            eg svarte feil|svarte feil|det var feil|det ble feil|det blei feil|det vart feil|
            oi feil|jeg tok feil|back|go back|one step back|undo|wrong button|
            i pressed the wrong button|pressed the wrong button|wrong answer|i made a mistake|
            that was wrong|my mistake
            """,
        "svar": """
            svar|mine svar|svarene mine|svara mine|vis svar|vis svarene|vis mine svar|se svarene|
            se svarene mine|sjå svara|sjå svara mine|endre svar|endre et svar|endre eit svar|
            endre svaret|endre svarene|hva har jeg svart|kva har eg svart|oppsummering|answers|
            my answers|show my answers|show answers|change answer|change an answer|
            change my answer|what did i answer
            """,
        "personvern": """
            personvern|er dette trygt|er det trygt|er dette sikkert|er det sikkert|
            er dette anonymt|er det anonymt|er jeg anonym|er eg anonym|anonym|anonymt|
            hva lagrer du|kva lagrar du|hva lagres|kva blir lagra|hva lagrer du om meg|
            hva vet du om meg|kva veit du om meg|lagrer du dette|lagrar du dette|lagres dette|
            blir dette lagret|blir dette lagra|hvem ser dette|hvem kan se dette|hvem leser dette|
            kven ser dette|kven les dette|leser noen dette|kan jeg stole på deg|
            kan eg stole på deg|er dette hemmelig|gdpr|privacy|privacy policy|is this safe|
            is it safe|is this secure|is this private|is this anonymous|am i anonymous|
            what do you store|what do you save|who can see this|who reads this
            """,
        "glem": """
            slett|slette|slett alt|slett alle svar|slett svarene|slett svarene mine|
            slett svara mine|slett mine svar|slett alt om meg|slett meg|slett dataene mine|
            slett mine data|slett opplysningene mine|slett opplysningane mine|glem meg|glem alt|
            gløym meg|gløym alt|slette alt om meg|slette meg|delete|delete everything|
            delete my data|delete all|delete me|delete my answers|erase everything|erase my data|
            forget me|forget everything
            """,
        "sprak": """
            språk|språket|bytt språk|byt språk|bytte språk|byte språk|endre språk|andre språk|
            annet språk|anna språk|velg språk|målform|bytt målform|språkval|språkvalg|language|
            languages|change language|other languages|switch language
            """,
        "hjelp": "hjelp|hjelp meg|hjelp meg litt|help|help me|hvordan virker dette|"
        "hvordan bruker jeg dette|korleis verkar dette|kva kan du|hva kan du|hvem er du|kven er du|"
        "hva er dette|kva er dette|er du en robot|er du ein robot|how does this work|who are you|"
        "what can you do|what is this",
        "ord": "ord|ordliste|begreper|ordforklaringer|ordforklaringar|hva betyr|words|glossary",
    }
)
_COURTESIES: Final[Mapping[Courtesy, str]] = MappingProxyType(
    {
        Courtesy.HELLO: """
            hei|heia|heisann|hei sann|heihei|hei hei|hallo|halla|hoi|hei du|hei der|hallo du|
            hei på deg|hei på dere|hei alle|hallo der|hallo hallo|hei igjen|god dag|goddag|
            god morgen|morgen|god morgon|godmorgen|god formiddag|god ettermiddag|god kveld|
            godkveld|morn|mårn|morn morn|morn du|god aften|hei rettvei|hallo rettvei|er du der|
            er det noen der|hello|hi|hi there|hello there|hey|hey there|good morning|
            good afternoon|good evening|good day|anyone there|hiya
            """,
        Courtesy.THANKS: """
            takk|tusen takk|mange takk|takk skal du ha|takk for hjelpen|takk for hjelpa|takker|
            takk for svar|takk for svaret|hjertelig takk|takk takk|ok takk|okei takk|flott takk|
            fint takk|takk du|supert takk|bra takk|perfekt takk|thanks|thank you|thx|thanks a lot|
            many thanks|thank you so much|thank you very much|thanks for your help|cheers
            """,
        Courtesy.GOODBYE: """
            ha det|hade|ha det bra|hade bra|ha det godt|ha en fin dag|ha ein fin dag|snakkes|
            vi snakkes|vi sees|vi ses|god natt|takk og ha det|på gjensyn|bye|bye bye|goodbye|
            good bye|good night|see you|see you later|have a nice day
            """,
        Courtesy.STOP: """
            stopp|stop|stans|avslutt|avslutte|slutt|slutte|avbryt|avbryte|exit|quit|end|cancel|
            jeg vil slutte|eg vil slutte|pause|ta pause|jeg tar en pause|eg tek ein pause|
            i want to stop|end conversation
            """,
    }
)
# In folded letters, as all that is compared: «vær så snill» is «var sa snill».
_POLITE: Final = re.compile(
    r"^(?:(?:kan|kunne|vil|skal|ma|onsker|onskjer) (?:du|jeg|eg|vi)(?: ha| fa)?(?: a)? |"
    r"(?:jeg|eg) (?:vil|onsker|onskjer)(?: gjerne)?(?: a)? |"
    r"(?:can|could|will|may) (?:you|i|we) |i (?:want|would like|d like)(?: to)? |"
    r"please |var sa snill(?: og)? |hei |hello |hi )|"
    r"(?: takk| please| na| du| er du snill| for meg)$"
)
_LANGUAGE: Final = re.compile(
    r"(?:(?:bytte?|byte?|skifte?|endre|snakke?|skrive?|ha|svare?|bruke?|change|switch|speak|use|"
    r"write|answer) )?"
    r"(?:(?:til|pa|i|in|to) )?(?P<name>.+)"
)


def _listed(phrases: str) -> Iterator[str]:
    return (fold(phrase) for phrase in phrases.split("|"))


def _table() -> Iterator[tuple[str, Wish]]:
    for command, phrases in _WORDS.items():
        yield from ((phrase, Command(command)) for phrase in _listed(phrases))
    for courtesy, phrases in _COURTESIES.items():
        yield from ((phrase, courtesy) for phrase in _listed(phrases))


_WISHES: Final[Mapping[str, Wish]] = MappingProxyType(dict(_table()))
_LANGUAGES: Final = MappingProxyType(
    {fold(name): code for code in SUPPORTED for name in names_of(code)}
)


def wish_in(screen: Screen | None, text: str) -> Wish | None:
    """Return what a whole text asks of the bot, unless a choice on the screen is called that.

    Args:
        screen: what the text answers; None if nothing has been shown.
        text: what was typed.
    """
    said = fold(text)
    wish = _wish(said)
    choices = screen.choices if screen is not None and wish is not None else ()
    is_choice = any(said in map(fold, (option.label, *option.also)) for option in choices)
    return None if is_choice else wish


def _wish(said: str) -> Wish | None:
    """Return what folded words ask, with or without words of courtesy round them."""
    while len(said) <= _LONGEST:
        wish = _WISHES.get(said) or _language(said)
        less = _POLITE.sub("", said, count=1)
        if wish is not None or less == said:
            return wish
        said = less
    return None


def _language(said: str) -> Command | None:
    found = _LANGUAGE.fullmatch(said)
    code = _LANGUAGES.get(found["name"]) if found is not None else None
    return Command("sprak", code) if code is not None else None
