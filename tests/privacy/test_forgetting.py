"""`hillcoach forget`: the operator deletes somebody on their behalf, by the code that /delete uses."""

from pathlib import Path

import pytest

from bot.forgetting import forget
from bot.settings import Settings
from core.errors import OperatorError
from tests.linking.stage import DESK, desk, linked
from tests.play import PLATFORM, Play, bring_up_to_date, database_file
from tests.privacy.stage import ID, TRACES, life, runner, traces
from tests.processes import hillcoach


def settings_of(play: Play) -> Settings:
    url = play.house.database.engine.url.render_as_string(hide_password=False)
    return Settings(database_url=url, _env_file=None)


def test_nothing_of_the_person_is_found_afterwards(both: Play):
    life(both)
    told = forget(settings_of(both), PLATFORM, ID, sure=True)
    assert (told, traces(both)) == ("Nothing about this person is stored any more; they were on stage.", [])


def test_without_a_yes_it_is_said_what_would_go_and_nothing_goes(both: Play):
    life(both)
    with pytest.raises(OperatorError, match="would go, on stage"):
        forget(settings_of(both), PLATFORM, ID, sure=False)
    assert traces(both) == list(TRACES)


def test_whoever_has_two_apps_goes_from_both(play: Play):
    anna, at_desk = runner(play), desk(play)
    linked(anna, at_desk)
    told = forget(settings_of(play), DESK, at_desk.sender.id, sure=True)
    assert told == "Nothing about this person is stored any more; they were on stage and desk."
    assert anna.says("/start").startswith("Hi, I'm Hillcoach.")


def test_an_id_that_nobody_has_is_one_sentence(tmp_path: Path):
    bring_up_to_date(database_file(tmp_path))
    ended = hillcoach(tmp_path, "forget", "telegram", "99", "--yes")
    assert (ended.returncode, ended.stderr) == (2, "Nobody with this id is known on telegram.\n")
