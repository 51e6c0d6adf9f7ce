"""Reads the files of `flyt/fakta/` into facts.

Any file may hold any of the kinds; an id stands once over all files:

    kilder:
      pbrl_7_5:
        tittel: Pasient- og brukerrettighetsloven § 7-5
        adresse: https://lovdata.no/lov/1999-07-02-63/§7-5
        kontrollert: 2026-07-28
        neste_kontroll: 2027-06-30
    frister:
      pbrl_klage:
        navn: Klage etter pasient- og brukerrettighetsloven
        løper_fra: dagen du fikk brevet
        sikkerhet: lov
        innhold:
          - lengde: {uker: 4}
            hjemmel: pasient- og brukerrettighetsloven § 7-5
            kilder: [pbrl_7_5]
        for_sent: sen_klage
        ikke_startet: brevet_ikke_kommet
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from bot.facts.deadlines import Length
from bot.facts.lengths import read_length
from bot.facts.model import (
    Authority,
    Certainty,
    Confidence,
    DeadlineRule,
    DeadlineTerms,
    Facts,
    Source,
    Text,
)
from bot.facts.places import Municipality, read_counties
from bot.facts.timeline import Dated, Gap, Overlap, Timeline, problems
from bot.facts.wording import read_wording, read_wordings, text
from bot.source import Entry, Fields, Mapping, Node, Report, Scalar, Sequence
from bot.source.diagnostics import did_you_mean

_KINDS = ("kilder", "instanser", "frister", "råd", "fylker")
T = TypeVar("T")


class FactsReader:
    """Collects facts from any number of files, and links them when all are read.

    Attributes:
        places: the municipalities, by number, once `facts` has read them.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._entries: dict[str, dict[str, Entry]] = {kind: {} for kind in _KINDS}
        self._whole = True
        self.places: dict[str, Municipality] = {}

    def add(self, root: Mapping | None) -> None:
        """Take in one file; None stands for one that could not be read.

        Once something is missing, references are no longer doubted: what they name may be in it.
        """
        if root is None:
            self._whole = False
            return
        before = self._report.errors
        fields = Fields(root, "faktafilen", self._report, _KINDS)
        entries = {kind: fields.entries(kind) for kind in _KINDS}
        self._whole = self._whole and self._report.errors == before
        for kind, known in self._entries.items():
            for entry in entries[kind]:
                if entry.key.text in known:
                    first = known[entry.key.text].key.position
                    self._report.error(
                        entry.key.position,
                        "RV101",
                        f"«{entry.key.text}» står allerede under «{kind}» i {first}. "
                        "En id må stå bare ett sted.",
                    )
                else:
                    known[entry.key.text] = entry

    def facts(self) -> Facts:
        """Read everything taken in; what cannot be read is reported and left out."""
        sources = self._read("kilder", self._source)
        authorities = self._read("instanser", self._authority)
        advice = {key: self._advice(entry) for key, entry in self._entries["råd"].items()}
        deadlines = {}
        for key, entry in self._entries["frister"].items():
            rule = self._deadline(entry, advice)
            if rule:
                deadlines[key] = rule
        counties, self.places = read_counties(
            self._entries["fylker"].values(),
            self._report,
            lambda fields: self.references(fields, "kilder", "kilder"),
        )
        return Facts(
            MappingProxyType(sources),
            MappingProxyType(authorities),
            MappingProxyType(deadlines),
            MappingProxyType(counties),
            MappingProxyType(self.places),
            MappingProxyType(advice),
        )

    def _read(self, kind: str, read: Callable[[Entry], T | None]) -> dict[str, T]:
        found = ((key, read(entry)) for key, entry in self._entries[kind].items())
        return {key: value for key, value in found if value is not None}

    def _fields(self, entry: Entry, what: str, *known: str) -> Fields:
        return Fields(entry.value, f"{what} «{entry.key.text}»", self._report, known)

    def _source(self, entry: Entry) -> Source | None:
        key = entry.key.text
        fields = self._fields(entry, "kilden", "tittel", "adresse", "kontrollert", "neste_kontroll")
        title = fields.text("tittel", required=True)
        url = fields.text("adresse", required=True)
        checked = fields.date("kontrollert", required=True)
        next_check = fields.date("neste_kontroll", required=True)
        if url and not url.text.startswith("https://"):
            self._report.error(
                url.position, "RV103", "Adressen må begynne med https://, så ingen kan bytte siden."
            )
        if checked and next_check and next_check <= checked:
            self._report.error(
                fields.at("neste_kontroll"),
                "RV104",
                f"Neste kontroll ({next_check}) må komme etter at kilden ble kontrollert "
                f"({checked}).",
            )
        if not (title and url and checked and next_check):
            return None
        position = entry.key.position
        named = text(f"fakta.kilde.{key}", title)
        return Source(key, named, url.text, checked, next_check, position)

    def _authority(self, entry: Entry) -> Authority | None:
        key = entry.key.text
        fields = self._fields(
            entry,
            "instansen",
            *("navn", "telefon", "post", "nett", "hvordan", "sikkerhet", "kilder"),
        )
        name = fields.text("navn", required=True)
        confidence = fields.one_of("sikkerhet", tuple(Confidence), required=True)
        sources = self.references(fields, "kilder", "kilder")
        phone, post, web = (fields.text(field) for field in ("telefon", "post", "nett"))
        how = read_wording(fields, "hvordan")
        if web and not web.text.startswith("https://"):
            self._report.error(web.position, "RV103", "Nettadressen må begynne med https://.")
        if not (name and confidence):
            return None
        return Authority(
            key,
            text(f"fakta.instans.{key}", name),
            phone.text if phone else None,
            post.text if post else None,
            web.text if web else None,
            text(f"fakta.instans.{key}.hvordan", how) if how else None,
            Confidence(confidence),
            sources,
            entry.key.position,
        )

    def _advice(self, entry: Entry) -> tuple[Text, ...]:
        what = f"rådet «{entry.key.text}»"
        if not isinstance(entry.value, Sequence) or not entry.value.items:
            self._report.error(
                entry.value.position, "RV010", f"{what.capitalize()} må være en liste av steg."
            )
            return ()
        fields = Fields(
            Mapping((entry,), entry.key.position), what, self._report, (entry.key.text,)
        )
        return tuple(
            text(f"fakta.råd.{entry.key.text}", item)
            for item in read_wordings(fields, entry.key.text)
        )

    def _deadline(self, entry: Entry, advice: dict[str, tuple[Text, ...]]) -> DeadlineRule | None:
        key = entry.key.text
        fields = self._fields(
            entry,
            "fristen",
            *("navn", "løper_fra", "sikkerhet", "flyttes", "innhold", "for_sent", "ikke_startet"),
        )
        name = read_wording(fields, "navn", required=True)
        starts = read_wording(fields, "løper_fra", required=True)
        certainty = fields.one_of("sikkerhet", tuple(Certainty), required=True)
        rolls_over = fields.truth("flyttes", default=True)
        items = fields.items("innhold", required=True)
        terms = tuple(dated for item in items if (dated := self._terms(key, item)) is not None)
        faults = problems(terms) if items and len(terms) == len(items) else ()
        for problem in faults:
            self._report.error(
                fields.at("innhold"),
                "RV105",
                f"Innholdet i fristen «{key}» har {_problem_in_words(problem)}. "
                "Hver dag må ha nøyaktig ett innhold.",
            )
        late, not_started = (
            self._advice_named(fields, role, advice) for role in ("for_sent", "ikke_startet")
        )
        if faults or len(terms) < len(items) or not (name and starts and certainty and terms):
            return None
        return DeadlineRule(
            key,
            text(f"fakta.frist.{key}", name),
            text(f"fakta.frist.{key}.løper_fra", starts),
            Certainty(certainty),
            rolls_over,
            Timeline(terms),
            late,
            not_started,
            entry.key.position,
        )

    def _terms(self, key: str, item: Node) -> Dated[DeadlineTerms] | None:
        fields = Fields(
            item,
            f"innholdet i fristen «{key}»",
            self._report,
            ("fra_og_med", "til_og_med", "lengde", "hjemmel", "kilder"),
        )
        valid_from, valid_until = fields.date("fra_og_med"), fields.date("til_og_med")
        length = self._length(fields)
        basis = read_wording(fields, "hjemmel", required=True)
        sources = self.references(fields, "kilder", "kilder")
        if valid_from and valid_until and valid_until < valid_from:
            self._report.error(
                fields.at("til_og_med"), "RV105", "Perioden slutter før den begynner. Bytt om."
            )
            return None
        if not (length and basis and sources):
            return None
        when = valid_from.isoformat() if valid_from else "alltid"
        named = text(f"fakta.frist.{key}.hjemmel.{when}", basis)
        return Dated(DeadlineTerms(length, named, sources), valid_from, valid_until)

    def _length(self, fields: Fields) -> Length | None:
        node = fields.required("lengde")
        return read_length(node, "lengden", self._report) if node is not None else None

    def _advice_named(
        self, fields: Fields, role: str, advice: dict[str, tuple[Text, ...]]
    ) -> tuple[Text, ...]:
        found = fields.text(role, required=True)
        return advice[found.text] if found and self.exists(found, "råd") else ()

    @property
    def whole(self) -> bool:
        """Whether every file was read, so that what is not there is nowhere."""
        return self._whole

    def references(self, fields: Fields, key: str, kind: str) -> tuple[str, ...]:
        """Return the ids in a list of references, those that exist."""
        found = fields.texts(key, required=True)
        return tuple(item.text for item in found if self.exists(item, kind))

    def exists(self, reference: Scalar, kind: str) -> bool:
        """Whether a reference names a fact of a kind; if not, report it."""
        known = self._entries[kind]
        if reference.text in known or not self._whole:
            return reference.text in known
        self._report.error(
            reference.position,
            "RV102",
            f"«{reference.text}» finnes ikke under «{kind}» i flyt/fakta."
            f"{did_you_mean(reference.text, known)} Uten den vet ikke svaret hva det bygger på.",
        )
        return False


def _problem_in_words(problem: Gap | Overlap) -> str:
    kind = "et hull" if isinstance(problem, Gap) else "to innhold samtidig"
    return f"{kind} {_days(problem.first, problem.last)}"


def _days(first: date | None, last: date | None) -> str:
    if first is None:
        return f"til og med {last}" if last else "hele tiden"
    return f"fra {first} til og med {last}" if last else f"fra og med {first}"
