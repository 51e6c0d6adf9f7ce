"""RV506: what is translated is still said."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.flows.texts import all_texts
from bot.source import Report
from bot.texts import SUPPORTED


def translations_have_a_text(checked: Checked, report: Report) -> None:
    """Warn of translations of texts that no flow or fact has, once each language."""
    if not (checked.whole and checked.are_own_catalogues):
        return
    texts = all_texts(checked.flows.values(), checked.facts)
    said: set[tuple[str | None, str]] = {(text.context, text.source) for text in texts}
    for locale in SUPPORTED:
        positions = checked.catalogues.words(locale).flows.positions
        gone = sorted(position for key, position in positions.items() if key not in said)
        if gone:
            what = "1 oversettelse er" if len(gone) == 1 else f"{len(gone)} oversettelser er"
            report.warning(
                gone[0],
                "RV506",
                f"{what} av tekster som ikke står i flytene lenger, og blir ikke vist. Den første "
                "står her. Er teksten bare endret, så flytt oversettelsen dit. Ellers slett den.",
            )
