"""When the coach speaks unasked: the hour of the workout, a kind evening nudge, pausing and resuming."""
