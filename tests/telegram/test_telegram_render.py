"""What a reply looks like on Telegram."""

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.telegram.render import buttons, draw, draw_alert, draw_edit
from core.messages import Action, Ask, Choice, Reply
from tests.fakes.telegram.limits import check_markup, read_text

NAMES = some.text(some.characters(blacklist_characters=":", codec="utf-8"), max_size=15)
ACTIONS = some.builds(Action, NAMES.filter(bool), some.tuples(NAMES)).filter(lambda a: 0 < _bytes(a) <= 64)
CHOICES = some.builds(Choice, some.text("ab <&_*🏔", min_size=1, max_size=60).filter(str.strip), ACTIONS)
TEXTS = some.one_of(
    some.text(max_size=300),
    some.text("*_\\<>&;- \n🏔a\x07\ud800", max_size=120),
    some.integers(1, 3900).map(lambda size: "🏔 " * (size // 2)),
)
REPLIES = some.builds(
    Reply,
    TEXTS.filter(str.strip),
    some.lists(CHOICES, max_size=25).map(tuple),
    some.none() | some.builds(Ask, ACTIONS, some.text(max_size=60)),
)


def _bytes(action: Action) -> int:
    return len(":".join((action.name, *action.args)).encode())


@settings(max_examples=150, deadline=None)
@given(REPLIES)
def test_every_legal_reply_can_be_drawn_within_the_limits(reply: Reply) -> None:
    messages = draw(reply)
    for drawn in messages:
        read_text({"text": drawn.text, "parse_mode": "HTML"})
    if keyboard := messages[-1].keyboard:
        check_markup(keyboard.to_dict())
    text, keyboard = draw_edit(reply)
    read_text({"text": text, "parse_mode": "HTML"})


@settings(max_examples=50, deadline=None)
@given(some.lists(CHOICES, min_size=1, max_size=25))
def test_every_choice_is_drawn_once_in_its_order(choices: list[Choice]) -> None:
    keyboard = buttons(choices)
    assert keyboard is not None
    data = [button.callback_data for row in keyboard.inline_keyboard for button in row]
    assert data == [choice.action.token for choice in choices]


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    assert rows("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su") == [7]
    assert rows("Done", "Short version", "Later", "Skip") == [2, 2]
    assert rows("06:30", "07:00", "12:30", "18:00", "other") == [5]
    assert rows("How often should I do it?", "How heavy?", "How long?") == [1, 2]


def test_an_alert_holds_what_is_short_and_wants_no_answer() -> None:
    assert draw_alert(Reply("**No**, only captains.")) == "No, only captains."
    assert draw_alert(Reply("x" * 201)) is None
    assert draw_alert(Reply("Sure?", (Choice("Yes", Action("yes")),))) is None
    assert draw_alert(Reply("When?", ask=Ask(Action("when")))) is None


def rows(*labels: str) -> list[int]:
    """How many buttons stand in each row."""
    keyboard = buttons(Choice(label, Action("go", (str(index),))) for index, label in enumerate(labels))
    return [len(row) for row in keyboard.inline_keyboard] if keyboard else []
