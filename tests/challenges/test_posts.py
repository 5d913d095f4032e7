"""What a club gets to read unasked: one board edited in place, a digest a week, the last word; and what rooms go through."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.markup import plain
from core.delivery.outcomes import Gone, Moved
from core.delivery.ports import Delivery
from core.messages import RoomNews
from tests.challenges.stage import CALVES, board, captain, is_board, latest_board, member, on_board, pushed, started
from tests.play import PLATFORM, Play


def texts(deliveries: Sequence[Delivery]) -> list[str]:
    return [plain(each.reply.text) for each in deliveries]


def hears(play: Play, lost: str, thread: str | None = None) -> None:
    """The platform tells of the room."""
    play.house._notice(RoomNews(PLATFORM, ("club",), thread, lost))


def test_changes_within_five_seconds_are_one_edit_and_the_last_state_is_shown(play: Play):
    started(play)
    anna = member(play, "Anna")
    pushed(play)
    first = len(play.post.delivered)
    for second in range(20):
        anna.says("/log 2")
        play.after(seconds=1)
        assert second < 20
    pushed(play)
    edits = play.post.delivered[first:]
    assert len(edits) <= 6
    assert "Together: 40 calf raises. Taking part: 1." in plain(edits[-1].reply.text)


def test_a_month_of_thirty_people_has_at_most_three_new_posts_a_week(play: Play):
    started(play)
    people = [member(play, f"Runner {number}") for number in range(30)]
    pushed(play)
    posts: dict[int, int] = {}
    begun = play.now[0]
    for _ in range(33):
        for person in people[::6]:
            person.says("/log 25")
        for each in [each for _ in range(4) for each in pushed(play, hours=6)]:
            week = (play.now[0] - begun).days // 7
            posts[week] = posts.get(week, 0) + (each.edits == "")
    assert max(posts.values()) <= 3
    assert sum(posts.values()) == 5  # four digests and the last word; the board came before


def test_the_digest_comes_at_the_clubs_hour(play: Play):
    started(play)
    member(play, "Anna")
    pushed(play)
    assert texts(play.at(datetime(2026, 11, 29, 17, 59, tzinfo=UTC))) == []
    digest, *_ = texts(play.at(datetime(2026, 11, 29, 18, 0, tzinfo=UTC)))
    assert digest.startswith("Our club: the week\n\n30 days of calf raises · day 8 of 30\nLogged this week: 0 of 1.")


def test_two_challenges_share_one_digest(play: Play):
    started(play)
    started(play, "21 days of planks")
    pushed(play)
    posted = [each for each in play.at(datetime(2026, 11, 29, 18, 0, tzinfo=UTC)) if not each.edits]
    assert [text.count("day 8 of") for text in texts(posted)] == [2]


def test_the_last_word_has_the_podium_the_steadiest_and_the_sum(play: Play):
    started(play, days=7)
    anna, ben = member(play, "Anna"), member(play, "Ben")
    ben.presses("My own aim")
    play.person("Ben").says("5")
    for day in range(7):
        anna.says("/log 25")
        if day != 3:
            ben.says("/log 5")
        play.now[0] += timedelta(days=1)
    zoe = play.person("Zoe").inside("club")
    assert on_board(play, zoe, "Join").startswith("7 days of calf raises takes no more people.")
    closing, *_ = [each for each in play.at(datetime(2026, 11, 30, 18, 0, tzinfo=UTC)) if not each.edits]
    text = plain(closing.reply.text)
    assert text.startswith("7 days of calf raises · finished\n")
    assert "1. Anna, 100 % of their own aim\n1. Ben, 100 % of their own aim" in text
    assert text.endswith("Most days with a log (7): Anna\n\nTogether: 205 calf raises. Taking part: 2.")
    pushed(play)
    assert (latest_board(play).edits, latest_board(play).reply.choices) == ("m1", ())


def test_whoever_came_in_the_second_half_is_not_on_the_podium(play: Play):
    started(play, days=10)
    member(play, "Anna").says("/log 10")
    play.now[0] += timedelta(days=8)
    member(play, "Zoe").says("/log 25")
    pushed(play)
    closing, *_ = [each for each in play.at(datetime(2026, 12, 3, 18, 0, tzinfo=UTC)) if not each.edits]
    assert "Zoe, " not in plain(closing.reply.text)


def test_a_group_that_moved_keeps_its_challenge(play: Play):
    started(play)
    play.post.refuses.append(Moved("supergroup"))
    play.after(seconds=1)
    delivery, *_ = pushed(play)
    assert delivery.address.chat == "supergroup"
    anna = play.person("Anna").inside("supergroup")
    anna.seen = delivery.reply
    assert anna.presses("Join").startswith(f"{CALVES}: I store what you log here")
    carla = captain(play).inside("supergroup", admin=True)
    assert "Captains: Carla." in carla.says("/club")


@pytest.mark.parametrize(
    ("lost", "word"),
    [
        ("removed", "I was removed from the chat of Our club."),
        ("deleted", "The channel of Our club is gone."),
        ("closed", "The topic of Our club is closed."),
    ],
)
def test_a_lost_room_is_told_to_the_captain_and_comes_back_with_everything(play: Play, lost: str, word: str):
    started(play)
    anna = member(play, "Anna")
    anna.says("/log 25")
    pushed(play)
    topic = "" if lost == "closed" else None
    hears(play, lost, topic)
    hears(play, lost, topic)
    told = pushed(play)
    assert [each.address.chat for each in told] == ["home of Carla"]
    assert texts(told)[0].startswith(word)
    assert play.person("Anna").says("/log 5") == "+5 calf raises. Today: 30, your aim: 25."
    assert texts(pushed(play)) == []
    hears(play, "", topic)
    back = pushed(play)
    assert sorted(each.address.chat for each in back) == ["club", "home of Carla"]
    assert "Together: 30 calf raises. Taking part: 1." in "".join(texts(back))


def test_a_room_that_refuses_the_board_is_noticed_and_a_press_there_mends_it(play: Play):
    started(play)
    anna = member(play, "Anna")
    pushed(play)
    play.post.refuses.append(Gone("not enough rights"))
    anna.says("/log 25")
    pushed(play)
    play.person("Anna").says("/log 1")
    assert texts(pushed(play))[0].startswith("I may not write in the chat of Our club any more.")
    anna.says("/log 1")
    assert [each.address.chat for each in pushed(play) if is_board(each)] == ["club"]


def test_a_last_word_that_fell_due_while_the_room_was_lost_is_said_when_it_is_back(play: Play):
    started(play, days=7)
    member(play, "Anna").says("/log 25")
    pushed(play)
    hears(play, "removed")
    assert all(each.address.chat == "home of Carla" for each in play.at(datetime(2026, 12, 1, 9, tzinfo=UTC)))
    hears(play, "")
    assert any("Most days with a log (1): Anna" in text for text in texts(pushed(play)))


def test_a_blocked_member_stays_in_the_challenge(play: Play):
    started(play)
    anna = member(play, "Anna")
    anna.says("/log 25")
    with play.house.database.transaction() as session:
        from core.people.tables import Person

        for person in session.query(Person):
            person.reachable = False
    assert "1. ▰▰▰▰▰▰▰▰▰▰ Anna, 100 %" in board(play)
    assert anna.says("/log 5") == "+5 calf raises. Today: 30, your aim: 25."


def test_what_the_bot_lacks_is_named_before_a_club_is_set_up(play: Play):
    carla = captain(play)
    carla.lacks = ("Send Messages", "Embed Links")
    assert "In this chat I lack:\n• ✗ Send Messages\n• ✗ Embed Links" in carla.says("/setup")
    assert carla.presses("Check again").startswith("Almost ready.")
    carla.lacks = ()
    assert carla.presses("Check again").startswith("Where is the club?")
