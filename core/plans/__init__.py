"""Strength plans counted back from race day."""
