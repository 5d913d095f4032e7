"""The one feature that everything around the setup belongs to."""

from core.feature import Feature

feature = Feature("profile")
