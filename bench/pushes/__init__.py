"""Every push once: what it costs, beside the usual way to do it. `python -m bench.pushes` prints a table."""
