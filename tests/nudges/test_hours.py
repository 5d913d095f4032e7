"""Each at their own hour: the zone as people tell it, travelling, a restart, and hours that are too full."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.doctor.rounds import examine
from bot.settings import Settings
from core.delivery.tables import Subscription
from core.messages import Action, Address, Request
from core.nudges import spreading
from core.nudges.crowds import crowds
from core.nudges.rules import next_due, spread
from core.people.tables import Person
from core.profile.places import zone_of_place
from core.reading.zones import zones_at
from tests.play import PLATFORM, Play
from tests.test_pushes import monday, runner

NOW = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "zones"),
    [
        ("+2", ("Europe/Athens", "Africa/Johannesburg", "Africa/Cairo")),
        ("UTC-5", ("America/Bogota", "America/New_York")),
        ("gmt +5:45", ("Asia/Kathmandu",)),
        ("+545", ("Asia/Kathmandu",)),
        ("+99", ()),
        ("2", ()),
        ("Berlin", ()),
    ],
)
def test_an_offset_is_asked_about(said: str, zones: tuple[str, ...]):
    assert zones_at(said, NOW) == zones


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        *[("Berlin", "So it is 08:42"), ("berlin", "So it is 08:42"), ("CET", '"CET" can mean')],
        *[("+2", '"+2" can mean'), ("Nowhere at all", "I don't know a time zone")],
    ],
)
def test_what_people_type_is_understood_or_asked_about(play: Play, said: str, answer: str):
    anna = runner(play)
    anna.press(Action("setup.edit", ("zone",)))
    assert anna.says(said).startswith(answer)


def test_without_a_zone_there_is_a_prompt_and_no_push(play: Play):
    anna = runner(play)
    with play.house.database.transaction() as session:
        session.scalars(select(Person)).one().zone = None
    assert anna.says("/resume").startswith("I'd love to, but I don't know your hour or time zone yet.")
    assert len(play.at(monday(7))) == 0


@pytest.mark.parametrize(
    ("place", "zone"),
    [((52.52, 13.4), "Europe/Berlin"), ((27.7, 85.3), "Asia/Kathmandu"), ((0.0, -150.0), None), ((91.0, 0.0), None)],
)
def test_a_place_has_a_zone_unless_it_is_at_sea(place: tuple[float, float], zone: str | None):
    assert zone_of_place(*place) == zone


def test_a_shared_location_is_confirmed_by_the_clock_and_not_kept(play: Play):
    anna = runner(play)
    home = Address(PLATFORM, anna.sender.home)
    anna.seen = play.house.coach.handle(Request(anna.sender, home, True, "here", location=(27.7, 85.3)))
    assert anna.seen is not None
    assert anna.seen.text.startswith("I looked at your location once and do not keep it.\n\n**So it is 13:27 on Sunday")
    anna.presses("Yes")
    with play.house.database.transaction() as session:
        assert session.scalars(select(Person.zone)).one() == "Asia/Kathmandu"
    stored = play.house.database.engine.raw_connection()
    assert "27.7" not in "\n".join(stored.iterdump())
    stored.close()


def test_from_tokyo_to_honolulu_at_noon_the_same_date_brings_no_second_session(play: Play):
    anna = runner(play)
    move(anna, "Tokyo")
    assert len(play.at(monday(22) - timedelta(days=1))) == 1  # Monday, seven in the morning in Tokyo
    play.now[0] = monday(3)
    move(anna, "Honolulu")  # where it is Sunday
    assert len(play.at(monday(17))) == 0
    assert len(play.at(monday(17) + timedelta(days=3))) == 1


@pytest.mark.parametrize(("back", "pushes"), [((7, 20), 1), ((13, 0), 0)])
def test_after_a_short_stop_it_comes_late_and_after_a_long_one_not_at_all(play: Play, back: tuple, pushes: int):
    anna = runner(play)
    play.at(monday(6, 55))
    assert len(play.at(monday(*back))) == pushes
    assert anna.says("/today").startswith("Your session today")


def test_done_a_minute_before_the_hour_is_not_pushed(play: Play):
    anna = runner(play)
    play.now[0] = monday(6, 59)
    anna.says("/today")
    anna.presses("Done")
    assert len(play.at(monday(7))) == 0


def test_only_whole_hours_are_spread_and_each_person_stays_where_they_are():
    minutes = [spread(7 * 60, person, 10) for person in range(1, 400)]
    assert (min(minutes), max(minutes)) == (7 * 60 - 10, 7 * 60 + 10)
    assert minutes == [spread(7 * 60, person, 10) for person in range(1, 400)]
    assert {spread(7 * 60 + 30, person, 10) for person in range(100)} == {7 * 60 + 30}
    assert min(spread(0, person, 10) for person in range(100)) == 0
    assert {spread(7 * 60, person, 0) for person in range(100)} == {7 * 60}


async def test_a_minute_that_has_just_gone_by_when_the_spread_is_switched_on_is_no_date_lost(play: Play):
    for name in ("Anna", "Ben", "Cem"):
        runner(play, name)
    before = subscriptions(play)
    play.now[0] = monday(6, 59)
    await spreading.follow(play.house.database, 15, play.house.clock)
    assert [on for _, on, _ in subscriptions(play)] == [on for _, on, _ in before]


async def test_switching_the_spread_on_and_off_moves_everybody_and_no_date(play: Play):
    for name in ("Anna", "Ben", "Cem"):
        runner(play, name)
    before = subscriptions(play)
    moved = await spreading.follow(play.house.database, 15, play.house.clock)
    spread_out = subscriptions(play)
    assert moved == sum(a != b for a, b in zip(before, spread_out, strict=True)) > 0
    assert [on for _, on, _ in spread_out] == [on for _, on, _ in before]
    assert [minute for minute, _, _ in spread_out] == [spread(420, person, 15) for person in (1, 2, 3)]
    await spreading.follow(play.house.database, 0, play.house.clock)
    assert subscriptions(play) == before


def test_an_hour_over_four_fifths_of_the_rate_is_named(play: Play):
    for name in ("Anna", "Ben", "Cem"):
        runner(play, name)
    now = int(play.now[0].timestamp())
    with play.house.database.transaction() as session:
        assert crowds(session, {PLATFORM: 1}, now) == ()
        evening, morning = crowds(session, {PLATFORM: 3 / 3600}, now)
    assert evening.hour == monday(19) - timedelta(days=1)
    assert morning.sentence.startswith("3 pushes are due on stage in the hour from 23 November, 07:00 UTC: 100 %")


def test_doctor_says_that_no_hour_is_too_full(play: Play):
    url = play.house.database.engine.url.render_as_string(hide_password=False)
    sentences = [each.sentence for each in examine(Settings(database_url=url))]
    assert "No hour of the next day has more pushes than the platforms allow." in sentences


def move(anna, place: str) -> None:
    anna.press(Action("setup.edit", ("zone",)))
    anna.says(place)
    anna.presses("Yes")


def subscriptions(play: Play) -> list[tuple]:
    with play.house.database.transaction() as session:
        query = select(Subscription.minute_of_day, Subscription.due_on, Subscription.next_due_at)
        query = query.where(Subscription.kind == "workout").order_by(Subscription.person_id)
        rows = [tuple(row) for row in session.execute(query)]
    for minute, on, at in rows:
        assert next_due(at - 1, "Europe/London", minute, 0b0001001) == (at, on)
    return rows
