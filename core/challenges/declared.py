"""The one feature that everything around challenges belongs to."""

from core.feature import Feature

feature = Feature("challenges")
