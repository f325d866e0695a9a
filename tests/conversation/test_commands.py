import pytest

from bot.conversation.commands import COMMANDS, addressed, after_slash
from bot.conversation.requests import (
    AskQuestion,
    ChooseTopic,
    Request,
    ShowAttendance,
    ShowHelp,
    ShowStatus,
    StartRegistering,
)


@pytest.mark.parametrize("word", sorted(COMMANDS))
def test_a_command_alone_is_that_command_however_it_is_written(word: str) -> None:
    expected = COMMANDS[word]()
    assert addressed(word) == addressed(f"  {word.upper()}. ") == after_slash(word) == expected


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", ShowHelp()),
        ("register", StartRegistering()),
        ("regster", ShowHelp(unknown="regster")),
        ("ask when is the letter due?", AskQuestion("when is the letter due?")),
        ("ask", ShowHelp()),
        ("when is the letter due?", AskQuestion("when is the letter due?")),
    ],
)
def test_what_follows_the_slash_command_is_a_command_a_question_or_a_word_to_help_with(
    text: str, request_: Request
) -> None:
    assert after_slash(text) == request_


def test_words_that_only_begin_like_a_command_are_a_question() -> None:
    assert addressed("status of the letter?") == AskQuestion("status of the letter?")
    assert addressed("status") == ShowStatus()


def test_who_is_outstanding_is_a_command_of_its_own_words() -> None:
    for words in ("outstanding", "Who is outstanding?", "who’s outstanding", "Who still owes an answer?"):
        assert addressed(words) == after_slash(words) == ShowAttendance()


@pytest.mark.parametrize(
    ("word", "topic"), [("history", "state_history"), ("Adjourn", "cmd_move"), ("close", "cmd_close")]
)
def test_a_word_on_a_button_asks_for_what_the_button_does(word: str, topic: str) -> None:
    assert addressed(word) == after_slash(word) == ChooseTopic(topic)
