"""Room 6: a list function applied again and again, as one node: a list, and what to do with each member.

Where no query can stand, in a lambda of DuckDB and everywhere in ClickHouse, values are computed once as members of a
list of one. Nested calls would say that too, but both engines take exponential time for a lambda in a lambda in a
lambda, and the printer recurses; so the list that a call gives is the argument of the next, and the nesting is printed
in a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp
from sqlglot.generator import Generator


class Pipeline(exp.Anonymous):
    """`f(f(list, lambda), lambda)`: `this` is the function, `expressions` are the list and the lambdas."""


def pipeline(function: str, members: exp.Expr, lambdas: Sequence[exp.Expr]) -> exp.Expr:
    return Pipeline(this=function, expressions=[members, *lambdas])


def print_pipeline(generator: Generator, node: exp.Expr, *, lambda_first: bool = False) -> str:
    """The nested calls, made in a loop from the innermost outwards."""
    members, *lambdas = node.expressions
    text = generator.sql(members)
    for each in map(generator.sql, lambdas):
        text = generator.func(node.name, *((each, text) if lambda_first else (text, each)))
    return text


def print_pipeline_lambda_first(generator: Generator, node: exp.Expr) -> str:
    return print_pipeline(generator, node, lambda_first=True)


Transforms = dict[type[exp.Expr], Callable[..., str]]
"""What a generator of sqlglot prints by a function."""
