"""The plan rules as pure functions: runner, race and course in, dated sessions out. Start at `build`."""
