"""The terminal: the coach without a token or a server."""
