"""The one feature that everything around questions belongs to."""

from core.feature import Feature

feature = Feature("faq")
