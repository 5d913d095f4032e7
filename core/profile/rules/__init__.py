"""Reading what only the setup asks: the race, an age, a course. Pure; what cannot be read is not guessed."""
