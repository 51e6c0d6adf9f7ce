"""Builds `bot/typed/forms.marisa`: the forms of bokmål, nynorsk and English, folded.

Run by `make lexicon`, in an environment of its own with the versions that are pinned there. The
same versions give the same file, byte for byte.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
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


def listed() -> Iterator[str]:
    """Yield the forms and lemmas of the dictionaries."""
    dictionaries = DefaultDictionaryFactory()
    for language in LANGUAGES:
        for form, lemma in dictionaries.get_dictionary(language).items():
            yield form
            yield lemma


def common() -> Iterator[str]:
    """Yield the commonest words of running text."""
    for language, count in COMMONEST.items():
        yield from top_n_list(language, count)


def main() -> None:
    """Write the trie."""
    folded = (fold(form) for source in (listed(), common()) for form in source)
    forms = sorted({form for form in folded if form.isalpha() and " " not in form})
    target = ROOT / "bot" / "typed" / "forms.marisa"
    marisa_trie.Trie(forms).save(str(target))
    sys.stdout.write(f"{len(forms)} forms, {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
