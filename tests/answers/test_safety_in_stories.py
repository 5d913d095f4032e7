"""Red flags inside long messages: told as a story, between two questions, in the middle of something else."""

import csv
from pathlib import Path

import pytest

from bot.markup import plain
from core.knowledge.library import Library
from tests.plans.chat.stage import runner
from tests.play import Play

EVAL = Path(__file__).parents[1] / "eval"
BEFORE = "Great article, thanks! Is twice a week enough for a hilly marathon, or should it be three times?"
AFTER = "And how many calf raises would you do, on which days, and do they have to be heavy?"
RAMBLE = (
    "Sorry for the long post, I'm new here, forty four, running for about six years, mostly flat, never lifted a "
    "thing until my neighbour lent me her dumbbells in the summer. Anyway {sign}. I have the hilly half in spring "
    "and a child who doesn't sleep, so which two exercises would you keep if time is short?"
)
SIGNS = [
    ("B88", "I am 24 weeks pregnant and had some bleeding after the gym"),
    ("B93", "my pee has been the colour of cola since the lunges"),
    ("B95", "I heard a snap in my calf and can't go up on my toes"),
    ("B96", "one calf is swollen and hot since the flight home"),
    ("B97", "there is one spot on my shin that hurts at night and when I hop"),
    ("B98", "my chest goes tight on the climbs and it passes when I walk"),
    ("B99", "since my back went I am numb between the legs"),
    ("B100", "I have had no period for seven months"),
    ("B101", "my knee locks and gives way on the stairs"),
]


def asked(name: str, writer: str) -> list[tuple[str, str]]:
    """The label and the text of every line by such a writer."""
    with (EVAL / name).open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(line["topic"], line["question"]) for line in lines if line["writer"] == writer]


@pytest.mark.parametrize(("row", "text"), asked("forum_red_flags.tsv", "forum-tune"))
def test_a_sign_told_in_passing_is_heard(library: Library, row: str, text: str) -> None:
    assert f"safety:{library.safety.red_flags().check(text)}" == row


@pytest.mark.parametrize("text", [text for _, text in asked("forum_hyperbole.tsv", "forum-tune")])
def test_a_story_without_a_sign_is_left_alone(library: Library, text: str) -> None:
    assert library.safety.red_flags().check(text) is None


def test_no_forum_question_on_training_is_stopped(library: Library) -> None:
    questions = asked("forum_in_scope.tsv", "forum") + asked("forum_out_of_scope.tsv", "forum")
    red_flags = library.safety.red_flags()
    assert [text for _, text in questions if red_flags.check(text)] == []


@pytest.mark.parametrize(("row", "sign"), SIGNS)
def test_a_sign_between_two_questions_is_heard(library: Library, row: str, sign: str) -> None:
    assert library.safety.red_flags().check(f"{BEFORE} {sign}. {AFTER}") == row


@pytest.mark.parametrize(("row", "sign"), SIGNS)
def test_a_sign_in_a_ramble_is_heard(library: Library, row: str, sign: str) -> None:
    assert library.safety.red_flags().check(RAMBLE.format(sign=sign)) == row


def test_a_word_of_one_question_does_not_silence_the_next(library: Library) -> None:
    text = "I sprained my ankle as a teenager. My calf is hot and swollen"
    assert library.safety.red_flags().check(text) == "B96"


def test_parts_of_two_questions_make_no_sign(library: Library) -> None:
    text = "Are step downs hard on the knee? Catching up on sessions I missed"
    assert library.safety.red_flags().check(text) is None


@pytest.mark.parametrize(("row", "sign"), SIGNS)
def test_a_sign_is_answered_alone_when_days_off_were_asked_for(play: Play, row: str, sign: str) -> None:
    anna = runner(play)
    anna.says("/change")
    anna.presses("I'm going away")
    assert anna.says(f"until 12 December, and {sign}") == plain(play.house.library.safety.row(row).text)
    assert anna.buttons == []


@pytest.mark.parametrize("command", ["/setup", "/log", "/change", "/today", "/exercise"])
def test_a_note_behind_any_command_is_looked_through(play: Play, command: str) -> None:
    anna = runner(play)
    told = anna.says(f"{command} 30, all done, only my chest goes tight on the climbs")
    assert told == plain(play.house.library.safety.row("B98").text)


def test_a_sign_is_answered_alone_at_the_first_question_of_the_setup(play: Play) -> None:
    anna = play.person("Anna")
    anna.says("/setup")
    told = anna.says(RAMBLE.format(sign=SIGNS[3][1]))
    assert told == plain(play.house.library.safety.row("B96").text)
    assert anna.buttons == []
