"""The rules and exercises that ship, and how hard the property tests try."""

import os

from hypothesis import settings

settings.register_profile("usual", max_examples=300, deadline=None)
settings.register_profile("nightly", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
