"""Builds `forms.marisa` and `lemmas.marisa` in `bot/typed`: the words of three languages, folded.

Run by `make lexicon`, in an environment of its own with the versions that are pinned there. The
same versions give the same files, byte for byte.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie
from simplemma.strategies.dictionaries import DefaultDictionaryFactory
from wordfreq import top_n_list

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bot" / "typed"))

from folding import fold  # noqa: E402

LANGUAGES = ("nb", "nn", "en")
COMMONEST = {"nb": 30_000, "en": 30_000}
"""How many of the commonest words are taken from running text: names, abbreviations, slang."""


def listed() -> Iterator[tuple[str, str]]:
    """Yield the forms of the dictionaries with their lemmas, and the lemmas with themselves."""
    dictionaries = DefaultDictionaryFactory()
    for language in LANGUAGES:
        for form, lemma in dictionaries.get_dictionary(language).items():
            yield form, lemma
            yield lemma, lemma


def common() -> Iterator[str]:
    """Yield the commonest words of running text."""
    for language, count in COMMONEST.items():
        yield from top_n_list(language, count)


def rule(form: str, lemma: str) -> str:
    """Return how a lemma is made of a form: the letters to take off, and those to put on."""
    pairs = enumerate(zip(form, lemma, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), min(len(form), len(lemma)))
    return f"{len(form) - shared}{lemma[shared:]}"


def write(name: str, keys: Iterable[str]) -> None:
    """Write a trie of the keys."""
    held = sorted(set(keys))
    target = ROOT / "bot" / "typed" / name
    marisa_trie.Trie(held).save(str(target))
    sys.stdout.write(f"{name}: {len(held)} keys, {target.stat().st_size} bytes\n")


def main() -> None:
    """Write both tries."""
    pairs = [(fold(form), fold(lemma)) for form, lemma in listed()]
    forms = (*(form for pair in pairs for form in pair), *map(fold, common()))
    write("forms.marisa", (form for form in forms if form.isalpha()))
    write(
        "lemmas.marisa",
        (
            f"{form} {rule(form, lemma)}"
            for form, lemma in pairs
            if form.isalpha() and lemma.isalpha()
        ),
    )


if __name__ == "__main__":
    main()
