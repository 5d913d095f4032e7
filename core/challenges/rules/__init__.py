"""What a log is worth, who stands where, what was typed and meant: pure functions, the same whenever they are asked."""
