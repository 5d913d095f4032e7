"""What is kept of people: shown, handed out, deleted, and no longer than it is of use."""
