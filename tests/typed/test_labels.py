import pytest

from bot.typed import DO_NOT_KNOW, NO, YES, LabelledOption, NoMatch, match


def option(name: str, label: str, *also: str) -> LabelledOption:
    return LabelledOption(name, label, also)


SENDERS = (
    option("kommunen", "Kommunen"),
    option("nav", "Nav"),
    option("sykehuset", "Sykehuset eller spesialist"),
    option("sami", "Sámi giellaguovddáš"),
    option("vet_ikke", "Vet ikke", *DO_NOT_KNOW),
)
YES_NO = (
    option("ja", "Ja", *YES),
    option("nei", "Nei", *NO),
    option("vet_ikke", "Vet ikke", *DO_NOT_KNOW),
)
LETTER = (option("har", "Har kommet"), option("har_ikke", "Har ikke kommet"))
WEEKS = (
    option("to", "2 uker"),
    option("fire", "4 uker"),
    option("lenger", "Lengre enn 6 uker"),
)
FAMILY = (
    option("bestemor", "Bestemor"),
    option("gift", "Gift"),
    option("enig", "Enig i vedtaket"),
    option("lovlig", "Lovlig"),
    option("utlandet", "Bodd i utlandet"),
)


def matched(
    text: str, options: tuple[LabelledOption, ...] = SENDERS, *, numbers: bool = True
) -> str | None:
    """Return the id of the option matched, None for none."""
    found = match(text, options, numbers=numbers)
    return found.id if isinstance(found, LabelledOption) else None


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "2.",
        "2)",
        "(2)",
        "2.)",
        " 2 ",
        "nr 2",
        "nr. 2",
        "Nummer 2",
        "nummer to",
        "#2",
        "to",
        "two",
        "valg 2",
        "alternativ 2",
        "number two",
        "２",
        "2️⃣",
        "٢",
        "\u200f2",
        "2\n",
    ],
)
def test_a_number_is_the_place_on_the_screen(text: str) -> None:
    assert matched(text) == "nav"


@pytest.mark.parametrize("text", ["0", "6", "11", "999", "2,5", "2-3", "2 3", "en", "²", "toe"])
def test_a_number_that_is_no_place_matches_nothing(text: str) -> None:
    assert matched(text) is None


def test_numbers_can_be_left_to_the_question() -> None:
    assert matched("2", numbers=False) is None
    assert matched("Nav", numbers=False) == "nav"


def test_one_as_a_word_has_to_be_called_a_number() -> None:
    assert matched("nummer en") == "kommunen"
    assert matched("én)") == "kommunen"


def test_a_number_that_another_label_holds_is_not_settled() -> None:
    assert match("2", WEEKS) == NoMatch(("to", "fire"))
    assert matched("3", WEEKS) == "lenger"
    assert matched("1", WEEKS) == "to"
    assert matched("nr 2", WEEKS) == "fire"
    assert matched("2)", WEEKS) == "fire"


def test_a_label_that_is_a_number_means_itself() -> None:
    children = (option("ingen", "0"), option("ett", "1"), option("to", "2"))
    assert matched("1", children) == "ett"
    assert matched("2", children) == "to"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kommunen", "kommunen"),
        ("kommunen", "kommunen"),
        ("  KOMMUNEN! ", "kommunen"),
        ("«Kommunen».", "kommunen"),
        ("Kommunen 🙂", "kommunen"),
        ("\u200fKommunen\u200e", "kommunen"),
        ("Kom\u00admunen", "kommunen"),
        ("kommu nen", "kommunen"),
        ("Nav\0", "nav"),
        ("NAV", "nav"),
        ("sami giellaguovddas", "sami"),
        ("sámi giellaguovddáš", "sami"),
        ("vetikke", "vet_ikke"),
    ],
)
def test_a_label_in_other_letters_is_the_label(text: str, meant: str) -> None:
    assert matched(text) == meant


@pytest.mark.parametrize("text", ["Få hjelp på sjøen", "faa hjelp paa sjoeen", "fa hjelp pa sjoen"])
def test_a_label_without_the_norwegian_letters_is_the_label(text: str) -> None:
    assert matched(text, (option("sjo", "Få hjelp på sjøen"), option("land", "På land"))) == "sjo"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("komunen", "kommunen"),
        ("kommnuen", "kommunen"),
        ("lommunen", "kommunen"),
        ("kommunenn", "kommunen"),
        ("sykehsuet eller spesalist", "sykehuset"),
        ("sykehust", "sykehuset"),
        ("vet ikek", "vet_ikke"),
        ("veit ikkj", "vet_ikke"),
    ],
)
def test_a_typing_error_is_forgiven(text: str, meant: str) -> None:
    assert matched(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kommune", "kommunen"),
        ("kommu", "kommunen"),
        ("sykehuset", "sykehuset"),
        ("spesialist", "sykehuset"),
        ("sykehuset eller", "sykehuset"),
        ("det er kommunen", "kommunen"),
        ("jeg tror det var Nav", "nav"),
    ],
)
def test_the_beginning_or_the_words_of_one_label_are_enough(text: str, meant: str) -> None:
    assert matched(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ikke kommunen",
        "ikkje kommunen",
        "ike kommunen",
        "tror ikke det er kommunen",
        "kommunen eller nav",
        "nav og kommunen",
        "er det kommunen?",
        "nav eller noe",
        "eller",
        "det er",
        "ikke",
        "k",
        "syk",
        "sykehjem",
        "fylkeskommunen",
        "nva",
        "hjelp",
        "<b>",
        "<b>Nav</b>",
        "",
        " ",
        "\n\t",
        "\0",
        "\u200f",
        "🙂",
        "...",
        "?",
    ],
)
def test_what_is_not_an_answer_matches_nothing(text: str) -> None:
    assert matched(text) is None


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("ikke kommunen", ("kommunen", "vet_ikke")),
        ("kommunen eller nav", ("kommunen", "nav")),
        ("nva", ("nav",)),
        ("hjelp", ()),
    ],
)
def test_options_that_a_text_resembles_are_told_in_their_order(
    text: str, near: tuple[str, ...]
) -> None:
    assert match(text, SENDERS) == NoMatch(near)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ja", "ja"),
        ("JA!", "ja"),
        ("jepp", "ja"),
        ("yes", "ja"),
        ("ja takk", "ja"),
        ("jeg tror ja", "ja"),
        ("nei", "nei"),
        ("Nei.", "nei"),
        ("nei takk", "nei"),
        ("no", "nei"),
        ("vet ikke", "vet_ikke"),
        ("veit ikkje", "vet_ikke"),
        ("jeg vet ikke", "vet_ikke"),
        ("det vet jeg ikke", "vet_ikke"),
        ("aner ikke", "vet_ikke"),
        ("usikker", "vet_ikke"),
        ("I don’t know", "vet_ikke"),
        ("ja eller nei", None),
        ("nei jeg vet ikke", None),
        ("ja nei", None),
        ("ikke", None),
        ("ikke nei", None),
        ("ikke ja", None),
    ],
)
def test_yes_no_and_not_knowing_are_heard(text: str, meant: str | None) -> None:
    assert matched(text, YES_NO) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("har kommet", "har"),
        ("har kommett", "har"),
        ("har ikke kommet", "har_ikke"),
        ("har ikkje kommet", "har_ikke"),
        ("har ike kommet", "har_ikke"),
        ("har ikke kommett", "har_ikke"),
        ("harikke kommet", "har_ikke"),
        ("ikke kommet", "har_ikke"),
        ("kommet", None),
        ("har", None),
        ("har aldri ikke kommet", None),
    ],
)
def test_a_denial_is_never_a_typing_error(text: str, meant: str | None) -> None:
    assert matched(text, LETTER) == meant


@pytest.mark.parametrize("text", ["har ikke kommet", "har ikkje kommet", "har ike kommet"])
def test_a_denial_matches_nothing_where_no_label_denies(text: str) -> None:
    assert matched(text, (option("har", "Har kommet"), option("annet", "Noe annet"))) is None


@pytest.mark.parametrize("text", ["har kommet", "jeg har", "brev har kommet"])
def test_what_is_not_denied_matches_no_label_that_denies(text: str) -> None:
    assert matched(text, (option("ikke", "Jeg har ikke fått brev"), option("a", "Annet"))) is None


def test_the_beginning_of_a_label_that_denies_further_on_does_not_match() -> None:
    options = (option("ikke", "Det foreligger ikke vedtak"), option("a", "Annet"))
    assert matched("det foreligger", options) is None
    assert matched("det foreligger ikke", options) == "ikke"


def test_a_mere_no_is_not_settled_between_labels_that_deny() -> None:
    options = (option("nei", "Nei, men jeg har søkt"), option("ikke", "Har ikke søkt"))
    assert match("nei", options) == NoMatch(("nei", "ikke"))
    assert matched("nei", (options[0], option("ja", "Ja"))) == "nei"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ugift", None),
        ("uenig i vedtaket", None),
        ("uenig", None),
        ("bestefar", None),
        ("ulovlig", None),
        ("lovlgi", "lovlig"),
        ("bift", None),
        ("bodd i innlandet", None),
        ("gitf", "gift"),
        ("enig", "enig"),
        ("enig i vedtaketr", "enig"),
        ("bestemo", "bestemor"),
    ],
)
def test_a_word_that_says_another_thing_is_no_typing_error(text: str, meant: str | None) -> None:
    assert matched(text, FAMILY) == meant


@pytest.mark.parametrize("text", ["5 uker", "3 uker", "uker"])
def test_another_figure_is_no_typing_error(text: str) -> None:
    assert matched(text, WEEKS) is None


def test_a_text_between_two_labels_matches_neither() -> None:
    options = (option("lege", "Legen"), option("leger", "Leger"))
    assert match("lege", options) == NoMatch(("lege", "leger"))
    assert match("legem", options) == NoMatch(("lege", "leger"))


def test_a_text_between_a_label_and_another_name_matches_neither() -> None:
    options = (option("lege", "Legen"), option("annet", "Noe annet", "Leger", "Tannlege"))
    assert match("legem", options) == NoMatch(("lege", "annet"))


def test_two_options_with_one_label_match_neither() -> None:
    assert match("nav", (option("a", "Nav"), option("b", "NAV"))) == NoMatch(("a", "b"))


def test_a_label_stands_before_what_another_is_also_called() -> None:
    options = (option("a", "Hjelp", "Nav"), option("b", "nav"))
    assert matched("nav", options) == "b"


def test_a_long_text_matches_nothing() -> None:
    assert match("Nav " * 1024, SENDERS) == NoMatch()
    assert match("x" * 4096, SENDERS) == NoMatch()
    assert match("1" * 4096, SENDERS) == NoMatch()


def test_a_short_answer_in_much_space_is_read() -> None:
    assert matched(" " * 2000 + "nav" + "\n" * 2000) == "nav"


def test_without_options_nothing_matches() -> None:
    assert match("nav", ()) == NoMatch()


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("vann", "Venn"),
        ("nett", "Nytt"),
        ("moro", "Mora"),
        ("søvn", "Sønn"),
        ("lenge", "Lege"),
        ("hasj", "Hast"),
        ("hjelp", "Hjelpemidler"),
        ("annet", "En annen"),
        ("oven", "Over"),
    ],
)
def test_a_word_that_exists_never_means_a_label_it_is_like(word: str, label: str) -> None:
    assert matched(word, (option("it", label), option("other", "Helfo"))) is None


def test_a_form_of_a_label_means_it() -> None:
    assert matched("vedtakene", (option("it", "Vedtak"), option("other", "Helfo"))) == "it"
