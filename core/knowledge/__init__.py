"""What the coach knows: a pack of content files, checked as a whole before anything starts."""
