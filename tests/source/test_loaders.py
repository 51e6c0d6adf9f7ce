"""The C parser and the one in Python must be the same language, or a file means two things."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content import FLOWS
from bot.source import Diagnostic, Mapping, Report, read_yaml
from bot.source import yaml as source_yaml

LOADERS = {"C": yaml.CSafeLoader, "Python": yaml.SafeLoader}
EXAMPLES = [
    "a: b\n",
    "a: {b: c, d: [e, f]}\næ: |\n  linje\n  til\n",
    "a: >-\n  brettet\n  tekst\n\n  ny\nb: 'enkle ''fnutter'''\n",
    'a: "doble \\" og \\u00e6"\n',
    "a:\n- b\n- c: d\n  e: f\n",
    "? a\n: b\n",
    "a: b # kommentar\n#c: d\n\ne: f\n",
    "a:\nb:\n  - \n  -\n",
    "a: b\na: c\n",
    "a: &x b\nc: *x\n",
    "a: !!str b\n",
    "",
    "---\na: b\n---\nc: d\n",
    "æøå: [ «sitat», 😀 , x]\n",
    "a: " + "[" * 1000,
    'a: "\\ud800"\n',
    'a: "\\U00110000"\n',
    "a: [Er det slik?, b]\n",
    "a: {b: Hvem?}\n",
    "a: {b: }\n",
    "a:\n?\n",
    "a: |#b\n",
    "a: [\n",
    "a: !],\n",
]


def read(raw: bytes, loader: str) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_yaml, "_LOADER", LOADERS[loader])
        report = Report()
        return read_yaml(raw, "fil.yaml", report), report.sorted()


@pytest.mark.parametrize("example", EXAMPLES)
def test_both_parsers_give_the_same_tree_with_the_same_positions(example: str) -> None:
    assert read(example.encode(), "C") == read(example.encode(), "Python")


@pytest.mark.parametrize(
    "path", sorted(FLOWS.rglob("*.yaml")), ids=lambda path: path.relative_to(FLOWS).as_posix()
)
def test_both_parsers_read_each_shipped_file_alike(path: Path) -> None:
    raw = path.read_bytes()
    tree, found = read(raw, "C")
    assert tree is not None
    assert read(raw, "Python") == (tree, found)


keys = st.text("abcæøå_", min_size=1, max_size=4)
words = st.text("abcæøå«»😀 .-_0123", max_size=6).map(str.strip)
values = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=4), st.booleans())
def test_both_parsers_read_what_was_written_by_a_writer_alike(
    value: dict[str, object], flow_style: bool
) -> None:
    raw = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow_style).encode()
    tree, found = read(raw, "C")
    assert found == ()
    assert read(raw, "Python") == (tree, found)


@given(st.sampled_from(sorted(LOADERS)), st.binary(max_size=200))
def test_no_bytes_make_either_parser_raise(loader: str, raw: bytes) -> None:
    tree, found = read(raw, loader)
    assert (tree is None) <= bool(found)


YAMLISH = st.text(
    st.sampled_from("ab:- \n\t[]{},#&*!|>'\"%@`?~\\u0æ.\ufeff\u0301\x85\r<="), max_size=60
)


@given(YAMLISH)
def test_both_parsers_read_and_refuse_whatever_resembles_yaml_alike(text: str) -> None:
    assert read(text.encode(), "C") == read(text.encode(), "Python")


@given(st.sampled_from(sorted(LOADERS)), YAMLISH)
def test_no_text_that_resembles_yaml_makes_either_parser_raise(loader: str, text: str) -> None:
    tree, found = read(text.encode(), loader)
    assert (tree is None) <= bool(found)
    assert all(item.position.line >= 1 and item.position.column >= 1 for item in found)
