"""The platforms, kept thin, and putting it all together."""
