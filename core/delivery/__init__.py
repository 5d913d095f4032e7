"""The outbox: everything the coach says unasked goes through here, once."""
