import json
import re
import tomllib
from importlib import resources
from pathlib import Path

from bot.questions.features import touched
from bot.questions.text import plain

HERE = Path(__file__).parent


def test_concepts_found_word_by_word_are_those_of_the_whole_message() -> None:
    listed = tomllib.loads(resources.files("bot.questions").joinpath("concepts.toml").read_text("utf-8"))
    whole = {name: re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)") for name, each in listed.items()}
    asked = (plain(json.loads(line)["q"]) for line in (HERE / "aside.jsonl").read_text("utf-8").splitlines())
    for words in (*asked, ["follow-up", "number"], ["pre-opening", "offer"]):
        text = " ".join(words)
        assert touched(words) == [name for name, pattern in whole.items() if pattern.search(text)]
