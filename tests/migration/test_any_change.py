"""Whatever flows follow on whatever flows, nobody is left standing, and nothing is lost unsaid.

`RETTVEI_EXAMPLES=1000 pytest tests/migration` tries that many pairs instead of a few.
"""

from __future__ import annotations

import os
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialog import Command, Event, Press, Said, Unreadable, View, decode, encode, reply, show
from bot.flows import Library
from bot.migration import Kind, compare, fate, positions
from tests.flows.generated import built, libraries
from tests.library import TODAY

MOST = 150
"""The most places tried for one pair."""

some = settings(
    max_examples=int(os.environ.get("RETTVEI_EXAMPLES", "12")),
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def renamed(draw: st.DrawFn, flows: dict[str, Any]) -> dict[str, Any]:
    """Draw what some flows become when one of them, and some of its steps, get other names."""
    old = draw(st.sampled_from(sorted(flows)))
    flow_name = draw(st.sampled_from([old, "ny"])) if old != "start" else old
    steps = {
        step: f"ny_{step}"
        for step in flows[old]["steg"]
        if step.startswith("s") and draw(st.booleans())
    }

    def now(node: Any, flow: str) -> Any:
        if isinstance(node, list):
            return [now(item, flow) for item in node]
        if isinstance(node, str):
            return re.sub(r"\{svar\.(\w+\.\w+)", lambda found: f"{{svar.{_names(found[1])}", node)
        if not isinstance(node, dict):
            return node
        made: dict[str, Any] = {}
        for key, value in node.items():
            if key == "til" and isinstance(value, dict):
                made[key] = {
                    result: now({"til": way}, flow)["til"] for result, way in value.items()
                }
            elif key in ("til", "ellers", "start") and isinstance(value, str):
                made[key] = steps.get(value, value) if flow == old else value
            elif key in ("svar", "fra", "kall"):
                made[key] = _names(value)
            else:
                made[key] = now(value, flow)
        return made

    def _names(value: Any) -> Any:
        if isinstance(value, list):
            return [_names(each) for each in value]
        head, dot, step = str(value).partition(".")
        if head != old:
            return value
        return f"{flow_name}{dot}{steps.get(step, step)}"

    found: dict[str, Any] = {}
    for name, flow in flows.items():
        made = now(flow, name)
        if name == old:
            made["steg"] = {
                steps.get(step, step): (
                    {**content, "het_før": [step]} if step in steps else content
                )
                for step, content in made["steg"].items()
            }
            made["flyt"] = flow_name
            if flow_name != old:
                made["het_før"] = [old]
        found[flow_name if name == old else name] = made
    return found


def events(library: Library, session: Any) -> list[Event]:
    """Return what somebody can do who looks at what the old flows have drawn."""
    drawn = show(library, session, TODAY)
    presses = [Press(session.id, session.revision, option.id) for option in drawn.options]
    return [
        *presses,
        Press(session.id, session.revision, "-x"),
        Press(session.id, 0, "x"),
        Said("x"),
        Said("3. august"),
        Unreadable(),
        *(Command(name) for name in ("tilbake", "nytt", "svar", "slett", "start", "sprak")),
    ]


@some
@given(libraries(), libraries(), st.data())
def test_no_place_in_any_flows_ends_in_an_error_in_any_others(
    before: dict[str, Any], after: dict[str, Any], data: st.DataObject
) -> None:
    old, new = built(before), built(after)
    for position in positions(old, new, TODAY, MOST).found[:MOST]:
        told = fate(old, new, position, TODAY, speaks=True)
        assert told.wrong is None, (told, position)
        session = position.session(old)
        asked = reply(
            old, session, Command(data.draw(st.sampled_from(["svar", "sprak", "x"]))), TODAY
        )
        for kept in filter(None, (session, asked.session)):
            event = data.draw(st.sampled_from(events(old, kept)))
            answered = reply(new, decode(encode(kept)), event, TODAY)
            if answered.session is not None:
                assert answered.session.library == new.version
                assert answered.session.view in View
                reply(new, answered.session, Said("x"), TODAY)


@some
@given(st.data())
def test_names_alone_cost_nobody_an_answer(data: st.DataObject) -> None:
    before = data.draw(libraries())
    after = data.draw(renamed(before))
    old, new = built(before), built(after)

    compared = compare(old, new, TODAY, MOST)

    assert compared.wrong == {}
    kinds = {kind for kind, seen in compared.by_kind.items() if seen.count}
    assert kinds <= {Kind.KEPT, Kind.RENAMED}, compared.by_kind
    assert (kinds == {Kind.KEPT}) or before != after
