"""The real process with its HTTP port open: behind a balancer, killed, stopped, and refused by its own settings."""

import json
import socket
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from tests.platforms import Discord, Telegram
from tests.platforms.place import Place, Somebody, hears
from tests.play import bring_up_to_date, database_file
from tests.processes import Running, hillcoach
from tests.web.stage import client_of, numbers

SOON = 15.0  # seconds for an answer, on a busy machine
WORDS = "how often should I do calf raises with my xylophone?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    bring_up_to_date(database_file(tmp_path))
    return tmp_path


def free_ports(count: int) -> list[int]:
    """Ports that nobody has at the moment."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def hooked(place: Place, port: int) -> dict[str, str]:
    """The settings of a process that Telegram brings its updates to."""
    return place.settings | {"HILLCOACH_WEBHOOK_URL": "http://127.0.0.1/in", "HILLCOACH_HTTP_PORT": f"{port}"}


async def _asks(place: Place, person: Somebody) -> None:
    await person.says("how often should I do calf raises?")
    await hears(place, person, "Twice a week", seconds=SOON)


async def test_two_web_processes_and_a_scheduler_serve_together_and_one_may_be_killed(folder: Path):
    one, other = free_ports(2)
    async with Telegram() as place:
        place.fake.hook.replicas = [f"http://127.0.0.1:{one}", f"http://127.0.0.1:{other}"]
        anna = place.person("Anna")
        web = ("run", "web")
        async with (
            Running(folder, hooked(place, one), web) as first,
            Running(folder, hooked(place, other), web) as second,
            Running(
                folder, place.settings | {"HILLCOACH_WEBHOOK_URL": "http://127.0.0.1/in"}, ("run", "scheduler")
            ) as third,
        ):
            for each in (first, second, third):
                await each.listens()
            await _asks(place, anna)
            await first.kill()
            await _asks(place, anna)
            await place.until(lambda: not place.fake.unconfirmed)
            assert [await second.stop(), await third.stop()] == [0, 0]
    assert len([each for each in place.fake.calls if each[0] == "setWebhook"]) <= 2  # two may begin at the same moment


async def test_what_is_killed_before_it_answers_comes_again_and_is_answered_once_more_by_the_next(folder: Path):
    (port,) = free_ports(1)
    async with Telegram() as place:
        place.fake.hook.replicas = [f"http://127.0.0.1:{port}"]
        anna = place.person("Anna")
        async with Running(folder, hooked(place, port), ("run", "web")) as process:
            await process.listens()
            await place.until(lambda: place.fake.hook.url)
            place.fake.gate.clear()
            await anna.says("how often should I do calf raises?")
            await place.until(lambda: place.fake.held)
            await process.kill()
            place.fake.gate.set()
        async with Running(folder, hooked(place, port), ("run", "web")) as process:
            await process.listens()
            await hears(place, anna, "Twice a week", seconds=SOON)
            await place.until(lambda: not place.fake.unconfirmed)
            assert await process.stop() == 0


async def test_everything_in_one_process_tells_how_it_is_and_what_it_did(folder: Path):
    (port,) = free_ports(1)
    async with Telegram() as place:
        anna = place.person("Anna")
        async with Running(folder, place.settings | {"HILLCOACH_HTTP_PORT": f"{port}"}) as process:
            await process.listens()
            await _asks(place, anna)
            async with client_of(port) as client:
                assert (await client.get("/healthz")).json() == {"problems": []}
                page = numbers((await client.get("/metrics")).text)
                assert (await client.post("/telegram")).status_code == 404
            assert await process.stop() == 0
            async with client_of(port) as client:
                with pytest.raises(httpx.ConnectError):
                    await client.get("/healthz")
    assert page['hillcoach_requests_total{outcome="answered",platform="telegram"}'] == 1
    assert page['hillcoach_questions_total{decision="answer"}'] == 1


async def test_without_a_hook_the_process_web_serves_its_port_while_the_worker_asks_for_updates(folder: Path):
    (port,) = free_ports(1)
    async with Telegram() as place:
        anna = place.person("Anna")
        served = place.settings | {"HILLCOACH_HTTP_PORT": f"{port}"}
        async with (
            Running(folder, place.settings, ("run", "worker")) as worker,
            Running(folder, served, ("run", "web")) as web,
        ):
            await worker.listens()
            await web.logs("running: port")
            await _asks(place, anna)
            async with client_of(port) as client:
                assert (await client.get("/healthz")).json() == {"problems": []}
            assert [await web.stop(), await worker.stop()] == [0, 0]
    assert place.fake.hook.url == ""


@pytest.mark.parametrize("form", ["json", "text"])
async def test_at_its_most_talkative_the_log_holds_no_token_no_name_and_no_word_of_anybody(folder: Path, form: str):
    (port,) = free_ports(1)
    async with Telegram() as phone, Discord() as desktop:
        anna, ben = phone.person("Zebulon Quux"), desktop.person("Wilhelmina Foo")
        more = {"HILLCOACH_LOG_LEVEL": "DEBUG", "HILLCOACH_LOG_FORMAT": form, "HILLCOACH_METRICS_TOKEN": "let-me-look"}
        settings = hooked(phone, port) | desktop.settings | more
        phone.fake.hook.replicas = [f"http://127.0.0.1:{port}"]
        async with Running(folder, settings) as process:
            await process.logs("running: ")
            await desktop.until(lambda: desktop.fake.gateway.connected, SOON)
            for place, person in ((phone, anna), (desktop, ben)):
                await person.says(WORDS)
                await place.until(lambda person=person: person.sees(), SOON)
            async with client_of(port) as client:
                await client.get("/metrics", headers={"Authorization": "Bearer let-me-look"})
            assert await process.stop() == 0
    log = "\n".join(process.log)
    secrets = [phone.fake.token, desktop.fake.token, phone.fake.hook.asked["secret_token"], "let-me-look"]
    assert [secret for secret in secrets if secret in log] == []
    assert [word for word in ("Zebulon", "Wilhelmina", "xylophone", "calf") if word.lower() in log.lower()] == []
    assert "core.coach" in log
    if form == "json":
        told = [json.loads(line) for line in process.log]
        handled = [each for each in told if each["message"] == "handled"]
        assert sorted(each["key"].partition(":")[0] for each in handled) == ["discord", "telegram"]
        assert {each["outcome"] for each in handled} == {"answered"}


# -- What stops it from starting: one sentence


def _refused(folder: Path, arguments: Sequence[str] = ("run",), **settings: str) -> str:
    ended = hillcoach(folder, *arguments, TELEGRAM_TOKEN="1:secret", **settings)
    assert (ended.returncode, ended.stdout, "Traceback" in ended.stderr) == (2, "", False)
    return ended.stderr.splitlines()[-1]


def test_settings_that_do_not_go_together_are_told_in_a_sentence(folder: Path):
    url = {"HILLCOACH_WEBHOOK_URL": "https://coach.example.org"}
    port = {"HILLCOACH_HTTP_PORT": "1"}
    told = "Without HILLCOACH_WEBHOOK_URL there is only a port to serve: set HILLCOACH_HTTP_PORT."
    assert _refused(folder, ("run", "web")) == told
    assert (
        _refused(folder, ("run", "web"), **url)
        == "HILLCOACH_WEBHOOK_URL needs HILLCOACH_HTTP_PORT: set it to a free port."
    )
    assert _refused(folder, **url) == "HILLCOACH_WEBHOOK_URL needs HILLCOACH_HTTP_PORT: set it to a free port."
    told = "With HILLCOACH_WEBHOOK_URL Telegram is listened to by `hillcoach run web`."
    assert _refused(folder, ("run", "telegram"), **url, **port) == told
    told = "HILLCOACH_WEBHOOK_URL must use https or wss: plain http is for this machine only."
    assert _refused(folder, HILLCOACH_WEBHOOK_URL="http://coach.example.org", **port) == told
    told = "HILLCOACH_WEBHOOK_URL must be an address of its own, such as https://example.org/telegram."
    assert _refused(folder, HILLCOACH_WEBHOOK_URL="https://coach.example.org/metrics", **port) == told
    told = "HILLCOACH_WEBHOOK_SECRET must have 16 to 256 letters, digits, _ or -."
    assert _refused(folder, HILLCOACH_WEBHOOK_SECRET="short", **url, **port) == told


def test_sentry_without_its_library_says_what_to_install(folder: Path):
    told = "HILLCOACH_SENTRY_DSN needs the library: pip install 'hillcoach[sentry]'."
    assert _refused(folder, HILLCOACH_SENTRY_DSN="https://key@sentry.example/1") == told
