"""Random and mutated updates for both adapters, with the whole coach behind them. `python -m bench.fuzz` counts."""
