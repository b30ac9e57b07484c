"""Lint: what is valid in a request and hardly meant, each with what to do about it. The door is `lint`."""

from weave_query.lint.finding import Finding, Fix, LintCode, Setting
from weave_query.lint.lint import lint

__all__ = ["Finding", "Fix", "LintCode", "Setting", "lint"]
