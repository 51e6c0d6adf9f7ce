from pathlib import Path

import pytest

from tests.flows.slips import Slip, prove

TO = "    til: {kjent: anke, ukjent: anke}"
WHEN = "      - {når: {svar: hvem, er: helfo}, til: klag}\n"
LATE = "{frist: anke, fra: [mottatt], er: utløpt}"
TODAY_IS = "{i_dag: {før: 2027-01-01}}"
ANSWER_IS = "{svar: hvem, er: helfo}"
SLIPS = [
    Slip(TO, "    til: ¤[]", "RV205", "liste av",
         right="    til: {kjent: [{ellers: anke}], ukjent: klag}"),
    Slip("{tekst: Kommunen, til: kalt}", "{tekst: Kommunen, til: ¤{a: kalt}}", "RV205", "et steg",
         right="{tekst: Kommunen, til: [{ellers: kalt}]}"),
    Slip("      - {ellers: anke}\n", "      - {ellers: ¤anke}\n      - {ellers: klag}\n",
         "RV207", "må stå sist"),
    Slip("      - {ellers: anke}\n", "      - {ellers: anke, til: ¤anke}\n", "RV205", "«til»"),
    Slip("      - {ellers: anke}\n", "      - {ellers: anke, når: ¤{svar: hvem, er: helfo}}\n",
         "RV205", "«når»"),
    Slip("      - {ellers: anke}\n", "      - {¤elers: anke}\n", "RV011", "Mente du «ellers»?")
    ,
    Slip("      - {ellers: anke}\n", "      - {ellers: ¤Anke}\n", "RV015", "«Anke»"),
    Slip(WHEN, "      - ¤klag\n", "RV010", "Vilkåret må ha nøkler"),
    Slip(WHEN, "      - ¤{når: {svar: hvem, er: helfo}}\n", "RV012", "«til»"),
    Slip(WHEN, "      - ¤{til: klag}\n", "RV012", "«når»"),
    Slip(ANSWER_IS, "{¤svra: hvem, er: helfo}", "RV011", "Mente du «svar»?"),
    Slip(ANSWER_IS, "¤{er: helfo}", "RV208", "Et vilkår må se på én ting"),
    Slip(ANSWER_IS, "¤{svar: hvem, er: helfo, i_dag: {før: 2027-01-01}}", "RV208", "én ting",
         right="{alle: [{svar: hvem, er: helfo}, {i_dag: {før: 2027-01-01}}]}"),
    Slip(ANSWER_IS, "¤hvem", "RV010", "må ha nøkler"),
    Slip(ANSWER_IS, "¤{svar: hvem}", "RV012", "«er»"),
    Slip(ANSWER_IS, "{svar: hvem, er: ¤[]}", "RV013", "tom",
         right="{svar: hvem, er: [helfo, vet_ikke]}"),
    Slip(ANSWER_IS, "{svar: hvem, er: helfo, fra: ¤mottatt}", "RV208",
         "«fra» kan ikke stå sammen med «svar»"),
    Slip(TODAY_IS, "{i_dag: {før: 2027-01-01}, er: ¤utløpt}", "RV208",
         "«er» kan ikke stå sammen med «i_dag»"),
    Slip(LATE, "{frist: anke, fra: [mottatt], er: ¤utlopt}", "RV014", "Mente du «utløpt»?",
         right="{frist: anke, fra: mottatt, er: [utløpt, løper, ikke_startet, ukjent]}"),
    Slip(LATE, "{frist: ¤akne, fra: [mottatt], er: utløpt}", "RV102", "Mente du «anke»?"),
    Slip(LATE, "¤{frist: anke, er: utløpt}", "RV012", "«fra»"),
    Slip(LATE, "¤{frist: anke, fra: [mottatt]}", "RV012", "«er»"),
    Slip(TODAY_IS, "{i_dag: ¤{}}", "RV208", "{før: dato}",
         right="{i_dag: {fra_og_med: 2027-01-01}}"),
    Slip(TODAY_IS, "{i_dag: {før: ¤nyttår}}", "RV010", "2027-01-31"),
    Slip(TODAY_IS, "{i_dag: {før: ¤0001-01-01}}", "RV010", "2027-01-31"),
    Slip(TODAY_IS, "{i_dag: {¤fra: 2027-01-01}}", "RV011", "«i_dag»"),
    Slip(TODAY_IS, "{i_dag: ¤2027-01-01}", "RV010", "må ha nøkler"),
    Slip(TODAY_IS, "{ikke: ¤{}}", "RV208", "én ting", right="{ikke: {i_dag: {før: 2027-01-01}}}"),
    Slip(TODAY_IS, "{alle: ¤[]}", "RV013", "tom", right="{alle: [{i_dag: {før: 2027-01-01}}]}"),
    Slip(TODAY_IS, "{en_av: [{svar: hvem, er: helfo}, ¤{}]}", "RV208", "én ting",
         right="{en_av: [{svar: hvem, er: helfo}, {i_dag: {før: 2027-01-01}}]}"),
    Slip(TODAY_IS, "{en_av: ¤{svar: hvem, er: helfo}}", "RV010", "en liste"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_one_slip_gives_one_diagnostic_where_it_stands(slip: Slip, tmp_path: Path) -> None:
    prove(tmp_path, slip)
