"""Whatever lies in the folder of flows, the check tells it and ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import FLOWS
from bot.facts import FactsReader
from bot.flows import Loaded, Outcome, load
from bot.flows.proof.telling import paths_lines, why_lines
from bot.flows.reader import FlowReader
from bot.pictures import Form, diagram
from bot.source import Report, read_yaml
from tests.flows.checking import PLAIN, checked
from tests.flows.slips import BREVET, START
from tests.library import FACTS, TODAY, loaded, outcome, proved

UT = f"  ut: {outcome()}\n"
DEADLINE = f"  ut: {outcome(deadline='{regel: anke, fra: a}')}\n"


def asked(question: str, routes: str = "ut", end: str = UT) -> str:
    """Write a flow of one question, and what comes after it."""
    return (
        "flyt: start\ntittel: Start\nstart: a\nsteg:\n"
        f"  a: {{spørsmål: Hva?, {question}, vet_ikke: {{til: ut}}, til: {routes}}}\n{end}"
    )


def by(*conditions: str) -> str:
    """Write a list of ways by condition."""
    ways = "".join(f"{{når: {condition}, til: ut}}, " for condition in conditions)
    return f"[{ways}{{ellers: ut}}]"


def codes(result: Loaded) -> set[str]:
    """The codes of what blocks."""
    assert result.library is None
    return {found.code for found in result.diagnostics}


def read(raw: bytes) -> Loaded:
    """Load a flow of these bytes beside one that is right."""
    with TemporaryDirectory() as made:
        folder = Path(made, "flyt")
        (folder / "fakta").mkdir(parents=True)
        (folder / "fakta" / "fakta.yaml").write_text(FACTS, "utf-8")
        (folder / "start.yaml").write_text(PLAIN, "utf-8")
        (folder / "klage.yaml").write_bytes(raw)
        code, _ = checked(Path(made))
        result = load(folder, Path(made, "tekster"))
        assert code == int(result.library is None)
        return result


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_are_told(raw: bytes) -> None:
    assert codes(read(raw)) <= {"RV001", "RV002", "RV003", "RV004", "RV005", "RV007", "RV011"}


WORDS = st.sampled_from(
    ["a", "spørsmål", "valg", "til", "når", "svar", "er", "ellers", "kall", "frist", "dato", "~"]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(WORDS, inner, max_size=6).map(
            lambda pairs: "{" + ", ".join(f"{key}: {it}" for key, it in pairs.items()) + "}"
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(TREES, TREES)
def test_random_yaml_in_the_place_of_steps_is_told(step: str, other: str) -> None:
    text = f"flyt: klage\ntittel: Klage\nstart: a\nsteg:\n  a: {step}\n  b: {other}\n"
    assert codes(read(text.encode()))


def test_a_shipped_file_cut_off_anywhere_is_read_or_told() -> None:
    facts = FactsReader(Report())
    facts.facts()
    for path in sorted(FLOWS.glob("*.yaml")):
        raw = path.read_bytes()
        for end in range(0, len(raw), 101):
            report = Report()
            root = read_yaml(raw[:end], path.name, report)
            flow = FlowReader(root, path.stem, facts, report).flow() if root else None
            assert flow is not None or report.has_errors, (path.name, end)


@pytest.mark.parametrize("end", range(0, len(START), 97))
def test_a_library_with_a_flow_cut_off_is_told(tmp_path: Path, end: int) -> None:
    assert codes(loaded(tmp_path, start=START[:end], brevet=BREVET))


DEEP = 1000
MANY = 2000
HUGE = "9" * 20
LONGER = "9" * 5000
NAME = "x" * 10_000

TOLD = {
    "a line of ten megabytes": ("a: " + "x" * 10_000_000, "RV001"),
    "lists a thousand deep": ("a: " + "[" * DEEP + "]" * DEEP, "RV001"),
    "half a million lists on a line": ("- " * 500_000, "RV001"),
    "keys a thousand deep": ("".join(f"{' ' * n}a:\n" for n in range(DEEP)), "RV001"),
    "a thousand times not": (
        asked("dato: {}", by("{ikke: " * DEEP + "{svar: a, er: dato}" + "}" * DEEP)),
        "RV001",
    ),
    "an alias of itself": ("a: &a [*a]", "RV005"),
    "ways by two thousand days": (
        asked("dato: {}", by(*["{svar: a, før: 2026-01-01}"] * MANY)),
        "RV001",
    ),
    "two thousand conditions at once": (
        asked("dato: {}", by("{alle: [" + "{svar: a, er: dato}, " * MANY + "]}")),
        "RV001",
    ),
    "a least that is huge": (asked(f"tall: {{minst: {HUGE}}}"), "RV222"),
    "a most longer than a number may be": (asked(f"tall: {{minst: 0, høyst: {LONGER}}}"), "RV222"),
    "a limit longer than a number may be": (
        asked("tall: {minst: 0, høyst: 9}", by(f"{{svar: a, minst: {LONGER}}}")),
        "RV222",
    ),
    "a digit that is none of ours": (asked("tall: {minst: ²}"), "RV222"),
    "a day that is not": (asked("dato: {tidligst: 2026-02-30}"), "RV010"),
    "a day before all days": (asked("dato: {tidligst: 0000-00-00}"), "RV010"),
    "a day after all days": (asked("dato: {tidligst: 10000-01-01}"), "RV010"),
    "a length beyond all days": (
        asked("dato: {}", by("{svar: a, siste: {dager: 99999999999999999999}}")),
        "RV106",
    ),
    "an id of ten thousand letters": (PLAIN.replace("start: ut", f"start: {NAME}"), "RV015"),
    "a key of ten thousand letters": (f"{NAME}: a\n", "RV002"),
    "five thousand choices": (
        "flyt: start\ntittel: S\nstart: a\nsteg:\n  a:\n    spørsmål: Hva?\n    valg:\n"
        + "".join(f"      v{n}: {{tekst: V{n}, til: ut}}\n" for n in range(5000))
        + f"    vet_ikke: {{til: ut}}\n{UT}",
        "RV001",
    ),
    "a hundred days on which a question changes": (
        asked(
            "dato: {}, endringer: ["
            + ", ".join(
                f"{{fra_og_med: {2030 + n}-01-01, til_og_med: {2030 + n}-01-01, hjelp: Se.}}"
                for n in range(50)
            )
            + "]"
        ),
        "RV001",
    ),
    "hundreds of returns": (
        "flyt: start\ntittel: S\nstart: a\nsteg:\n"
        + "".join(f"  r{n}: {{retur: k{n}}}\n" for n in range(500)),
        "RV001",
    ),
    "two thousand questions in circles": (
        "flyt: start\ntittel: S\nstart: s0\nsteg:\n"
        + "".join(
            f"  s{n}: {{spørsmål: Hva?, valg: {{x: {{tekst: X, til: s{(n + 1) % MANY}}}}}, "
            f"vet_ikke: {{til: s{(n + 7) % MANY}}}}}\n"
            for n in range(MANY)
        ),
        "RV304",
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_a_flow_beyond_all_measure_is_told(tmp_path: Path, case: str) -> None:
    text, code = TOLD[case]
    assert code in codes(proved(tmp_path, start=text))
    assert checked(tmp_path)[0] == 1


PAST = "dato: {senest: i dag}"

PROVED: dict[str, tuple[str, set[str]]] = {
    "thirty times not": (
        asked(PAST, by("{ikke: " * 30 + "{svar: a, er: dato}" + "}" * 30), DEADLINE),
        {"RV313"},
    ),
    "eight times all of one of": (
        asked(PAST, by("{alle: [{en_av: [" * 8 + "{svar: a, er: dato}" + "]}]}" * 8), DEADLINE),
        {"RV313"},
    ),
    "after the last day but one": (asked(PAST, by("{svar: a, etter: 9999-12-30}")), {"RV312"}),
    "before the first that is taken": (asked(PAST, by("{svar: a, før: 1900-01-01}")), {"RV312"}),
    "before the second day": (asked(PAST, by("{svar: a, før: 1900-01-02}"), DEADLINE), set()),
    "the longest time back": (asked(PAST, by("{svar: a, siste: {måneder: 400}}")), set()),
    "the longest time ahead": (
        asked("dato: {}", by("{svar: a, kommende: {virkedager: 400}}")),
        set(),
    ),
    "from the last day on": (asked(PAST, by("{i_dag: {fra_og_med: 9999-12-31}}")), {"RV312"}),
    "before the first day": (asked(PAST, by("{i_dag: {før: 1900-01-01}}")), {"RV312"}),
    "a number beyond the answers": (
        asked("tall: {minst: 0, høyst: 9}", by("{svar: a, minst: 999999999}")),
        {"RV234"},
    ),
}


@pytest.mark.parametrize("case", PROVED)
def test_conditions_at_the_limits_are_proved(tmp_path: Path, case: str) -> None:
    text, told = PROVED[case]
    found = proved(tmp_path, start=text).diagnostics
    assert {item.code for item in found} - {"RV108"} == told, found


def test_a_slip_among_thousands_of_names_is_told_without_a_guess(tmp_path: Path) -> None:
    steps = "".join(f"  s{number}: {{kall: start, til: slip}}\n" for number in range(MANY + 1))
    for extra, is_guessed in (("", True), (steps, False)):
        text = PLAIN.replace("start: ut", "start: utt") + extra
        found = loaded(tmp_path, start=text).diagnostics
        (said,) = (item.message for item in found if "«utt»" in item.message)
        assert ("Mente du" in said) is is_guessed


def test_thousands_of_files_are_read(tmp_path: Path) -> None:
    flows = {f"f{number}": "- hei\n" for number in range(MANY)}
    found = loaded(tmp_path, start=PLAIN, **flows).diagnostics
    assert [item.code for item in found] == ["RV003"] * MANY


def test_hundreds_of_flows_that_call_each_other_are_followed(tmp_path: Path) -> None:
    flows = {
        f"f{n}": f"flyt: f{n}\ntittel: F\nstart: a\nsteg:\n  a: {{kall: f{n + 1}, til: b}}\n"
        "  b: {retur: k}\n"
        for n in range(600)
    }
    last = "flyt: f600\ntittel: F\nstart: b\nsteg:\n  b: {retur: k}\n"
    start = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {{kall: f0, til: ut}}\n{UT}"
    assert loaded(tmp_path, start=start, f600=last, **flows).library is not None
    circle = last.replace("b: {retur: k}", "b: {kall: f0, til: c}\n  c: {retur: k}")
    assert codes(loaded(tmp_path, start=start, f600=circle, **flows))


LINES = [line for line in (START + BREVET).splitlines() if line.strip()]
STRANGE = ["{", "}", "[", ":", "#", "'", "\t", "\0", "æ", "a", " ", "- ", "\n", "0", "{instans.x}"]
PLACES = st.integers(0, len(START) - 1)
SLIPS = st.one_of(
    st.tuples(st.just("byttet"), PLACES, st.sampled_from(STRANGE)),
    st.tuples(st.just("satt inn"), PLACES, st.sampled_from([*STRANGE, *LINES])),
    st.tuples(st.just("fjernet"), PLACES, st.just("")),
    st.tuples(st.just("doblet"), PLACES, st.just("")),
    st.tuples(st.just("ord"), PLACES, st.sampled_from(START.split())),
)


def spoilt(text: str, how: str, place: int, new: str) -> str:
    """Make one slip in a text, at a place or on the line or word there."""
    at = min(place, len(text) - 1)
    begin, end = text.rfind("\n", 0, at) + 1, (text + "\n").find("\n", at) + 1
    match how:
        case "byttet":
            return text[:at] + new + text[at + 1 :]
        case "satt inn":
            return text[:begin] + new + "\n" + text[begin:]
        case "fjernet":
            return text[:begin] + text[end:]
        case "doblet":
            return text[:end] + text[begin:end] + text[end:]
    before, after = text[:at].rpartition(" "), text[at:].partition(" ")
    return f"{before[0]} {new} {after[2]}"


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.lists(SLIPS, min_size=1, max_size=3), st.sampled_from([date(1950, 1, 1), TODAY]))
def test_a_flow_with_slips_is_told_or_can_be_drawn_and_explained(
    slips: list[tuple[str, int, str]], today: date
) -> None:
    text = START
    for slip in slips:
        text = spoilt(text, *slip)
    with TemporaryDirectory() as made:
        result = loaded(Path(made), start=text, brevet=BREVET)
        library = result.library
        if library is None:
            assert result.diagnostics
            return
        for form in Form:
            assert diagram(library, None, form=form)
        assert list(paths_lines(library, "start", today))
        for step in library.flows["start"].steps.values():
            if isinstance(step, Outcome):
                assert list(why_lines(library, str(step.ref), today))
