"""One file that holds a whole database, made while the coach runs and read back into SQLite or PostgreSQL."""
