"""What gives away who someone is: warned of, deleted if that can be, and stored nowhere."""

from __future__ import annotations

from structlog.testing import capture_logs

from tests.telegram_emulator import Person, bad_request

from .flows import TEMA
from .rig import Rig
from .test_conversation import starts

NUMBER = "01010100050"


async def test_a_message_with_an_identity_number_is_deleted_and_warned_of(
    bot: Rig, kari: Person
) -> None:
    await starts(kari)
    message = await kari.says(f"klage, jeg er {NUMBER}")
    warned = await kari.next_message()
    await bot.settled()
    assert "ligner på et fødselsnummer" in warned.text
    assert TEMA in warned.text
    assert message.deleted
    files = b"".join(file.read_bytes() for file in bot.path.parent.iterdir() if file.is_file())
    assert NUMBER.encode() not in files


async def test_a_message_that_cannot_be_deleted_holds_up_nothing(bot: Rig, kari: Person) -> None:
    await starts(kari)
    refusals = [
        bad_request("message can't be deleted for everyone"),
        bad_request("message to delete not found"),
    ]
    with capture_logs() as logs:
        for refusal in refusals:
            bot.telegram.fail_next("deleteMessage", with_=refusal)
            await kari.says("Storgata 5")
            assert "en adresse" in (await kari.next_message()).text
            await bot.settled()
    assert logs == []
