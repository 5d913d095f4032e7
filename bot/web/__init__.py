"""What the process serves over HTTP: whether it is well, what it measures, and the door for Telegram's updates."""
