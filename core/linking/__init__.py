"""One runner on two apps: a code, what would become one, and a yes on both sides."""
