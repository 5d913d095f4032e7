"""Telegram: updates in, replies out, and the outbox's messages."""
