"""The one feature that everything around a plan belongs to."""

from core.feature import Feature

feature = Feature("plans")
