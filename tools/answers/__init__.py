"""What builds the table of meanings: run on the building machine only."""
