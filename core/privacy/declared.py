"""The one feature that everything around people's data belongs to."""

from core.feature import Feature

feature = Feature("privacy")
