"""A club on each platform, in which a captain has started a challenge, before anything goes wrong."""

from bench.soak.words import CALVES
from tests.platforms.place import Place, Room, Somebody, hears

SOON = 20.0  # seconds


async def start_challenge(place: Place, captain: Somebody, room: Room) -> None:
    """Set up the club, start the challenge, and wait for its board."""
    await captain.commands("club", room)
    await hears(place, captain, "No club is set up here yet.", room, SOON)
    await captain.presses("Set up the club here", room)
    await hears(place, captain, "Where is the club?", room, SOON)
    await captain.presses("London", room)
    await hears(place, captain, "Is it ", room, SOON)
    before = len(captain.sees(room))
    await captain.presses("Yes", room)
    await place.until(lambda: len(captain.sees(room)) > before or "is set" in captain.sees(room)[-1].text, SOON)
    await captain.commands("challenge", room)
    await hears(place, captain, "Challenges", room, SOON)
    await captain.presses(CALVES, room)
    await hears(place, captain, f"{CALVES} – not started yet.", room, SOON)
    await captain.presses("Start today", room)
    await place.until(lambda: any("Join" in each.labels for each in captain.sees(room)), SOON)
