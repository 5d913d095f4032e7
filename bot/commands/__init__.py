"""The subcommands of `hillcoach`, one file each: `add(commands)` declares one with its options and what it does."""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
