"""Runners at work while everything fails around the coach. `python -m bench.soak` prints what came of it."""
