"""Measurements of weave_query, each a module that runs: `python -m benchmarks.compile`."""
