"""`hillcoach simulate`: what one runner would receive, tried out on a throw-away database with a clock of its own."""
