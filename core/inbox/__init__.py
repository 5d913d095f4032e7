"""The coach's inbox: what was not answered well, grouped, answered once, and told to whoever waits for it."""
