"""Programs for whoever builds the coach; nothing here ships."""
