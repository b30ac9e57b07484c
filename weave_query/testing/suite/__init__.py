"""Testing: the conformance suite as tests, for `pytest --pyargs weave_query.testing.suite` with the plugin."""
