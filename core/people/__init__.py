"""Who the coach knows: a person, the accounts they write from, and where they can be reached."""
