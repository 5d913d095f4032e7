"""`hillcoach plan preview`."""
