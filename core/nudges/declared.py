"""The one feature that everything said unasked belongs to."""

from core.feature import Feature

feature = Feature("nudges")

WORKOUT = "workout"  # the kind of push that plans draw
EVENING = "evening"  # the one other message of a day
