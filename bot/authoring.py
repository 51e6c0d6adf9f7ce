"""The commands of authors: find what is wrong, try it, see where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.arguments import (
    Flows,
    Texts,
    Today,
    day_of,
    fail,
    known_flow,
    known_outcome,
    library_from,
    load_from,
)
from bot.content import FLOWS, TEXTS, cases_of, from_here
from bot.flows import Library, load
from bot.flows.reporting import Format, OutsideError, flows_in, report
from bot.source import Severity

FlowName = Annotated[
    str | None,
    typer.Argument(metavar="FLYT", help="The flow; all of them if left out.", show_default=False),
]


Cases = Annotated[
    Path | None,
    typer.Argument(
        metavar="CASES",
        help="A folder or a file with cases; those beside the flows if left out.",
        show_default=False,
    ),
]


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATHS", help="Tell of these files alone.", show_default=False),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="For people, for programs or for GitHub.")
    ] = Format.TEXT,
    counted: Annotated[
        bool, typer.Option("--statistics", help="Count flows, outcomes, facts and hard words too.")
    ] = False,
    today: Today = None,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Report everything that is wrong in the flows.

    A line for each thing: file, line, column, code, what is wrong. Exit 1 if any of it blocks.
    Each code has a page in docs/regler.
    """
    about = flows_in(paths, flyt) if paths else None
    loaded = load_from(flyt, tekster, today=day_of(today), about=about)
    try:
        reported = report(loaded, form, flows=flyt, texts=tekster, only=paths or ())
    except OutsideError as error:
        fail(f"«{error}» holds neither flows, facts nor translations that are checked.")
    if reported.text:
        typer.echo(reported.text)
    if counted and loaded.library is not None:
        from bot.flows.statistics import statistics

        for line in statistics(loaded.library):
            typer.echo(line, err=form is not Format.TEXT)
    if reported.exit_code:
        raise typer.Exit(reported.exit_code)


def scenarios(
    cases: Cases = None,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Try the authors' cases: what comes out of which answers.

    They lie in a folder `saker` beside the flows; those of its own flows in tests/scenarier. A
    case that comes out otherwise shows its conversation and the difference; then exit 1.
    """
    from bot.scenarios import report as report_cases

    library = library_from(flyt, tekster)
    where = _cases(cases, flyt, "scenarios")
    lines, all_right = report_cases(library, where, from_here)
    for line in lines:
        typer.echo(line)
    if not all_right:
        raise typer.Exit(1)


def coverage(
    cases: Cases = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="For people or programs: text or json.")
    ] = "text",
    today: Today = None,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Show how each theme that the content must cover is covered.

    Its flows, outcomes and cases. Exit 1 if something is missing: nothing covers a theme, it has
    fewer than two cases that come out right, or an everyday word does not lead to it.
    """
    from bot.scenarios import covered, read_scenarios, run, unknown_numbers
    from bot.source import Report

    if form not in ("text", "json"):
        fail(f"--format «{form}» is not a form. Use one of: text, json.")
    library = library_from(flyt, tekster)
    if not library.facts.themes:
        facts = from_here(flyt / "fakta")
        fail(f"there are no themes to cover. Write them under «temaer» in {facts}.")
    where = _cases(cases, flyt, "coverage")
    found = Report()
    results = [run(library, scenario) for scenario in read_scenarios(where, found, from_here)]
    rows = covered(library, results, day_of(today))
    wrong = (*map(str, found.sorted()), *unknown_numbers(library, results))
    if form == "json":
        import json

        typer.echo(json.dumps([row.as_data() for row in rows], ensure_ascii=False, indent=2))
    else:
        for row in rows:
            dangers = (f"fare.{each}" for each in row.dangers)
            by = ", ".join((*row.flows, *dangers, *["begreper"] * row.words)) or "ingen flyt"
            typer.echo(
                f"{row.number:>2} {row.name}: {by}; {len(row.outcomes)} svar, {row.cases} saker"
            )
            for line in row.missing:
                typer.echo(f"   ! {line}")
        typer.echo(f"{len(rows)} temaer, {sum(row.is_enough for row in rows)} uten mangler.")
    for line in wrong:
        typer.echo(line, err=True)
    if wrong or not all(row.is_enough for row in rows):
        raise typer.Exit(1)


def expiring(
    days: Annotated[
        int, typer.Option(metavar="N", min=0, help="How many days ahead to look.")
    ] = 30,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write it as a JSON array, for programs.")
    ] = False,
    today: Today = None,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """List the rates and sources that expire, by date.

    Where each is used, and what people see after its last day. What is over already comes first.
    """
    from bot.flows.expiring import expiring as expire
    from bot.flows.expiring import expiring_lines

    library, day = library_from(flyt, tekster), day_of(today)
    found = expire(library, day, days)
    if as_json:
        import json

        typer.echo(json.dumps([each.as_data() for each in found], ensure_ascii=False, indent=2))
        return
    for line in expiring_lines(found, day):
        typer.echo(line)


def _cases(given: Path | None, flyt: Path, command: str) -> Path:
    """Return where the cases are, or leave with one line that says where they should be."""
    from bot.scenarios import case_files

    where = cases_of(flyt) if given is None else given
    named = f"name a folder or a file: rettvei {command} CASES."
    if not where.exists() and given is None and flyt == FLOWS:
        fail(f"the cases of its own flows are not installed with it. If you have some, {named}")
    if not where.exists():
        what = "no folder" if given is None else "no folder or file"
        fail(f"there is {what} {from_here(where)}. Write the cases there, or {named}")
    if not case_files(where):
        fail(f"{from_here(where)} holds no cases (*.yaml). Write them there, or {named}")
    return where


def paths(
    flow: FlowName = None,
    today: Today = None,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Count the ways through a flow.

    Say how long they are, where they end, and which choices lead where.
    """
    from bot.flows import START
    from bot.flows.proof.telling import paths_lines

    library = library_from(flyt, tekster)
    begin = known_flow(library, flow or START)
    if not library.is_entry(begin):
        entries = filter(library.is_entry, library.flows)
        fail(
            f"no conversation begins in «{begin}»: other flows call it. Name one of those where "
            f"one begins: {', '.join(entries)}."
        )
    for line in paths_lines(library, begin, day_of(today)):
        typer.echo(line)


def why(
    outcome: Annotated[str, typer.Argument(metavar="UTFALL", help="The outcome, as flyt.steg.")],
    today: Today = None,
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Show the conversations that lead to an outcome.

    The shortest first, each with the one answer whose change would lead elsewhere.
    """
    from bot.flows.proof.telling import why_lines

    library = library_from(flyt, tekster)
    for line in why_lines(library, known_outcome(library, outcome), day_of(today)):
        typer.echo(line)


def diagram(
    flow: FlowName = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="How it is written: mermaid or svg.")
    ] = "mermaid",
    flyt: Flows = FLOWS,
    tekster: Texts = TEXTS,
) -> None:
    """Draw a flow: what a person can press, and where it leads."""
    from bot.pictures import Form
    from bot.pictures import diagram as draw

    if form not in tuple(Form):
        fail(f"--format «{form}» is not a form. Use one of: {', '.join(Form)}.")
    library = library_from(flyt, tekster)
    drawn = known_flow(library, flow) if flow is not None else None
    typer.echo(draw(library, drawn, form=Form(form)), nl=False)


def migrate_check(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The flows in use: a folder or a git revision.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="Those that follow: a folder or a git revision.")
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="How it is written: text or json.")
    ] = "text",
    today: Today = None,
) -> None:
    """Say what other flows do to conversations under way.

    Every place where one can stand in OLD goes on in NEW. Exit 1 if one of them would end in an
    error, or lose answers without a word.
    """
    from bot.flows.proof.effort import TooManyStatesError
    from bot.flows.rules import ESSENTIAL, Rule
    from bot.migration import RevisionError, as_json, as_text, compare, folder_of

    if form not in ("text", "json"):
        fail(f"--format «{form}» is not a form. Use one of: text, json.")
    day = day_of(today)

    def loaded(named: str, rules: Iterable[Rule] | None) -> Library:
        def show(path: Path) -> str:
            # Git names a file of a revision so.
            return f"{named}:{path.relative_to(flows.parent).as_posix()}"

        try:
            with folder_of(named) as (flows, texts):
                is_here = Path(named).is_dir()
                found = load(flows, texts, rules=rules, show=from_here if is_here else show)
        except RevisionError as error:
            fail(str(error))
        if found.library is None:
            wrong = next(d for d in found.diagnostics if d.severity is Severity.ERROR)
            fail(f"the flows of {named} do not pass the check: {wrong}")
        return found.library

    try:
        # Flows in use are told of though later rules would find fault with their texts.
        compared = compare(loaded(old, ESSENTIAL), loaded(new, None), day)
    except TooManyStatesError as error:
        fail(f"the flows of {old} have more situations than can be followed, at {error.ref}.")
    if form == "json":
        typer.echo(as_json(compared))
    else:
        for line in as_text(compared):
            typer.echo(line)
    if compared.wrong:
        raise typer.Exit(1)


def schema(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="What the file holds: flyt or fakta.")
    ] = "flyt",
) -> None:
    """Write the JSON Schema that editors check flows by."""
    from bot.flows.schema import Kind, as_text
    from bot.flows.schema import schema as schema_of

    if kind not in tuple(Kind):
        fail(f"«{kind}» is no kind of file. Use one of: {', '.join(Kind)}.")
    typer.echo(as_text(schema_of(Kind(kind))), nl=False)
