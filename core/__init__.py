"""The coach: knows people, plans and time; knows no chat platform."""
