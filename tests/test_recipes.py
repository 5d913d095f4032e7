"""What the tutorial and the recipes have people do works."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.feature import Feature
from core.knowledge.knowing import Knowledge
from core.plans import looking
from core.texts import Texts
from tests.play import Play
from tests.processes import hillcoach

DOCS = Path(__file__).parent.parent / "docs"
ELSEWHERE = (["doctor"], ["knowledge", "check"])  # one needs an account, the other is run in test_cli.py
RACE = "2027-06-13"


def code_of(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.+?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


def commands_of(page: str) -> list[list[str]]:
    lines = [line for block in code_of(page, "sh") for line in block.splitlines()]
    return [line.split()[1:] for line in lines if line.startswith(".venv/bin/hillcoach ")]


@pytest.mark.parametrize("words", [each for each in commands_of("tutorial.md") if each not in ELSEWHERE], ids=" ".join)
def test_what_the_tutorial_has_people_run_works(tmp_path: Path, words: list[str]):
    race = f"{date.today() + timedelta(days=200)}"  # the one on the page will be over some day
    ended = hillcoach(tmp_path, *(race if word == RACE else word for word in words))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout


def test_the_command_of_the_recipe_works_and_so_does_its_test(play: Play):
    handler, test = code_of("add-a-command.md", "python")
    texts = yaml.safe_load(code_of("add-a-command.md", "yaml")[0])
    countdown = Feature("countdown")
    exec(handler, vars(looking) | {"feature": countdown})
    known = play.house.knowledge
    sentences = {key: known.library.texts.sentence(key) for key in known.library.texts} | texts
    play.house.registry.commands |= countdown.commands
    play.house.learn(Knowledge(replace(known.library, texts=Texts(sentences)), known.understanding))
    recipe: dict[str, Any] = {}
    exec(test, recipe)
    recipe["test_the_days_to_the_race_can_be_asked"](play)
