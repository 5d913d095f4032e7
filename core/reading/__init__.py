"""Reading what people type, for every feature: dates, hours, days. Pure; what cannot be read is not guessed."""
