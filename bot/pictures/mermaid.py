"""Writes a drawing as a flowchart in Mermaid, https://mermaid.js.org/syntax/flowchart.html."""

from __future__ import annotations

import re

from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way

_SHAPES = {
    Kind.QUESTION: ("[", "]"),
    Kind.CALL: ("[[", "]]"),
    Kind.OUTCOME: ("([", "])"),
    Kind.RETURN: (">", "]"),
}
"""What stands around the label: rectangle, rectangle with double sides, pill, flag."""

_CLASSES = {
    Kind.QUESTION: ("sporsmal", "fill:#ffffff,stroke:#1d4e79,stroke-width:2px,color:#111111"),
    Kind.CALL: ("flyt", "fill:#eeeeee,stroke:#444444,color:#111111"),
    Kind.OUTCOME: ("svar", "fill:#e3f3e3,stroke:#1b5e20,stroke-width:3px,color:#111111"),
    Kind.RETURN: (
        "tilbake",
        "fill:#fff8e1,stroke:#7a4f01,stroke-dasharray:5 3,color:#111111",
    ),
}
# Ids have no capitals, so these cannot meet another letter; the prefix keeps words like `end` away.
_LETTERS = str.maketrans({"æ": "AE", "ø": "OE", "å": "AA"})
_BREAK = "<br/>"
# An underscore inside a word is no markup, and names are full of them.
_UNSAFE = re.compile(r"""[^\w ,.?!:/()%«»–—§+-]|(?<![^\W_])_|_(?![^\W_])""")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+])")
_MUTE = re.compile(r"[^\w ,.?!:()«»–-]")


def write_mermaid(drawing: Drawing) -> str:
    """Write a flowchart, with its nodes first and its arrows after them."""
    lines = [
        "flowchart LR",
        f"  accTitle: {_mute(drawing.title)}",
        f"  accDescr: {_mute(_summary(drawing))}",
        '  start(("Start"))',
        *(f"  {_node(node)}" for node in drawing.nodes),
        f"  start --> {_id(drawing.start)}",
        *(f"  {_arrow(arrow)}" for arrow in drawing.arrows),
    ]
    for kind, (name, style) in _CLASSES.items():
        ids = [_id(node.id) for node in drawing.nodes if node.kind is kind]
        if ids:
            lines += [f"  classDef {name} {style}", f"  class {','.join(ids)} {name}"]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Write a text so that it can stand in quotes and is shown as it is.

    A sign that might be syntax is written by its number, and so is what would make a list of it.
    """
    escaped = _UNSAFE.sub(lambda found: _code(found[0]), " ".join(text.split()))
    return _LIST_START.sub(
        lambda found: _code(found[3]) if found[3] else f"{found[1]}{_code(found[2])}", escaped
    )


def _code(sign: str) -> str:
    return f"#{ord(sign)};" if sign.isprintable() else " "


def _id(name: str) -> str:
    return f"s_{name.translate(_LETTERS)}"


def _node(node: Node) -> str:
    before, after = _SHAPES[node.kind]
    texts = (escape(text) for text in (node.title, node.note, node.name))
    return f'{_id(node.id)}{before}"{_BREAK.join(filter(None, texts)) or " "}"{after}'


def _arrow(arrow: Arrow) -> str:
    label = _BREAK.join(filter(None, map(_way, arrow.ways)))
    label = f'|"{label}"|' if label else ""
    return f"{_id(arrow.source)} -->{label} {_id(arrow.target)}"


def _way(way: Way) -> str:
    both = way.label.strip() and way.guard
    return escape(f"{way.label} ({way.guard})" if both else way.label or way.guard)


def _summary(drawing: Drawing) -> str:
    counts = {kind: sum(node.kind is kind for node in drawing.nodes) for kind in Kind}
    return ", ".join(f"{kind.value}: {count}" for kind, count in counts.items() if count)


def _mute(text: str) -> str:
    """Return a text for a line where nothing can be escaped, without what might be syntax."""
    return " ".join(_MUTE.sub(" ", text).split()) or "-"
