"""The question engine and the safety rules that run before it."""
