"""`python -m bench.soak` prints the table of docs/reliability.md; its exit status says whether all is as wanted."""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.soak.judge import findings, kinds
from bench.soak.stage import soak
from bench.soak.timetable import Scenario, shortened


def main() -> int:
    """Run one soak and tell what came of it."""
    usual = Scenario()
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--runners", type=int, default=usual.runners)
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--log", type=Path, help="keep what the process logged in this file")
    asked = parser.parse_args()
    scenario = shortened(usual, asked.seconds, asked.runners, asked.kills, asked.seed)
    with TemporaryDirectory() as folder:
        seen = asyncio.run(soak(scenario, Path(folder)))
        found = list(findings(seen))
    if asked.log:
        asked.log.write_text("\n".join(line for life in seen.lives for line in [*life.log, "-- end --"]))
    print("| what | wanted | measured | |\n| --- | --- | --- | --- |")
    for each in found:
        print(f"| {each.what} | {each.wanted} | {each.measured} | {VERDICT[each.good]} |")
    for line, times in kinds(seen).most_common(30):
        print(f"{times:6} × {line}", file=sys.stderr)
    return int(any(each.good is False for each in found))


VERDICT = {True: "✓", False: "✗", None: ""}

if __name__ == "__main__":
    sys.exit(main())
