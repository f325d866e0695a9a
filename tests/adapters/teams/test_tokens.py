"""The bot's own token: fetched once, renewed ahead, and never in the way."""

import asyncio
import threading

import pytest

from adapters.teams.tokens import (
    GOVERNMENT_SCOPE,
    SCOPE,
    SignInFailed,
    Token,
    Tokens,
    _in_own_thread,
    _scope,
    _token,
)
from bot.ports import RetryAfter


class SignIn:
    """A sign-in service that answers when it is let."""

    def __init__(self) -> None:
        self.calls = 0
        self.fails = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self) -> Token:
        self.calls += 1
        await self.gate.wait()
        if self.fails:
            raise SignInFailed("invalid_client")
        return Token(f"token-{self.calls}", 3600)


def test_a_national_clouds_address_asks_for_its_own_scope() -> None:
    assert _scope("https://login.microsoftonline.us/t/oauth2/v2.0/token") == GOVERNMENT_SCOPE
    assert _scope("https://login.microsoftonline.com/t/oauth2/v2.0/token") == SCOPE


async def test_a_blocking_library_has_a_thread_of_its_own_and_its_failures_are_codes() -> None:
    threads: set[str] = set()

    def acquire() -> dict[str, object]:
        threads.add(threading.current_thread().name)
        return {"access_token": "t", "expires_in": 60}

    assert (await _in_own_thread(acquire)()) == Token("t", 60.0)
    assert all(each.startswith("sign-in") for each in threads)

    def fail() -> None:
        raise OSError("a sentence with a secret")

    with pytest.raises(SignInFailed, match=r"^OSError$"):
        await _in_own_thread(fail)()


@pytest.mark.parametrize("answer", [None, {}, {"error": "invalid_client"}, {"access_token": "t", "expires_in": "soon"}])
def test_an_answer_without_a_token_is_a_failure_named_by_its_code(answer: object) -> None:
    with pytest.raises(SignInFailed, match=r"^[a-z_]+$"):
        _token(answer)


class Ticks:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_many_at_once_wait_for_one_sign_in() -> None:
    sign_in = SignIn()
    tokens = Tokens(sign_in, Ticks())
    headers = await asyncio.gather(*(tokens.header() for _ in range(20)))
    assert {each["Authorization"] for each in headers} == {"Bearer token-1"}
    assert sign_in.calls == 1


async def test_near_its_end_the_token_serves_on_while_the_next_is_fetched() -> None:
    sign_in, ticks = SignIn(), Ticks()
    tokens = Tokens(sign_in, ticks)
    await tokens.header()
    ticks.now += 3100
    sign_in.gate.clear()
    assert await tokens.header() == {"Authorization": "Bearer token-1"}
    sign_in.gate.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await tokens.header() == {"Authorization": "Bearer token-2"}
    await tokens.close()


async def test_without_a_token_sending_is_put_off_and_the_service_is_not_pressed() -> None:
    sign_in, ticks = SignIn(), Ticks()
    sign_in.fails = True
    tokens = Tokens(sign_in, ticks)
    for _ in range(5):
        with pytest.raises(RetryAfter):
            await tokens.header()
    assert sign_in.calls == 1
    sign_in.fails = False
    ticks.now += 20
    assert await tokens.header() == {"Authorization": "Bearer token-2"}


async def test_an_expired_token_is_never_sent() -> None:
    sign_in, ticks = SignIn(), Ticks()
    tokens = Tokens(sign_in, ticks)
    await tokens.header()
    ticks.now += 4000
    sign_in.fails = True
    with pytest.raises(RetryAfter):
        await tokens.header()
