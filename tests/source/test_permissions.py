import pytest

from bot.source import Diagnostic, Position, Report, Severity
from bot.source.permissions import Permission, apply_permissions, read_permissions

REASON = "fordi den er sånn"


def permissions(text: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Read the permissions of a text: code, line and column of each, and what is wrong."""
    report = Report()
    found = read_permissions(text.encode(), "flyt/a.yaml", report)
    told = [f"{item.position.line}:{item.position.column} {item.code}" for item in report.sorted()]
    return [(each.code, each.position.line, each.position.column) for each in found], told


@pytest.mark.parametrize(
    "text",
    [
        f"a: b  # rettvei: tillat RV401 {REASON}\n",
        f"a: b  #rettvei:tillat  RV401   {REASON}\n".replace("rettvei:tillat", "rettvei: tillat"),
        f"a: b  # rettvei: tillat RV401 {REASON}",
        f"a: b  # rettvei: tillat RV401 {REASON}\r\nc: d\r\n",
        f"\ufeffa: b  # rettvei: tillat RV401 {REASON}\n",
        f"a: {{b: Hva?, c: d}}  # rettvei: tillat RV401 {REASON}\n",
        f"a: >-  # rettvei: tillat RV401 {REASON}\n  en tekst\n",
    ],
)
def test_a_permission_stands_at_the_end_of_a_line(text: str) -> None:
    found, told = permissions(text)
    assert [(code, line) for code, line, _ in found] == [("RV401", 1)]
    assert told == []


def test_a_permission_knows_its_line_and_column() -> None:
    found, _ = permissions(f"æ: ø\nå: b  # rettvei: tillat RV401 {REASON}\n")
    assert found == [("RV401", 2, 7)]


@pytest.mark.parametrize(
    "comment",
    [
        "# rettvei: tillat RV401",
        "# rettvei: tillat RV401 fordi",
        "# rettvei: tillat RV401 fordi ",
        "# rettvei: tillat",
        "# rettvei: tilat RV401 fordi den er sånn",
        "# rettvei:",
    ],
)
def test_a_permission_that_says_too_little_is_told(comment: str) -> None:
    assert permissions(f"a: b  {comment}\n") == ([], ["1:7 RV016"])


@pytest.mark.parametrize(
    "text",
    [
        f'a: "æøå # rettvei: tillat RV401 {REASON}"\n',
        f"a: 'æøå # rettvei: tillat RV401 {REASON}'\n",
        f"a: |\n  æøå # rettvei: tillat RV401 {REASON}\n",
        "a: b#rettvei:tillat\n",
        "a: b  # noe annet\n",
    ],
)
def test_what_is_no_comment_is_no_permission(text: str) -> None:
    assert permissions(text) == ([], [])


def test_a_comment_after_a_quoted_text_is_one() -> None:
    text = f'a: "# rettvei: æøå"  # rettvei: tillat RV401 {REASON}\n'
    assert permissions(text) == ([("RV401", 1, 22)], [])


AT = Position("flyt/a.yaml", 3, 5)
LONG = Diagnostic(AT, "RV401", "For langt.", Severity.WARNING)


def applied(code: str, line: int = 3, *found: Diagnostic, judged: bool = True) -> list[str]:
    left = apply_permissions(
        found or (LONG,),
        [Permission(code, Position("flyt/a.yaml", line, 20))],
        may_be_allowed={"RV401"},
        known={"RV401", "RV301"},
        judged={"RV401", "RV301"} if judged else set(),
    )
    return [f"{item.position.line} {item.code} {item.severity.name}" for item in left]


def test_a_permission_takes_away_what_its_rule_says_of_its_line() -> None:
    assert applied("RV401") == []


def test_a_permission_takes_away_all_that_its_rule_says_of_its_line() -> None:
    other = Diagnostic(Position("flyt/a.yaml", 3, 40), "RV401", "For langt.")
    assert applied("RV401", 3, LONG, other) == []


def test_a_permission_leaves_other_lines_files_and_rules() -> None:
    elsewhere = Diagnostic(Position("flyt/b.yaml", 3, 5), "RV401", "For langt.")
    above = Diagnostic(Position("flyt/a.yaml", 2, 5), "RV401", "For langt.")
    other = Diagnostic(AT, "RV301", "Steget finnes ikke.")
    assert applied("RV401", 3, LONG, elsewhere, above, other) == [
        "2 RV401 ERROR",
        "3 RV301 ERROR",
        "3 RV401 ERROR",
    ]


def test_a_permission_that_is_not_needed_is_a_warning() -> None:
    assert applied("RV401", 4) == ["3 RV401 WARNING", "4 RV017 WARNING"]


def test_a_permission_whose_rule_was_not_tried_may_be_needed() -> None:
    assert applied("RV401", 4, judged=False) == ["3 RV401 WARNING"]


def test_a_rule_that_keeps_people_from_being_stranded_cannot_be_broken() -> None:
    lost = Diagnostic(AT, "RV301", "Steget finnes ikke.")
    assert applied("RV301", 3, lost) == ["3 RV301 ERROR", "3 RV018 ERROR"]


def test_a_permission_for_no_rule_names_the_nearest() -> None:
    left = apply_permissions(
        (),
        [Permission("RV410", AT)],
        may_be_allowed={"RV401"},
        known={"RV401"},
        judged={"RV401"},
    )
    assert [item.code for item in left] == ["RV016"]
    assert "Mente du «RV401»?" in left[0].message
