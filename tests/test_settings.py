import os
import string
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows import Privacy
from bot.settings import Settings, SettingsError, read_settings
from bot.store import new_key, read_keys

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper() in NAMES:
            monkeypatch.delenv(name)


def read(**environment: str) -> Settings:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        return read_settings()


def refused(**environment: str) -> str:
    """What is said of settings that are wrong."""
    with pytest.raises(SettingsError) as caught:
        read(**environment)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return str(caught.value)


def test_an_empty_environment_is_a_bot_of_telegram_with_a_database_beside_it() -> None:
    settings = read()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///rettvei.db"
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)
    assert (settings.webhook_url, settings.webhook_secret) == (None, None)


def test_messages_go_out_as_fast_as_telegram_asks_for() -> None:
    settings = read()
    assert (settings.messages_per_second, settings.messages_per_second_per_chat) == (30, 1)
    faster = read(MESSAGES_PER_SECOND="1000", MESSAGES_PER_SECOND_PER_CHAT="0")
    assert (faster.messages_per_second, faster.messages_per_second_per_chat) == (1000, 0)


@pytest.mark.parametrize("rate", ["-1", "1.5", "mange", "10000"])
def test_a_rate_that_is_no_number_is_refused(rate: str) -> None:
    told = "must be a whole number of messages a second, from 1 to 9999; 0 is no limit."
    assert refused(MESSAGES_PER_SECOND=rate) == f"MESSAGES_PER_SECOND {told}"


@pytest.mark.parametrize("nothing", ["", " ", "\t\n"])
def test_a_variable_with_nothing_in_it_is_not_set(nothing: str) -> None:
    assert read(**dict.fromkeys(NAMES, nothing)) == read()


def test_blanks_around_a_value_are_a_slip_of_copying() -> None:
    settings = read(TELEGRAM_BOT_TOKEN=" 1:abc\n", WEBHOOK_SECRET="a-b_1 ", PORT=" 80 ")
    assert (settings.token(), settings.secret(), settings.port) == ("1:abc", "a-b_1", 80)


@pytest.mark.parametrize(
    "token",
    ["hemmelig", "1:", ":abc", "bot1:hemmelig", "1:hem melig", "1:hemmelig\nx", "1:hemmelig/../x"],
)
def test_what_is_no_token_is_refused_without_being_repeated(token: str) -> None:
    assert refused(TELEGRAM_BOT_TOKEN=token) == (
        "TELEGRAM_BOT_TOKEN is not a bot token: @BotFather gives one such as 123456:ABC-def."
    )


def test_a_secret_that_telegram_does_not_take_is_refused_without_being_repeated() -> None:
    said = "WEBHOOK_SECRET must be 1 to 256 characters of A-Z a-z 0-9 _ -."
    assert refused(WEBHOOK_SECRET="hemmelig!") == said
    assert refused(WEBHOOK_SECRET="a" * 257) == said
    assert read(WEBHOOK_SECRET="a" * 256).secret() == "a" * 256


def test_neither_token_nor_secret_is_seen_in_the_settings_themselves() -> None:
    shown = repr(read(TELEGRAM_BOT_TOKEN="1:skjult", WEBHOOK_SECRET="skjult"))
    assert "skjult" not in shown


@pytest.mark.parametrize("port", ["x", "-1", "65536", "8080.0", "0x50", "８０", "9" * 5000])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert refused(PORT=port) == "PORT must be a whole number from 0 to 65535."


@pytest.mark.parametrize("port", [0, 1, 65535])
def test_every_port_there_is_can_be_set(port: int) -> None:
    assert read(PORT=str(port)).port == port


@pytest.mark.parametrize("host", ["a..b", "a" * 64, "æ", "a b", "a:80", "[::1]", ":::"])
def test_a_host_that_no_machine_can_have_is_refused(host: str) -> None:
    assert refused(HOST=host) == (
        "HOST must be the name or the IP address of this machine, or 0.0.0.0 for all it has."
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "::", "::1", "localhost", "min-maskin.example.org"])
def test_a_host_is_a_name_or_an_address(host: str) -> None:
    assert read(HOST=host).host == host


@pytest.mark.parametrize("name", ["WEBHOOK_URL", "TELEGRAM_API_URL"])
@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "//example.org",
        "ftp://example.org",
        "https://",
        "https:///inn",
        "https://:8443",
        "https://[::1]",
        "HTTPS//example.org",
        "https://example.org:x",
        "https://example.org:0",
        "https://example.org:65536",
        "https://bruker:passord@example.org",
        "https://example.org/inn?nøkkel=1",
        "https://example.org/inn#her",
        "https://example.org/inn?",
        "https://example.org/{inn}",
        "https://example.org/%69nn",
        "https://ex ample.org",
        "https://exa\nmple.org",
        "https://blåbær.no",
        "https://example..org",
        f"https://{'a' * 64}.org",
    ],
)
def test_an_address_that_servers_may_read_otherwise_is_refused(name: str, url: str) -> None:
    assert refused(**{name: url}) == (
        f"{name} is not an address such as https://example.org/path: name a server, and a path "
        "if any."
    )


@pytest.mark.parametrize("url", ["http://a.no", "https://a.no:8080/inn", "http://a.no:443"])
def test_telegram_itself_posts_only_over_https_to_four_ports(url: str) -> None:
    assert refused(WEBHOOK_URL=url) == (
        "WEBHOOK_URL must be https:// on port 443, 80, 88 or 8443: Telegram posts to no other "
        "address."
    )
    assert read(WEBHOOK_URL=url, TELEGRAM_API_URL="http://127.0.0.1:8081").webhook_url == url


@pytest.mark.parametrize("port", ["", ":443", ":80", ":88", ":8443"])
def test_an_address_telegram_posts_to_is_taken(port: str) -> None:
    assert read(WEBHOOK_URL=f"https://a.no{port}/inn").webhook_url == f"https://a.no{port}/inn"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.no", "/"),
        ("https://a.no/", "/"),
        ("https://a.no/inn/her/", "/inn/her"),
        ("https://A.no/Inn", "/Inn"),
    ],
)
def test_the_path_of_the_webhook_is_that_of_its_address(url: str, path: str) -> None:
    settings = read(WEBHOOK_URL=url)
    assert settings.webhook_path() == path
    assert settings.webhook_url is not None
    assert settings.webhook_url.endswith(path.rstrip("/"))


@pytest.mark.parametrize("url", ["rettvei.db", "sqlite:///", "mysql://eier:passord@a.no/b"])
def test_a_database_that_is_not_known_is_refused_without_being_repeated(url: str) -> None:
    assert refused(DATABASE_URL=url) == (
        "DATABASE_URL must be sqlite:/// and the path of a file, such as sqlite:///rettvei.db, or "
        "the address of a PostgreSQL database, such as postgresql://user:password@host/database."
    )


def test_the_path_of_a_database_may_begin_at_the_root() -> None:
    assert read(DATABASE_URL="sqlite:////srv/a b.db").database_url == "sqlite:////srv/a b.db"


def test_what_is_missing_is_told_when_it_is_needed() -> None:
    settings = read()
    with pytest.raises(SettingsError, match=r"^No TELEGRAM_BOT_TOKEN is set.*@BotFather"):
        settings.token()
    with pytest.raises(SettingsError, match=r"^No WEBHOOK_URL is set.*rettvei poll"):
        settings.webhook_path()
    with pytest.raises(SettingsError, match=r"^No WEBHOOK_SECRET is set") as caught:
        settings.secret()
    suggested = str(caught.value).partition("export WEBHOOK_SECRET=")[2]
    assert read(WEBHOOK_SECRET=suggested).secret() == suggested


@given(st.sampled_from(NAMES), st.text(string.printable + "æ\u2028", max_size=40))
def test_whatever_is_set_is_taken_or_refused_in_one_line(name: str, value: str) -> None:
    with suppress(SettingsError):
        read(**{name: value})
        return
    said = refused(**{name: value})
    assert said.startswith(f"{name} ")
    assert len(said.splitlines()) == 1


def test_keys_are_read_the_one_that_locks_first_and_never_shown() -> None:
    new, old = new_key(), new_key()
    settings = read(RETTVEI_KEY=f"{new},{old}")
    assert settings.masters().keys == read_keys(f"{new} {old}")
    assert new not in repr(settings)
    assert read().masters().keys == ()


@pytest.mark.parametrize("key", ["hemmelig", f"{'a' * 43}x", "RETTVEI_KEY"])
def test_what_is_no_key_is_refused_without_being_repeated(key: str) -> None:
    assert refused(RETTVEI_KEY=key) == "RETTVEI_KEY is not a key: `rettvei key` makes one."


@pytest.mark.parametrize(("written", "hours"), [("30d", 720), ("24h", 24), ("7 d", 168), ("1h", 1)])
def test_how_long_silent_chats_are_kept_is_a_number_of_days_or_hours(
    written: str, hours: int
) -> None:
    assert read(RETTVEI_KEEP=written).rettvei_keep == timedelta(hours=hours)
    assert read().rettvei_keep == timedelta(days=30)


@pytest.mark.parametrize("name", ["RETTVEI_CONTROLLER", "RETTVEI_CONTACT"])
def test_what_people_are_told_of_the_operator_is_one_line(name: str) -> None:
    assert read(**{name: " Vik kommune, post@vik.example "}).privacy() != Privacy()
    for written in ("a\nb", "a" * 201, "a\x07b"):
        assert refused(**{name: written}) == (
            f"{name} must be one line of at most 200 characters: people read it."
        )


def test_it_is_told_which_of_what_people_must_know_is_not_set() -> None:
    assert read(RETTVEI_CONTROLLER="a", RETTVEI_CONTACT="b").privacy_lacks() is None
    assert str(read(RETTVEI_CONTACT="b").privacy_lacks()).startswith("RETTVEI_CONTROLLER not set")
    both = str(read(RETTVEI_CONTROLLER=" ").privacy_lacks())
    assert both.startswith("RETTVEI_CONTROLLER and RETTVEI_CONTACT not set")


def test_people_are_told_how_long_chats_are_kept() -> None:
    assert read(RETTVEI_KEEP="24h").privacy().retention == timedelta(hours=24)
    # What is told where no setting is read is what holds then.
    assert Privacy().retention == read().rettvei_keep


@pytest.mark.parametrize("written", ["30", "d", "0h", "31d", "-1d", "1.5d", "30 dager", "99999d"])
def test_a_time_that_is_none_is_refused(written: str) -> None:
    assert refused(RETTVEI_KEEP=written) == (
        "RETTVEI_KEEP must be a number of days or hours such as 30d or 24h, from 1h to 30d."
    )


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_database_may_be_on_a_server_and_its_password_is_not_shown(scheme: str) -> None:
    settings = read(DATABASE_URL=f"{scheme}://bot:hemmelig@db.example.org:5432/rettvei")
    assert settings.database_url.startswith(f"{scheme}://bot:")
    assert "hemmelig" not in repr(settings)


def test_the_end_of_a_password_that_is_not_encoded_is_not_told() -> None:
    said = refused(DATABASE_URL="postgres://u:hem@melig@host/db")
    assert said.startswith("DATABASE_URL cannot be read: a sign in the user or the password must")
    assert "melig" not in said


@pytest.mark.parametrize("parameter", ["pgbouncer=true", "schema=public"])
def test_a_parameter_of_a_database_that_is_not_understood_is_named(parameter: str) -> None:
    said = refused(DATABASE_URL=f"postgres://u:hemmelig@host/db?{parameter}")
    assert said.startswith(f"DATABASE_URL has the parameter {parameter.partition('=')[0]}, which")
    assert "Understood are sslmode" in said
    assert "hemmelig" not in said


def test_what_goes_over_a_network_in_plain_is_warned_of() -> None:
    there = {"DATABASE_URL": "postgres://u:hemmelig@db.example.org/d"}
    (line,) = read(**there).exposed()
    assert line.startswith("Warning: DATABASE_URL leads over a network")
    assert "hemmelig" not in line
    (line,) = read(TELEGRAM_API_URL="http://api.example.org").exposed()
    assert line.startswith("Warning: TELEGRAM_API_URL leads over a network")
    for url in ("postgres://u@127.0.0.1/d", "postgres://u@db/d?sslmode=require", "sqlite:///x"):
        assert read(DATABASE_URL=url).exposed() == ()
    for url in ("http://127.0.0.1:8081", "http://localhost", "https://api.example.org"):
        assert read(TELEGRAM_API_URL=url).exposed() == ()
