"""Pictures of the conversations in tests/conversations, as people see them on a phone."""
