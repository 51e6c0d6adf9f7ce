"""Every rule by its code: what it is called, and whether an author may let it be broken.

What is told of each, with examples, is a page in `docs/regler/`, named after the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Identity:
    """What a rule is known by.

    Attributes:
        code: `RV` and three digits; never given to another rule.
        name: a few words in Norwegian; the title of its page.
        may_be_allowed: whether `# rettvei: tillat` silences it. Never a rule that keeps people
            from being stranded or told something wrong.
        needs_today: whether it is tried only when the day is known.
    """

    code: str
    name: str
    may_be_allowed: bool = False
    needs_today: bool = False

    @property
    def page(self) -> str:
        """The page that tells about it, from the root of the project."""
        return f"docs/regler/{self.code}.md"


_ALL = (
    # The file as such
    Identity("RV000", "Filen eller mappen kan ikke leses"),
    Identity("RV001", "Filen er for stor, for dyp eller feil lagret"),
    Identity("RV002", "Filen er ikke gyldig YAML"),
    Identity("RV003", "Nøkler mangler der de må stå"),
    Identity("RV004", "Usynlige tegn"),
    Identity("RV005", "Ankere og merkelapper"),
    Identity("RV006", "Samme nøkkel to ganger"),
    Identity("RV007", "Bokstaver som bare ligner"),
    Identity("RV008", "Tekst som andre leser som noe annet", may_be_allowed=True),
    Identity("RV009", "Filen blir ikke lest"),
    Identity("RV010", "Feil slags innhold"),
    Identity("RV011", "Ukjent nøkkel"),
    Identity("RV012", "Nøkkelen mangler"),
    Identity("RV013", "Tomt innhold"),
    Identity("RV014", "Ordet kan ikke stå her"),
    Identity("RV015", "Ugyldig id"),
    Identity("RV016", "Ufullstendig tillatelse"),
    Identity("RV017", "Tillatelse som ikke trengs"),
    Identity("RV018", "Regelen kan ikke tillates brutt"),
    Identity("RV019", "Tekst som må stå i anførselstegn"),
    # Facts
    Identity("RV101", "Samme fakta to ganger"),
    Identity("RV102", "Ukjent fakta"),
    Identity("RV103", "Nettadresse uten https"),
    Identity("RV104", "Kontroll før forrige kontroll"),
    Identity("RV105", "Perioder som ikke møtes"),
    Identity("RV106", "Ugyldig lengde på en frist"),
    Identity("RV107", "Kilden må kontrolleres på nytt", may_be_allowed=True, needs_today=True),
    Identity("RV108", "Fakta som ikke brukes", may_be_allowed=True),
    Identity("RV109", "Satsen må fornyes", may_be_allowed=True, needs_today=True),
    Identity("RV110", "Satsen har ikke én verdi"),
    Identity("RV111", "Tekst som ikke kan settes sammen"),
    Identity("RV112", "Sats som kan være over, i et vilkår"),
    Identity("RV121", "Ingen å ringe når det haster"),
    Identity("RV122", "Temaet trenger et eget nummer"),
    Identity("RV123", "Temaet viser til noe som ikke finnes"),
    Identity("RV124", "Ingen fare er lagt inn"),
    Identity("RV125", "Fareord som ikke brukes", may_be_allowed=True),
    Identity("RV126", "Tegnet på fare passer på alt"),
    Identity("RV127", "Ukjent fareord"),
    # Flows, part by part
    Identity("RV201", "Flyten og filen heter ikke det samme"),
    Identity("RV202", "Reservert ord som id"),
    Identity("RV203", "Steget er ikke av noe slag"),
    Identity("RV204", "Spørsmål som ikke kan besvares"),
    Identity("RV205", "«til» er skrevet feil"),
    Identity("RV207", "«ellers» står ikke sist"),
    Identity("RV208", "Vilkåret er skrevet feil"),
    Identity("RV209", "Grensene er byttet om"),
    Identity("RV221", "Spørsmålet spør om to ting"),
    Identity("RV222", "Ugyldig tall"),
    Identity("RV223", "Flervalg som mangler noe"),
    Identity("RV224", "Det er ingen kommuner å velge"),
    Identity("RV225", "Feil i listen over kommuner"),
    Identity("RV230", "Vilkåret spør om flere ting"),
    Identity("RV231", "Vilkåret passer ikke til spørsmålet"),
    Identity("RV232", "Feil valg i et flervalg"),
    Identity("RV233", "Ukjent sted i vilkåret"),
    Identity("RV234", "Grense utenfor det som kan svares"),
    Identity("RV235", "Grenser som utelukker hverandre"),
    Identity("RV240", "Variantene av en tekst er skrevet feil"),
    Identity("RV241", "Tekst for andre som ingen får se"),
    Identity("RV242", "Svaret sier ikke hva den som hjelper kan gjøre"),
    Identity("RV243", "Feil i innhold som endrer seg på en dag"),
    Identity("RV244", "Dager da ingen kan svare"),
    Identity("RV245", "Innhold som er over", may_be_allowed=True, needs_today=True),
    # Flows together
    Identity("RV301", "Ukjent steg"),
    Identity("RV302", "Kall som ikke kan komme tilbake"),
    Identity("RV303", "Svar som ingen kan gi"),
    Identity("RV304", "Veien går i ring"),
    Identity("RV305", "Steg eller flyt som ingen når"),
    Identity("RV306", "Samtalen har ingen begynnelse"),
    Identity("RV307", "Ukjent plassholder"),
    Identity("RV308", "Spørsmål uten «vet ikke»", may_be_allowed=True),
    Identity("RV309", "Flyten sier ikke om den gjelder helse", may_be_allowed=True),
    Identity("RV310", "To vilkår stemmer samtidig"),
    Identity("RV311", "Ingen av vilkårene stemmer"),
    Identity("RV312", "Vilkår som aldri avgjør"),
    Identity("RV313", "«ellers» som aldri brukes", may_be_allowed=True),
    Identity("RV314", "For mange svar som leses samtidig"),
    Identity("RV315", "Svaret er ikke spurt om ennå"),
    Identity("RV316", "Resultater som ingen skiller", may_be_allowed=True),
    Identity("RV330", "Gammelt navn som er i bruk"),
    Identity("RV331", "Samme gamle navn to ganger"),
    # Texts and screens
    Identity("RV401", "For mye på én skjerm", may_be_allowed=True),
    Identity("RV402", "To like knapper"),
    Identity("RV403", "Ødelagt formatering eller lenke"),
    Identity("RV404", "Tung tekst", may_be_allowed=True),
    Identity("RV405", "Lang setning", may_be_allowed=True),
    Identity("RV406", "Langt svar", may_be_allowed=True),
    Identity("RV407", "Mange spørsmål før svaret", may_be_allowed=True),
    Identity("RV408", "Meldingen blir for lang for Telegram"),
    Identity("RV409", "Id-en er for lang for en knapp"),
    Identity("RV410", "For mange merker i én melding"),
    Identity("RV411", "Vanskelig ord uten forklaring"),
    # Translations
    Identity("RV501", "Oversettelsen kan ikke leses"),
    Identity("RV502", "Oversettelsen har ikke det samme som teksten"),
    Identity("RV503", "Tom oversettelse"),
    Identity("RV504", "Samme tekst oversatt to ganger"),
    Identity("RV505", "Oversettelser som ikke er ferdige"),
    Identity("RV506", "Oversettelser av tekst som er borte"),
    # The authors' own cases
    Identity("RV601", "Svarene i saken er skrevet feil"),
    Identity("RV602", "Saken prøver ingenting"),
)

CODES: Mapping[str, Identity] = MappingProxyType({rule.code: rule for rule in _ALL})
