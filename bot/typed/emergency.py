"""Emergency detection: whether a text tells of danger now, by the concepts it joins.

Nobody can list the sentences. An author names concepts (a face, something that hangs) by their
words in every language, and signs that join them: a face that hangs. A sign counts wherever its
concepts stand near each other, unless it is denied, a figure of speech, a joke, long past, or,
where the sign is a weak one, a matter of forms and money.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import pairwise, product
from math import prod
from typing import Final, TypeAlias

from rapidfuzz.distance import OSA

from .folding import visible, without_accents
from .lexicon import is_form, is_word

ANY_ENDING: Final = "*"
INFLECTED: Final = "~"
EXACT: Final = "="
COMPOUND: Final = "-"
BESIDE: Final = "_"
TOGETHER: Final = "+"


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MAX_CHARACTERS: Final = 4096
_FIRST_WORDS: Final = 300
_LAST_WORDS: Final = 500
"""Of a longer text the middle is not read: no message of words that mean something has as many."""
_GAP: Final = 2
"""So many words may stand between two words of an expression."""
_WINDOW: Final = 20
"""So many words from first to last may the concepts of a sign take up."""
_SENTENCE_COST: Final = 3
"""A full stop between two words parts them as that many words would."""
_SHORTEST_SLIP: Final = 6
_TWO_SLIPS: Final = 10
_LONGEST_WORD: Final = 30
_HEAD: Final = 4
"""A word and one it is a slip of share one letter at least of those before here."""
_EDGE: Final = 2
"""So many letters at the start or the end of a word choose what it is compared with."""
_MOST_UNKNOWN: Final = 30
"""Words of a text that are no form and are compared for slips; more are no sentence."""
_LONGEST_ALONE: Final = 8
_FEW: Final = 64

_ENDINGS: Final = _listed("""
    e er en et a ar an ane ene t te tt r d de dd dde n na ne s es ed ing ende ande i in
    """) | {""}
_NOT: Final = _listed("ikke ikkje ike ikje ikkj ikk itj ittj ittje itte ikek kje kkje not")
_DENIALS: Final = _listed("ikke ingen inga ingenting uten utan aldri verken never without")
_DENIAL_CARRIERS: Final = _listed(
    "noko noen nokon om pa a for fare tenkt tenker tanke tanker any the tegn sa lenger"
)
_OBJECTS: Final = _listed("meg mae deg seg oss henne ham han ho me her him us them")
"""What may stand between a verb and the denial after it: «slår meg ikke»."""
_NOT_SURE: Final = _listed("vet veit know sikker bare only just kun trur tror sant")
_CONTRACTED: Final[Mapping[str, tuple[str, ...]]] = {
    "cannot": ("can", "ikke"),
    "cant": ("can", "ikke"),
    "wont": ("will", "ikke"),
    "dont": ("do", "ikke"),
    "doesnt": ("does", "ikke"),
    "didnt": ("did", "ikke"),
    "isnt": ("is", "ikke"),
    "arent": ("are", "ikke"),
    "wasnt": ("was", "ikke"),
    "havent": ("have", "ikke"),
    "hasnt": ("has", "ikke"),
    "couldnt": ("could", "ikke"),
    "wouldnt": ("would", "ikke"),
}
_SMALL_WORDS: Final[Mapping[str, str]] = {
    spelling: word
    for word, spellings in {
        "jeg": "eg æ æg æi ej jæ jei",
        "meg": "mæ mei mej",
        "seg": "sæ",
        "hun": "ho hu",
        "er": "e",
        "var": "va",
        "noko": "noe nåkka nokka noka nåke noke nåko",
        "noen": "nokon noken nåen nokken nån",
        "bare": "berre bærre",
        "helt": "heilt hælt",
        "hele": "heile hæle",
        "fra": "frå ifra ifrå",
        "da": "då",
        "hva": "kva ka",
        "hvor": "kor",
        "skal": "ska",
    }.items()
    for spelling in spellings.split()
}
"""Small words by how else they are written, in texts and in what authors write alike."""
_JOINED_NOT: Final = re.compile(r"(?P<word>\w{3,})'?(?:kje|itj|itte)")
_REPEATED: Final = re.compile(r"([^\W\d_])\1+")
_DRAWN_OUT: Final = re.compile(r"([^\W\d_])\1\1")
_LAUGHTER: Final = re.compile("[\U0001f600-\U0001f606\U0001f923\U0001f639\U0001f648]+")
_OTHER_SPELLINGS: Final = str.maketrans("äöÄÖ", "æøÆØ")
_TOKEN: Final = re.compile(
    r"(?P<word>\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<sentence>[.!?;…]+)|(?P<clause>[,:()]|\s[-–—]\s)"
)
_ENGLISH: Final = _listed("""
    the and is are was were my he she they her his him of to in on with has have had not me you it
    this that what do does did for from out who how i'm can will be been she's he's there their
    """)
_REFERENCE: Final = re.compile(r"<([^<>\s]+)>")
_NUMBER: Final = "tall"
_YEAR: Final = "årstall"
BUILT_IN: Final = frozenset((_NUMBER, _YEAR))
"""Concepts that are no list of words: a number, a year."""


class Strength(IntEnum):
    """How much it takes to call off a sign.

    Attributes:
        WEAK: a word of papers and money, a time past or a joke calls it off.
        PLAIN: a time past or a joke does.
        SURE: only a denial or a figure of speech does.
    """

    WEAK = 0
    PLAIN = 1
    SURE = 2


_PAST_REACH: Final[Mapping[Strength, int]] = {
    Strength.WEAK: _MAX_CHARACTERS,
    Strength.PLAIN: 6,
    Strength.SURE: 2,
}
"""So many words from a sign may a time stand that is past and calls it off."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """What tells of one kind of danger.

    Attributes:
        id: what is returned for it.
        signs: expressions that tell of it, by strength.
        alone: expressions that tell of it when there is hardly more in the text.
        pairs: expressions of which one is not enough; two different ones are.
        exceptions: expressions that hold such words and mean something else.
    """

    id: str
    signs: Mapping[Strength, tuple[str, ...]]
    alone: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What calls off signs of every kind, as expressions.

    Attributes:
        figures: figures of speech; the words in them are no signs.
        past: times that are long past.
        now: times that are now; the nearest to a sign counts.
        papers: words of cases, papers and money.
        jokes: what laughs.
        fillers: what may stand beside words that are danger when they stand alone.
    """

    figures: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    jokes: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()


_Span: TypeAlias = "tuple[int, int]"
_Spans: TypeAlias = "list[_Span]"
_Part: TypeAlias = "tuple[str, int]"
"""The key of a word or a name, and how many words may stand before it."""
_Phrase: TypeAlias = "tuple[_Part, ...]"
_Sign: TypeAlias = "tuple[_Phrase, ...]"
_Compile: TypeAlias = "Callable[[str], _Phrase]"


class Detector:
    """Detects emergencies in texts; made once from what authors write.

    Args:
        concepts: expressions by the name that `<name>` stands for.
        emergencies: the kinds of danger, in the order they are returned.
        exceptions: what calls them off.
    """

    def __init__(
        self,
        concepts: Mapping[str, Sequence[str]],
        emergencies: Sequence[Emergency],
        exceptions: Exceptions,
    ) -> None:
        self._vocabulary = _Vocabulary()
        self._named = _Named()
        for name in in_order(concepts):
            self._named.add(f"<{name}>", [self._phrase(each) for each in concepts[name]])
        self._kinds = [_Kind.of(each, self._phrase) for each in emergencies]
        for name in _EXCEPTION_KINDS:
            listed: tuple[str, ...] = getattr(exceptions, name)
            self._named.add(f"<!{name}>", [self._phrase(each) for each in listed])

    def detect(self, text: str) -> tuple[str, ...]:
        """Return the ids of the emergencies that a text tells of.

        Args:
            text: what somebody typed, of any length and content. No text raises. The time is
                linear in its length, of which so much is read as a message can hold.
        """
        tokens = _Tokens.of(text)
        if not tokens.words:
            return ()
        reading = _Reading(tokens, self._vocabulary.places(tokens))
        self._named.note_in(reading)
        reading.leave_out(reading.spans((("<!figures>", _GAP),)))
        told = tuple(kind.id for kind in self._kinds if kind.is_told(reading))
        # Two things of which one is not enough say less than any sign does.
        return told or tuple(kind.id for kind in self._kinds if kind.has_pair(reading))

    def _phrase(self, expression: str) -> _Phrase:
        return tuple(
            (self._vocabulary.add(word.removeprefix(BESIDE)), 0 if word[0] == BESIDE else _GAP)
            for word in words_of(expression)
        )


class _Named:
    """Phrases under names, found by their first part so that most are never looked at."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._beginning: dict[str, list[tuple[int, _Phrase]]] = {}

    def add(self, name: str, phrases: Iterable[_Phrase]) -> None:
        """Take in what a name stands for; names that the phrases refer to are taken in before."""
        for phrase in dict.fromkeys(phrases):
            self._beginning.setdefault(phrase[0][0], []).append((len(self._names), phrase))
        self._names.append(name)

    def note_in(self, reading: _Reading) -> None:
        """Note in a reading where each name stands."""
        waiting: dict[int, list[_Phrase]] = {}
        order: list[int] = []

        def begin(key: str) -> None:
            for number, phrase in self._beginning.get(key, ()):
                if number not in waiting:
                    waiting[number] = []
                    heappush(order, number)
                waiting[number].append(phrase)

        for key in reading.noted():
            begin(key)
        while order:
            number = heappop(order)
            if reading.note(self._names[number], waiting[number]):
                begin(self._names[number])


def is_english(text: str) -> bool:
    """Whether a text is plainly English, by the small words that every sentence has."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text[:_MAX_CHARACTERS].casefold())
    english = sum(word in _ENGLISH for word in words)
    norwegian = sum(word in _NORWEGIAN for word in words)
    return english > norwegian and english * 5 >= len(words)


_NORWEGIAN: Final = _listed("""
    jeg eg æ er ikke ikkje og på å av til som det den har hun ho han min mi vi de meg seg med et ei
    en hva kva hvem kven får så om fra frå nå no
    """)
_EXCEPTION_KINDS: Final = ("figures", "past", "now", "papers", "jokes", "fillers")


def references(expression: str) -> tuple[str, ...]:
    """Return the names of the concepts that an expression refers to."""
    return tuple(_REFERENCE.findall(expression))


def in_order(concepts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the names of concepts, each after those it refers to; a circle is left out."""
    done: dict[str, None] = {}
    waiting = dict(concepts)
    while ready := [
        name
        for name, expressions in waiting.items()
        if all(
            each in done or each not in concepts
            for expression in expressions
            for each in references(expression)
        )
    ]:
        for name in ready:
            done[name] = None
            del waiting[name]
    return tuple(done)


def words_of(expression: str) -> Iterator[str]:
    """Yield the words of an expression as a text has them, marks and references kept."""
    for part in expression.split():
        beside = BESIDE if part.startswith(BESIDE) else ""
        word = part.removeprefix(BESIDE)
        if _REFERENCE.fullmatch(word):
            yield beside + word
            continue
        mark = word[-1] if word[-1] in (ANY_ENDING, INFLECTED) else ""
        sign = word[0] if word[0] in (EXACT, COMPOUND) else ""
        bare = word.removeprefix(sign).rstrip(ANY_ENDING + INFLECTED)
        *first, last = _Tokens.of(bare).words or [_Word(bare, bare)]
        yield from (sign + each.seen for each in first)
        yield f"{beside}{sign}{last.seen}{mark}"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it is seen, and as those write it who have no æ, ø and å."""

    seen: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Tokens:
    """A text as words, and how far each stands from the first."""

    words: tuple[_Word, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Tokens:
        lines = _LAUGHTER.sub(" haha ", text[:_MAX_CHARACTERS]).splitlines()
        seen = visible(" . ".join(lines).translate(_OTHER_SPELLINGS))
        words: list[_Word] = []
        clauses: list[int] = []
        sentences: list[int] = []
        clause = sentence = 0
        known: dict[str, tuple[_Word, ...]] = {}
        for found in _TOKEN.finditer(seen):
            match found.lastgroup:
                case "word":
                    typed = found["word"]
                    if typed not in known:
                        known[typed] = tuple(map(_word, _parted(typed)))
                    for word in known[typed]:
                        words.append(word)
                        clauses.append(clause)
                        sentences.append(sentence)
                case "sentence":
                    sentence += 1
                    clause += 1
                case _:
                    clause += 1
        if len(words) > _FIRST_WORDS + _LAST_WORDS:
            # No sign reaches over what is left out.
            sentences[-_LAST_WORDS:] = [at + _WINDOW for at in sentences[-_LAST_WORDS:]]
            clauses[-_LAST_WORDS:] = [at + 1 for at in clauses[-_LAST_WORDS:]]
            for listed in (words, clauses, sentences):
                del listed[_FIRST_WORDS:-_LAST_WORDS]
        return cls(tuple(words), tuple(clauses), tuple(sentences))

    def place(self, at: int) -> int:
        """Return how far a word stands from the start."""
        return at + self.sentences[at] * _SENTENCE_COST


def _word(seen: str) -> _Word:
    return _Word(seen, without_accents(seen))


def _parted(typed: str) -> Iterator[str]:
    """Yield a typed word as one, two where a denial is grown into it."""
    word = typed.replace("'", "")
    if word in _CONTRACTED:
        yield from _CONTRACTED[word]
        return
    if word in _NOT:
        yield "ikke"
        return
    if word in _SMALL_WORDS:
        yield _SMALL_WORDS[word]
        return
    if word[0].isdigit():
        yield word.replace(",", ".")
        return
    stem, apostrophe, rest = typed.partition("'")
    if apostrophe and stem:
        yield stem
        if rest in _NOT or rest in ("ke", "kkje"):
            yield "ikke"
        return
    joined = _JOINED_NOT.fullmatch(word)
    if joined is not None and not is_form(without_accents(word)):
        yield joined["word"]
        yield "ikke"
        return
    yield word


class _Vocabulary:
    """The words that authors name, and where a text has them."""

    def __init__(self) -> None:
        self._exact: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._stem_lengths: dict[str, set[int]] = {}
        """By the letters that stems begin with, so that most lengths are never looked at."""
        self._last_parts: dict[str, set[str]] = {}
        """In every form that an author allows."""
        self._last_part_lengths: dict[str, set[int]] = {}
        """By the letters that they end with."""
        self._near: dict[str, dict[str, str]] = {}
        """By the first letter and one of the next three, which two slips never change all of."""

    def add(self, word: str) -> str:
        """Take in a word, and return the key its places have."""
        if _REFERENCE.fullmatch(word):
            return word
        mark = word[-1] if word[-1] in (ANY_ENDING, INFLECTED) else ""
        bare = word.lstrip(EXACT + COMPOUND).rstrip(ANY_ENDING + INFLECTED)
        folded = without_accents(bare)
        if word.startswith(COMPOUND):
            for ending in _ENDINGS if mark == INFLECTED else ("",):
                last = folded + ending
                self._last_parts.setdefault(last, set()).add(word)
                self._last_part_lengths.setdefault(last[-_EDGE:], set()).add(len(last))
        elif mark:
            self._stems.setdefault(folded, set()).add(word)
            self._stem_lengths.setdefault(folded[:_EDGE], set()).add(len(folded))
        else:
            self._exact.setdefault(folded, set()).add(word)
        if len(folded) >= _SHORTEST_SLIP and folded.isalpha() and word[0] not in EXACT + COMPOUND:
            for letter in folded[1:_HEAD]:
                self._near.setdefault(folded[0] + letter, {})[word] = folded
        return word

    def places(self, tokens: _Tokens) -> dict[str, _Spans]:
        """Return where a text has each word."""
        keys: dict[_Word, frozenset[str]] = {}
        unknown = 0
        found: dict[str, _Spans] = {}
        for at, word in enumerate(tokens.words):
            if word not in keys:
                keys[word] = frozenset(self._keys(word)) or self._keys_of_drawn_out(word)
                if not keys[word] and unknown < _MOST_UNKNOWN and _is_no_form(word.folded):
                    unknown += 1
                    keys[word] = frozenset(self._keys_of_slip(word.folded))
            for key in keys[word]:
                found.setdefault(key, []).append((at, at))
        for at, (first, second) in enumerate(pairwise(tokens.words)):
            if len(first.folded) > 2 and len(second.folded) > 3:
                for key in self._exact.get(first.folded + second.folded, ()):
                    found.setdefault(key, []).append((at, at + 1))
        return found

    def _keys_of_drawn_out(self, word: _Word) -> frozenset[str]:
        """Return the keys of a word no language has, without what repeats: «nååå», «hjeelp»."""
        if not _REPEATED.search(word.seen) or (
            is_form(word.folded) and not _DRAWN_OUT.search(word.seen)
        ):
            return frozenset()
        short = _REPEATED.sub(r"\1", word.seen)
        whole = _Word(short, without_accents(short))
        twice = _REPEATED.sub(r"\1\1", word.seen)
        return frozenset(self._keys(whole)) or frozenset(
            self._keys(_Word(twice, without_accents(twice)))
        )

    def _keys(self, word: _Word) -> Iterator[str]:
        folded = word.folded
        if folded.replace(".", "", 1).isdigit():
            yield f"<{_NUMBER}>"
            if len(folded) == 4 and folded[:2] in ("18", "19", "20"):
                yield f"<{_YEAR}>"
        for key in self._exact.get(folded, ()):
            if (word.seen if EXACT in key else "") not in ("", key.removeprefix(EXACT)):
                continue
            if _is_spelled(word.seen, key.removeprefix(EXACT), whole=True):
                yield key
        for length in (
            *self._stem_lengths.get(folded[: _EDGE - 1], ()),
            *self._stem_lengths.get(folded[:_EDGE], ()),
        ):
            stem, ending = folded[:length], folded[length:]
            for key in self._stems.get(stem, ()):
                if (
                    (key[-1] == ANY_ENDING or ending in _ENDINGS)
                    and (EXACT not in key or word.seen.startswith(key[1:-1]))
                    and _is_spelled(word.seen, key.removeprefix(EXACT)[:-1], whole=False)
                ):
                    yield key
        yield from self._keys_of_compound(word)

    def _keys_of_compound(self, word: _Word) -> Iterator[str]:
        """Yield the words that a word ends in, inflected or not: «seksåringen» is an «-åring»."""
        folded = word.folded
        if len(folded) >= _SHORTEST_SLIP:
            for length in self._last_part_lengths.get(folded[-_EDGE:], ()):
                if length < len(folded):
                    yield from self._last_parts.get(folded[-length:], ())

    def _keys_of_slip(self, folded: str) -> Iterator[str]:
        if is_word(folded):
            return
        near = {
            key: meant
            for letter in dict.fromkeys(folded[1:_HEAD])
            for key, meant in self._near.get(folded[0] + letter, {}).items()
        }
        for key, meant in near.items():
            slips = 2 if len(meant) >= _TWO_SLIPS else 1
            if _is_slip_of(folded, meant, key[-1], slips):
                yield key


def _is_no_form(folded: str) -> bool:
    return (
        _SHORTEST_SLIP - 1 <= len(folded) <= _LONGEST_WORD
        and folded.isalpha()
        and not is_form(folded)
    )


def _is_slip_of(folded: str, meant: str, mark: str, slips: int) -> bool:
    """Whether a word that no language has may be a slip for one of danger, or for its stem."""
    if mark not in (ANY_ENDING, INFLECTED):
        return abs(len(folded) - len(meant)) <= slips and _is_near(folded, meant, slips)
    return any(
        (mark == ANY_ENDING or folded[end:] in _ENDINGS) and _is_near(folded[:end], meant, slips)
        for end in range(len(meant) - slips, min(len(meant) + slips, len(folded)) + 1)
    )


def _is_near(typed: str, meant: str, slips: int) -> bool:
    return OSA.distance(typed, meant, score_cutoff=slips) <= slips


def _is_spelled(seen: str, meant: str, *, whole: bool) -> bool:
    """Whether a word is spelled as an author wrote it, or without æ, ø and å altogether."""
    if seen.isascii():
        return True
    return seen == meant if whole else seen.startswith(meant)


class _Reading:
    """One text while it is read: where it has what."""

    def __init__(self, tokens: _Tokens, spans: dict[str, _Spans]) -> None:
        self.tokens = tokens
        self._spans = spans
        self._left_out: set[int] = set()
        self._denials = {
            at
            for at, word in enumerate(tokens.words)
            if word.folded in _DENIALS and not self._is_unsure(at)
        }
        self._used: set[int] = set()
        self._edges: dict[str, list[int]] = {}
        self._told: dict[_Phrase, _Spans] = {}

    def _is_unsure(self, at: int) -> bool:
        """Whether a denial denies knowing only: «vet ikke om», «ikke bare»."""
        words = self.tokens.words
        return any(
            0 <= beside < len(words) and words[beside].folded in _NOT_SURE
            for beside in (at - 1, at + 1)
        )

    def noted(self) -> tuple[str, ...]:
        """Return the words and names whose places are noted."""
        return tuple(self._spans)

    def note(self, name: str, phrases: Iterable[_Phrase]) -> bool:
        """Note where any of the phrases stands, under one name, and return whether one does."""
        found = sorted({span for phrase in phrases for span in self.spans(phrase)})
        if found:
            self._spans[name] = found
        return bool(found)

    def leave_out(self, spans: _Spans) -> None:
        """Let the words of some places be no signs."""
        self._left_out.update(at for start, end in spans for at in range(start, end + 1))

    def spans(self, phrase: _Phrase) -> _Spans:
        """Return where the parts of a phrase stand in a clause in their order, few words apart."""
        found = self._spans.get(phrase[0][0], [])
        if not found or len(phrase) == 1:
            return found
        for key, _ in phrase[1:]:
            if key not in self._spans:
                return []
        for key, gap in phrase[1:]:
            nexts = self._spans[key]
            found = [(start, then) for start, end in found for then in self._next(nexts, end, gap)]
        for start, end in found:
            self._used.update(at for at in self._denials if start <= at <= end)
        return found

    def _next(self, spans: _Spans, end: int, gap: int) -> Iterator[int]:
        """Yield where the nearest of some places ends that follows shortly after a place."""
        index = bisect_left(spans, (end + 1, 0))
        if index < len(spans):
            start, last = spans[index]
            clauses = self.tokens.clauses
            if start - end <= gap + 1 and clauses[start] == clauses[end]:
                yield last

    def told(self, phrase: _Phrase, left_out: frozenset[int]) -> _Spans:
        """Return where a phrase stands, not denied and no figure of speech."""
        if phrase not in self._told:
            self._told[phrase] = [
                (start, end)
                for start, end in self.spans(phrase)
                if start not in self._left_out
                and end not in self._left_out
                and not self._is_denied(start, end)
            ]
        told = self._told[phrase]
        return [span for span in told if left_out.isdisjoint(span)] if left_out else told

    def _is_denied(self, start: int, end: int) -> bool:
        """Whether a denial that belongs to nothing else stands beside a place."""
        words, clauses = self.tokens.words, self.tokens.clauses
        if any(at in self._denials for at in range(start, end + 1)):
            return False
        before = start - 1
        while 0 <= before >= start - _GAP and words[before].folded in _DENIAL_CARRIERS:
            before -= 1
        after = end + 1
        if after < len(words) and words[after].folded in _OBJECTS:
            after += 1
        return any(
            at in self._denials and at not in self._used and clauses[at] == clauses[near]
            for at, near in ((before, start), (after, end))
            if 0 <= at < len(words)
        )

    def is_called_off(self, places: Sequence[int], strength: Strength) -> bool:
        """Whether a sign that stands in some places is joked about, long past, or on paper."""
        if self._is_past(places, strength):
            return True
        if strength is Strength.SURE:
            return False
        return "<!jokes>" in self._spans or (
            strength is Strength.WEAK and "<!papers>" in self._spans
        )

    def _is_past(self, places: Sequence[int], strength: Strength) -> bool:
        """Whether a time that is long past stands nearer to a sign than one that is now."""
        past = self._distance("<!past>", places)
        if past is None or past > _PAST_REACH[strength]:
            return False
        of_now = self._edges_of("<!now>")
        # A sign that is itself of a time says nothing of when the rest of it was.
        now = self._distance("<!now>", [at for at in places if at not in of_now])
        return now is None or past < now

    def _distance(self, name: str, places: Sequence[int]) -> int | None:
        """Return how far from the nearest of some places a name stands in the same sentence."""
        edges, sentences = self._edges_of(name), self.tokens.sentences
        distances = [
            abs(edges[beside] - at)
            for at in places
            for index in (bisect_left(edges, at),)
            for beside in (index - 1, index)
            if 0 <= beside < len(edges) and sentences[edges[beside]] == sentences[at]
        ]
        return min(distances, default=None)

    def _edges_of(self, name: str) -> list[int]:
        """Return the first and the last words of the places of a name, in their order."""
        if name not in self._edges:
            self._edges[name] = sorted({at for span in self._spans.get(name, ()) for at in span})
        return self._edges[name]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of emergency, compiled."""

    id: str
    signs: tuple[tuple[Strength, _Sign], ...]
    alone: tuple[_Phrase, ...]
    pairs: tuple[_Sign, ...]
    exceptions: tuple[_Phrase, ...]
    _fillers: _Phrase = field(default=(("<!fillers>", _GAP),))

    @classmethod
    def of(cls, emergency: Emergency, phrase: _Compile) -> _Kind:
        def sign(expression: str) -> _Sign:
            return tuple(phrase(part) for part in expression.split(f" {TOGETHER} "))

        return cls(
            emergency.id,
            tuple(
                (strength, sign(each))
                for strength in sorted(emergency.signs, reverse=True)
                for each in emergency.signs[strength]
            ),
            tuple(phrase(each) for each in emergency.alone),
            tuple(sign(each) for each in emergency.pairs),
            tuple(phrase(each) for each in emergency.exceptions),
        )

    def is_told(self, reading: _Reading) -> bool:
        """Whether a text tells of it."""
        left_out = self._left_out(reading)
        return any(self._stands_alone(reading, phrase, left_out) for phrase in self.alone) or any(
            self._stands(reading, sign, strength, left_out) for strength, sign in self.signs
        )

    def has_pair(self, reading: _Reading) -> bool:
        """Whether two different signs of which one is not enough stand in different words."""
        left_out = self._left_out(reading)
        places = [
            {min(window) for window in self._windows(reading, sign, Strength.WEAK, left_out)}
            for sign in self.pairs
        ]
        return sum(map(bool, places)) > 1 and len(set[int]().union(*places)) > 1

    def _left_out(self, reading: _Reading) -> frozenset[int]:
        return frozenset(
            at
            for phrase in self.exceptions
            for start, end in reading.spans(phrase)
            for at in range(start, end + 1)
        )

    def _stands_alone(self, reading: _Reading, phrase: _Phrase, left_out: frozenset[int]) -> bool:
        words = reading.tokens.words
        if len(words) > _LONGEST_ALONE:
            return False
        fillers = {at for span in reading.spans(self._fillers) for at in span}
        return any(
            all(start <= at <= end or at in fillers for at in range(len(words)))
            for start, end in reading.told(phrase, left_out)
        )

    def _stands(
        self, reading: _Reading, sign: _Sign, strength: Strength, left_out: frozenset[int]
    ) -> bool:
        return any(True for _ in self._windows(reading, sign, strength, left_out))

    def _windows(
        self, reading: _Reading, sign: _Sign, strength: Strength, left_out: frozenset[int]
    ) -> Iterator[tuple[int, ...]]:
        """Yield where a sign stands and is not called off."""
        places: list[_Spans] = []
        for phrase in sign:
            told = reading.told(phrase, left_out)
            if not told:
                return
            places.append(told)
        for window in _windows(reading, places):
            if not reading.is_called_off(window, strength):
                yield window


def _windows(reading: _Reading, places: Sequence[_Spans]) -> Iterator[tuple[int, ...]]:
    """Yield where one place of each list stands, near each other, no two in one word."""
    if len(places) == 1:
        yield from places[0]
        return
    if prod(map(len, places)) <= _FEW:
        yield from _near_each_other(reading, places)
        return
    merged = sorted((start, end, of) for of, spans in enumerate(places) for start, end in spans)
    latest: dict[int, tuple[int, int]] = {}
    place = reading.tokens.place
    for start, end, of in merged:
        latest[of] = (start, end)
        if len(latest) == len(places):
            starts = {each for each, _ in latest.values()}
            if len(starts) == len(places) and place(start) - place(min(starts)) <= _WINDOW:
                yield tuple(at for span in latest.values() for at in span)


def _near_each_other(reading: _Reading, places: Sequence[_Spans]) -> Iterator[tuple[int, ...]]:
    """Yield every way to take one place of each list, none twice, near each other."""
    place = reading.tokens.place
    for spans in product(*places):
        starts = {start for start, _ in spans}
        if len(starts) == len(spans) and place(max(starts)) - place(min(starts)) <= _WINDOW:
            yield tuple(at for span in spans for at in span)
