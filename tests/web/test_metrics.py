"""`/metrics` tells what happened here, how long it took and what waits."""

from itertools import pairwise

import httpx
import pytest

from bot.web.metrics import BUCKETS, Metrics
from core.database import Database
from core.delivery.depth import Depth, depth
from core.delivery.outcomes import Gone
from core.events import RhythmChanged
from core.gauges import Knocked, Pending
from core.messages import Address, Request, Sender
from core.scheduler import Heartbeat
from tests.delivery.stage import Office, at
from tests.play import Play, bring_up_to_date
from tests.profile.test_setting_up import set_up
from tests.test_pushes import monday
from tests.web.conftest import Serve
from tests.web.stage import numbers


async def _page(client: httpx.AsyncClient, **headers: str) -> dict[str, float]:
    answer = await client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    return numbers(answer.text)


def _of(page: dict[str, float], name: str) -> dict[str, float]:
    """The samples of one name by their labels."""
    return {label.removeprefix(name): value for label, value in page.items() if label.partition("{")[0] == name}


async def test_requests_are_counted_by_how_they_ended(serve: Serve, measured: Play):
    anna = measured.person("Anna")
    anna.says("how often should I do calf raises?", key="one")
    anna.says("how often should I do calf raises?", key="one")
    anna.says("/nonsense")
    async with serve() as client:
        page = await _page(client)
    assert _of(page, "hillcoach_requests_total") == {
        '{outcome="answered",platform="stage"}': 1,
        '{outcome="repeated",platform="stage"}': 1,
        '{outcome="refused",platform="stage"}': 1,
    }
    assert page['hillcoach_handling_seconds_count{platform="stage"}'] == 3


async def test_questions_are_counted_by_what_they_were_met_with(serve: Serve, measured: Play):
    anna = measured.person("Anna")
    for question in (
        "how often should I do calf raises?",
        "why?",
        "who won the world cup?",
        "I have chest pain on hills",
    ):
        anna.says(question)
    async with serve() as client:
        page = await _page(client)
    assert _of(page, "hillcoach_questions_total") == {
        '{decision="answer"}': 1,
        '{decision="follow-up"}': 1,
        '{decision="decline"}': 1,
        '{decision="safety"}': 1,
    }


async def test_what_features_tell_each_other_is_counted_by_name(serve: Serve, metrics: Metrics):
    metrics.note(RhythmChanged())
    async with serve() as client:
        assert (await _page(client))['hillcoach_events_total{event="RhythmChanged"}'] == 1


async def test_an_adapters_wait_is_measured_whole(serve: Serve, measured: Play):
    request = Request(Sender("stage", "1", "Anna"), Address("stage", "1"), True, "key", text="hello")
    await measured.house.handle(request)
    async with serve() as client:
        page = await _page(client)
    assert page['hillcoach_request_seconds_count{platform="stage"}'] == 1
    whole, inside = (page[f'hillcoach_{name}_seconds_sum{{platform="stage"}}'] for name in ("request", "handling"))
    assert whole >= inside > 0


async def test_deliveries_are_counted_by_kind_and_outcome(serve: Serve, measured: Play):
    set_up(measured.person("Anna"))
    set_up(measured.person("Ben"))
    measured.post.refuses.append(Gone("blocked"))
    measured.now[0] = monday(7)
    await measured.pump().tick()
    async with serve() as client:
        page = await _page(client)
    assert _of(page, "hillcoach_sends_total") == {
        '{kind="workout",outcome="gone",platform="stage"}': 1,
        '{kind="workout",outcome="sent",platform="stage"}': 1,
    }
    assert page['hillcoach_delivery_seconds_count{platform="stage"}'] == 2


async def test_a_late_heartbeat_is_told(serve: Serve, measured: Play, metrics: Metrics):
    beats = [10.0, 11.0, 15.5]
    heart = Heartbeat(measured.house.database, measured.house.clock, metrics.note, lambda: beats.pop(0))
    for _ in range(3):
        await heart.tick()
    async with serve() as client:
        page = await _page(client)
    assert page["hillcoach_ticks_total"] == 3
    assert page["hillcoach_tick_lag_seconds_sum"] == 3.5
    assert (
        page['hillcoach_tick_lag_seconds_bucket{le="0.001"}'],
        page['hillcoach_tick_lag_seconds_bucket{le="5.0"}'],
    ) == (2, 3)


def test_buckets_go_from_a_millisecond_to_ten_seconds_by_steps_of_two_and_a_half_at_most():
    assert (BUCKETS[0], BUCKETS[-1]) == (0.001, 10.0)
    assert max(more / less for less, more in pairwise(BUCKETS)) == 2.5


async def test_the_process_and_its_version_are_told(serve: Serve):
    async with serve() as client:
        page = await _page(client)
    assert page['hillcoach_info{version="1.2.3"}'] == 1
    assert page["process_resident_memory_bytes"] > 1e6
    assert page["process_open_fds"] > 0


async def test_the_webhook_is_told_of(serve: Serve, metrics: Metrics):
    for status in (200, 403, 403):
        metrics.note(Knocked(status))
    metrics.note(Pending(7))
    async with serve() as client:
        page = await _page(client)
    assert _of(page, "hillcoach_webhook_requests_total") == {'{status="200"}': 1, '{status="403"}': 2}
    assert page["hillcoach_webhook_pending"] == 7


async def test_the_page_holds_nothing_of_anybody(serve: Serve, measured: Play):
    anna = measured.person("Zebulon")
    set_up(anna)
    anna.says("my knee xylophone hurts")
    async with serve() as client:
        text = (await client.get("/metrics")).text
    assert [word for word in ("ebulon", "xylophone", "home of") if word in text] == []


async def test_both_forms_of_the_page_can_be_had(serve: Serve):
    async with serve() as client:
        plain = await client.get("/metrics")
        open_ = await client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert plain.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert open_.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert open_.text.endswith("# EOF\n")


# -- Who may look


async def test_a_port_open_to_others_shows_no_numbers_to_whoever_asks(serve: Serve):
    async with serve("0.0.0.0") as client:
        assert (await client.get("/metrics")).status_code == 404
        assert (await client.get("/healthz")).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
async def test_with_a_token_only_its_bearer_sees_them(serve: Serve, host: str):
    async with serve(host, metrics_token="open sesame") as client:
        for wrong in ({}, {"Authorization": "Bearer open"}, {"Authorization": "Basic open sesame"}):
            assert (await client.get("/metrics", headers=wrong)).status_code == 401
        assert await _page(client, Authorization="Bearer open sesame")


# -- What waits


def test_the_queue_is_counted_on_either_database(database_url: str):
    bring_up_to_date(database_url)
    office = Office(Database(database_url))
    for minute in (420, 425, 500):
        office.runner(minute=minute)
    office.now[0] = at(7, 10)
    with office.database.transaction() as session:
        now = int(office.now[0].timestamp())
        assert depth(session, "stage", now) == Depth("stage", due=2, sending=0, oldest=600)
        assert depth(session, "telegram", now) == Depth("telegram")
    office.database.close()


async def test_a_look_at_the_queue_serves_everybody_for_a_second(serve: Serve, measured: Play):
    async with serve() as client:
        await _page(client)
        measured.house.database.close()
        page = await _page(client)
    assert page['hillcoach_queue_due{platform="telegram"}'] == 0


async def test_a_queue_that_cannot_be_counted_shows_no_old_number(serve: Serve, measured: Play):
    async with serve() as client:
        measured.house.database.close()
        page = await _page(client)
    assert str(page['hillcoach_queue_due{platform="telegram"}']) == "nan"
