"""A plan in words: a session to follow, a week, the whole way to the race, and what a change would do."""
