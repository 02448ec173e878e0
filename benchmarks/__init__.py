"""Measured comparisons: `python -m benchmarks.<module>` answers one question, `make bench` runs them all."""
