"""Answering questions: topics, exercise cards, sources, safety."""
