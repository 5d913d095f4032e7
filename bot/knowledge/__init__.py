"""`hillcoach knowledge`: a content pack examined, shown, measured, and made known to editors."""
