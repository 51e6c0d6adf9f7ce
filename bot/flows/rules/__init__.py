"""The rules of the check, one file each: what would strand a person or mislead an author.

A rule is a function of everything that was read and the report it writes to. Adding one is a file
here, a line in `RULES`, a line in `codes.py`, and a page in `docs/regler/` whose examples are its
tests. What is wrong with a single part of a file is found where that part is read.
"""

from bot.flows.rules.answers import answers_exist
from bot.flows.rules.callbacks import buttons_can_carry
from bot.flows.rules.calls import calls_come_back
from bot.flows.rules.checked import START, Checked, Rule
from bot.flows.rules.circles import no_circles
from bot.flows.rules.codes import CODES, Identity
from bot.flows.rules.danger_signs import danger_signs_tell_something
from bot.flows.rules.dangers import dangers_are_told
from bot.flows.rules.days import days_can_be_given
from bot.flows.rules.entry import conversations_can_begin
from bot.flows.rules.forks import exactly_one_way
from bot.flows.rules.given import answers_are_asked_for_first
from bot.flows.rules.hard_words import hard_words_are_explained
from bot.flows.rules.health import health_is_said
from bot.flows.rules.helping import helpers_are_told
from bot.flows.rules.kinds import conditions_fit
from bot.flows.rules.marks import marks_are_shown
from bot.flows.rules.markup import markup_is_whole
from bot.flows.rules.message import messages_fit
from bot.flows.rules.outcome_length import outcomes_are_short
from bot.flows.rules.past import nothing_is_past
from bot.flows.rules.permitted import permitted
from bot.flows.rules.placeholders import placeholders_name_facts
from bot.flows.rules.rate_conditions import rates_that_end_are_only_stated
from bot.flows.rules.rates import rates_are_renewed
from bot.flows.rules.reach import every_step_is_reached
from bot.flows.rules.readability import language_is_plain
from bot.flows.rules.renames import former_names_lead_one_way
from bot.flows.rules.results import results_are_told_apart
from bot.flows.rules.reviews import sources_are_read_again
from bot.flows.rules.same_labels import buttons_are_told_apart
from bot.flows.rules.screen_size import texts_fit
from bot.flows.rules.sentences import sentences_are_short
from bot.flows.rules.shared_texts import shared_texts_are_whole
from bot.flows.rules.targets import targets_exist
from bot.flows.rules.themes import themes_name_what_there_is
from bot.flows.rules.translated import translations_have_a_text
from bot.flows.rules.unknown import who_does_not_know_gets_on
from bot.flows.rules.unused import facts_are_used
from bot.flows.rules.variants import variants_are_read
from bot.flows.rules.way_length import answers_come_soon

RULES: tuple[Rule, ...] = (
    targets_exist,
    calls_come_back,
    answers_exist,
    conditions_fit,
    days_can_be_given,
    placeholders_name_facts,
    shared_texts_are_whole,
    rates_that_end_are_only_stated,
    markup_is_whole,
    conversations_can_begin,
    no_circles,
    former_names_lead_one_way,
    buttons_can_carry,
    # The proof keeps silent after an error. It stands before the rules that an author may let be
    # broken, so that nothing permitted keeps it from being held.
    exactly_one_way,
    answers_are_asked_for_first,
    answers_come_soon,
    # Steps that nobody reaches do not hinder it.
    every_step_is_reached,
    results_are_told_apart,
    themes_name_what_there_is,
    danger_signs_tell_something,
    facts_are_used,
    sources_are_read_again,
    rates_are_renewed,
    nothing_is_past,
    who_does_not_know_gets_on,
    variants_are_read,
    helpers_are_told,
    health_is_said,
    dangers_are_told,
    texts_fit,
    buttons_are_told_apart,
    language_is_plain,
    sentences_are_short,
    hard_words_are_explained,
    outcomes_are_short,
    messages_fit,
    marks_are_shown,
    translations_have_a_text,
)

ESSENTIAL: tuple[Rule, ...] = (
    targets_exist,
    calls_come_back,
    answers_exist,
    conditions_fit,
    conversations_can_begin,
    no_circles,
)
"""What must hold for conversations to be held at all; so flows of another time can be told of."""

__all__ = ["CODES", "ESSENTIAL", "RULES", "START", "Checked", "Identity", "Rule", "permitted"]
