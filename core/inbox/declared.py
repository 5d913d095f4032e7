"""The one feature that every file of this folder declares its part of."""

from core.feature import Feature

feature = Feature("inbox")
