"""A soak from its beginning to its end."""

import asyncio
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from bench.soak.clubs import start_challenge
from bench.soak.excuses import Excuses
from bench.soak.judge import Evidence
from bench.soak.limbs import Desk, Limbs, Phone
from bench.soak.postman import Postman
from bench.soak.process import Coach
from bench.soak.runner import Runner
from bench.soak.timetable import Scenario, timetable
from bench.soak.weather import Weather
from core.knowledge.library import HILLS
from tests.platforms import Discord, Telegram
from tests.platforms.place import Place, Room, Somebody
from tests.play import bring_up_to_date, database_file

Clubs = list[tuple[Place, Somebody, Room]]

LAST_ANSWERS = 15.0  # seconds after the last fault for what is still under way
LATENCY = (0.03, 0.12)  # seconds that a platform takes to answer


async def soak(scenario: Scenario, folder: Path) -> Evidence:
    """Run it, and return everything there is to judge."""
    bring_up_to_date(database_file(folder))
    async with Telegram() as phone, Discord() as desk:
        shutil.copytree(HILLS, folder / "pack")  # nobody changes this one meanwhile
        coach = Coach(folder, phone.settings | desk.settings | {"HILLCOACH_KNOWLEDGE": str(folder / "pack")})
        weather = Weather(scenario, folder, coach, phone, desk)
        struck = phone.fake.witness.struck, desk.fake.world.witness.struck
        excuses = Excuses(struck, weather.deaf, coach.deaths, scenario.patience)
        clubs = _clubs(phone, desk)
        runners = [Runner(limbs, scenario, excuses) for limbs in _cast(scenario, phone, desk, clubs)]
        try:
            await _open(coach, desk, clubs, runners[: len(runners) // 2])
            status = await _performed(scenario, folder, coach, weather, desk, runners)
            return _evidence(folder, coach, weather, phone, desk, runners, excuses, status)
        finally:
            phone.fake.complaints.clear()
            desk.fake.complaints.clear()
            if coach.lives_now:
                await coach.kill()


def _cast(scenario: Scenario, phone: Telegram, desk: Discord, clubs: Clubs) -> Iterator[Limbs]:
    """Everybody, half of them on each platform and in the club there."""
    dice = random.Random(f"{scenario.seed} latency")
    for witness in (phone.fake.witness, desk.fake.world.witness):
        witness.delay = lambda: dice.uniform(*LATENCY)
    (*_, there), (*_, here) = clubs
    for number in range(scenario.runners):
        yield Desk(desk, f"Desk {number}", here) if number % 2 else Phone(phone, f"Phone {number}", there)


def _clubs(*places: Place) -> Clubs:
    """One on each platform; its captain is none of the runners."""
    captains = [(place, place.person("Captain")) for place in places]
    return [(place, captain, place.club(captain=captain)) for place, captain in captains]


async def _open(coach: Coach, desk: Discord, clubs: Clubs, regulars: list[Runner]) -> None:
    """Start the process; in peace the captains do their part, and half of the runners set up and join."""
    await coach.start()
    await desk.until(lambda: desk.fake.gateway.connected, 20)
    for place, captain, room in clubs:
        await start_challenge(place, captain, room)
    await asyncio.gather(*(each.settles_in() for each in regulars))


async def _performed(
    scenario: Scenario, folder: Path, coach: Coach, weather: Weather, desk: Discord, runners: list[Runner]
) -> int:
    """Everything at once; then, in peace, one question of everybody. Returns the exit status of a polite end."""
    until = time.monotonic() + scenario.seconds
    clock = asyncio.create_task(_keep_time(desk))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(weather.run(timetable(scenario)))
        tasks.create_task(Postman(scenario, folder, [each.ledger for each in runners]).run(scenario.seconds))
        for each in runners:
            tasks.create_task(each.run(until))
    weather.calm()
    await asyncio.gather(*(each.asks() for each in runners))
    await asyncio.sleep(min(LAST_ANSWERS, scenario.seconds / 5))
    status = await coach.stop()
    clock.cancel()
    return status


async def _keep_time(desk: Discord) -> None:
    """Discord's own clock goes as fast as ours: an interaction is forgotten after three seconds."""
    begun = time.monotonic()
    while True:
        desk.fake.clock.now = time.monotonic() - begun
        await asyncio.sleep(0.05)


def _evidence(
    folder: Path,
    coach: Coach,
    weather: Weather,
    phone: Telegram,
    desk: Discord,
    runners: list[Runner],
    excuses: Excuses,
    status: int,
) -> Evidence:
    witnesses = phone.fake.witness, desk.fake.world.witness
    return Evidence(
        file=folder / "coach.db",
        ledgers=[each.ledger for each in runners],
        lives=coach.lives,
        deaths=coach.deaths,
        arrivals=[each for witness in witnesses for each in witness.arrivals],
        struck=[each for witness in witnesses for each in witness.struck],
        excuses=excuses,
        outages=[*weather.locked, *weather.full],
        texts={each.limbs.person: [seen.text for seen in each.limbs.sees()] for each in runners},
        chats={each.limbs.person: each.limbs.chat for each in runners},
        complaints=[*phone.fake.complaints, *desk.fake.complaints],
        status=status,
        offset=time.time() - time.monotonic(),
        deeds=weather.done,
    )
