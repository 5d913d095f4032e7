"""The one feature that belongs to people with more than one app."""

from core.feature import Feature

feature = Feature("linking")
