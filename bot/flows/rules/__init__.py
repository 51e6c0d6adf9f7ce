"""The rules of the check, one file each: what would strand a person or mislead an author.

A rule is a function of everything that was read and the report it writes to. Adding one is a file
here and a line in `RULES`.
"""

from bot.flows.rules.answers import answers_exist
from bot.flows.rules.calls import calls_come_back
from bot.flows.rules.checked import Checked, Rule
from bot.flows.rules.circles import no_circles
from bot.flows.rules.entry import conversations_can_begin
from bot.flows.rules.forks import exactly_one_way
from bot.flows.rules.kinds import conditions_fit
from bot.flows.rules.limits import texts_fit
from bot.flows.rules.markup import markup_is_whole
from bot.flows.rules.placeholders import placeholders_name_facts
from bot.flows.rules.reach import every_step_is_reached
from bot.flows.rules.targets import targets_exist

RULES: tuple[Rule, ...] = (
    targets_exist,
    calls_come_back,
    answers_exist,
    conditions_fit,
    placeholders_name_facts,
    markup_is_whole,
    texts_fit,
    conversations_can_begin,
    no_circles,
    every_step_is_reached,
    exactly_one_way,
)

__all__ = ["RULES", "Checked", "Rule"]
