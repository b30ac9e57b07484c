"""Testing: what somebody needs who writes a backend, or a server on top of one.

Importing this package imports nothing else. `strategies`, `laws` and `fuzz` want the extra `testing`.
"""
