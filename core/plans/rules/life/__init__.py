"""What becomes of a plan when life happens: dated facts, changed inputs, and the log. Pure."""
