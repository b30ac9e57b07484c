"""The conformance suite of weave_query, one test per case. pyproject.toml loads its plugin and names the database."""

from __future__ import annotations

from weave_query.testing.suite.test_suite import test_suite

__all__ = ["test_suite"]
