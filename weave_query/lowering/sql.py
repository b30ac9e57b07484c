"""Room 6: building SQL trees by hand: operators with the parentheses they need, and constants marked as ours.

sqlglot prints what it is given: `Not(Or(a, b))` prints as `NOT a OR b`. Everything that lowers builds through these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlglot import Dialect, exp

# A chain of this many operands stays flat; a longer one becomes a balanced tree of such chains, because SQLite refuses
# flat ones of 1,000 and nested ones of about 40 levels.
_FLAT = 32
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")
# What some engine reserves. A name in quotes that would not need them is the same name.
_RESERVED = """
abort action add after all alter always analyse analyze and anti any array as asc asof asymmetric at attach
authorization before begin between binary both by cascade case cast check collate collation column commit
concurrently conflict constraint create cross current current_catalog current_date current_role current_schema
current_time current_timestamp current_user database date default deferrable deferred delete desc describe detach
distinct do drop each else end escape except exclude exclusive exists explain extract fail false fetch filter final
first following for foreign format freeze from full function generated glob global grant group grouping groups
having if ignore ilike immediate in index indexed initially inner insert instead intersect interval into is isnull
join key lambda last lateral leading left like limit local localtime localtimestamp match materialized natural new
no not nothing notnull null nulls of off offset old on only or order others outer over overlaps partition paste
pivot pivot_longer pivot_wider placing plan positional pragma preceding prewhere primary qualify query raise range
recursive references regexp reindex release rename replace restrict returning right rollback row rows sample
savepoint select semi session_user set settings show similar some summarize symmetric system table tablesample temp
temporary then ties time timestamp to top totals trailing transaction trigger true truncate unbounded union unique
unpivot update user using vacuum values variadic verbose view virtual when where window with within without
"""
_KEYWORDS = frozenset(_RESERVED.split())


def wrap(node: exp.Expr) -> exp.Expr:
    """The node in parentheses where it would otherwise fall apart as an operand."""
    if isinstance(node, exp.Binary):
        return exp.Paren(this=node)
    if isinstance(node, (exp.Unary, exp.Predicate)) and not isinstance(node, (exp.Paren, exp.Func)):
        return exp.Paren(this=node)
    return node


def operate(operator: type[exp.Binary], left: exp.Expr, right: exp.Expr) -> exp.Expr:
    """`left operator right`."""
    return operator(this=wrap(left), expression=wrap(right))


def equal(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return operate(exp.EQ, left, right)


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of the database, by its own name."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def both(*conditions: exp.Expr) -> exp.Expr:
    """The AND of the conditions."""
    return _chain(exp.And, conditions)


def either(*conditions: exp.Expr) -> exp.Expr:
    """The OR of the conditions."""
    return _chain(exp.Or, conditions)


def _chain(operator: type[exp.Connector], conditions: Sequence[exp.Expr]) -> exp.Expr:
    if len(conditions) > _FLAT:
        size = max(_FLAT, -(-len(conditions) // _FLAT))
        parts = [conditions[start : start + size] for start in range(0, len(conditions), size)]
        return _chain(operator, [_chain(operator, part) for part in parts])
    result = _operand(operator, conditions[0])
    for condition in conditions[1:]:
        result = operator(this=result, expression=_operand(operator, condition))
    return result


def _operand(operator: type[exp.Connector], condition: exp.Expr) -> exp.Expr:
    return exp.Paren(this=condition) if isinstance(condition, exp.Connector) else condition


def negate(condition: exp.Expr) -> exp.Expr:
    """NOT of a condition that is never null."""
    if isinstance(condition, exp.Is) and isinstance(condition.expression, exp.Null):
        return exp.Is(this=condition.this, expression=exp.Not(this=exp.Null()))
    return exp.Not(this=wrap(condition))


def is_null(operand: exp.Expr) -> exp.Expr:
    return exp.Is(this=wrap(operand), expression=exp.Null())


def is_not_null(operand: exp.Expr) -> exp.Expr:
    return negate(is_null(operand))


def case(branches: Iterable[tuple[exp.Expr, exp.Expr]], default: exp.Expr | None = None) -> exp.Expr:
    """`CASE WHEN condition THEN value ... [ELSE default] END`."""
    return exp.Case(ifs=[exp.If(this=condition, true=value) for condition, value in branches], default=default)


def when(condition: exp.Expr, value: exp.Expr) -> exp.Expr:
    """The value where the condition is true, else null."""
    return case([(condition, value)])


def coalesce(first: exp.Expr, *others: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=first, expressions=list(others))


def text(value: str) -> exp.Expr:
    """A text constant of ours, never of a request."""
    return _ours(exp.Literal.string(value))


def number(value: int | float) -> exp.Expr:
    """A number constant of ours, never of a request."""
    return _ours(exp.Literal(this=repr(value), is_string=False))


def boolean(value: bool) -> exp.Expr:
    return exp.Boolean(this=value)


def null() -> exp.Expr:
    return exp.Null()


def _ours(literal: exp.Literal) -> exp.Expr:
    literal.meta["constant"] = True
    return literal


def one_of(operand: exp.Expr, *words: str) -> exp.Expr:
    """`operand IN ('a', 'b')`, of constants of ours."""
    if len(words) == 1:
        return equal(operand, text(words[0]))
    return exp.In(this=wrap(operand), expressions=[text(word) for word in words])


def among(operand: exp.Expr, numbers: Sequence[int]) -> exp.Expr:
    """`operand IN (1, 2)`, of constants of ours."""
    if len(numbers) == 1:
        return equal(operand, number(numbers[0]))
    return exp.In(this=wrap(operand), expressions=[number(each) for each in numbers])


def column(name: str, table: str | None = None) -> exp.Expr:
    return exp.Column(this=identifier(name), table=identifier(table) if table is not None else None)


def identifier(name: str) -> exp.Expr:
    """A plain name of ours."""
    return exp.Identifier(this=name, quoted=False)


def stored_name(name: str) -> exp.Expr:
    """A name of a storage map, in quotes where an engine would read it otherwise."""
    return exp.Identifier(this=name, quoted=_PLAIN.match(name) is None or name in _KEYWORDS)


def stored_column(name: str, table: str) -> exp.Expr:
    """A column that a storage map names, of the source of that alias."""
    return exp.Column(this=stored_name(name), table=identifier(table))


def stored_table(parts: Sequence[str], alias: str) -> exp.Expr:
    """A table that a storage map names, under an alias. parts: catalog, schema and name, or the last of these."""
    *before, name = map(stored_name, parts)
    catalog, schema = [None, None, *before][-2:]
    return exp.Table(this=name, db=schema, catalog=catalog, alias=exp.TableAlias(this=identifier(alias)))


def alias(expression: exp.Expr, name: str) -> exp.Expr:
    """`expression AS name`; a column of that name needs no alias."""
    if isinstance(expression, exp.Column) and expression.name == name:
        return expression
    return exp.Alias(this=expression, alias=exp.Identifier(this=name, quoted=True))


def named(expression: exp.Expr) -> exp.Expr:
    """A column with its name said once more."""
    if not isinstance(expression, exp.Column):
        return expression
    return exp.Alias(this=expression, alias=exp.Identifier(this=expression.name, quoted=True))


def table(name: str, alias: str | None = None) -> exp.Expr:
    return exp.Table(this=identifier(name), alias=exp.TableAlias(this=identifier(alias)) if alias else None)


def cast(operand: exp.Expr, name: str, dialect: str | type[Dialect]) -> exp.Expr:
    """CAST to a type of the printing dialect, given by its own name."""
    return exp.Cast(this=operand, to=data_type(name, dialect))


def data_type(name: str, dialect: str | type[Dialect]) -> exp.Expr:
    """A type of the printing dialect, by its own name, also one that sqlglot does not know."""
    found = _data_type(name, dialect)
    # A deep copy costs more than everything else around a cast.
    return found.copy() if found.expressions else exp.DataType(**found.args)


@lru_cache(maxsize=128)
def _data_type(name: str, dialect: str | type[Dialect]) -> exp.Expr:
    return exp.DataType.build(name, dialect=dialect, udt=True)


def subquery(select: exp.Query, alias: str | None = None) -> exp.Expr:
    return exp.Subquery(this=select, alias=exp.TableAlias(this=identifier(alias)) if alias else None)


def cte(select: exp.Expr, alias: str, *, materialized: bool = False) -> exp.Expr:
    """`alias AS (SELECT ...)`, in WITH. materialized: computed once however many read it."""
    return exp.CTE(this=select, alias=exp.TableAlias(this=identifier(alias)), materialized=materialized or None)


def scalar_cte(select: exp.Query, alias: str) -> exp.Expr:
    """`(SELECT ...) AS alias`, in WITH: the one value of a query that gives one."""
    return exp.CTE(this=subquery(select), alias=exp.TableAlias(this=identifier(alias)), scalar=True)


def read_from(select: exp.Select, names: Sequence[str]) -> None:
    """Let a SELECT read some of the queries that a WITH names, or none."""
    if names:
        select.set("from_", exp.From(this=table(names[0])))
        select.set("joins", [exp.Join(this=table(name)) for name in names[1:]])


def exists(select: exp.Query) -> exp.Expr:
    return exp.Exists(this=select)


def function_table(function: exp.Expr, alias: str, columns: Sequence[str] = ()) -> exp.Expr:
    """A table function in FROM, under an alias, its columns named where the dialect wants names."""
    names = [identifier(name) for name in columns]
    return exp.Table(this=function, alias=exp.TableAlias(this=identifier(alias), columns=names))


def select_from(source: exp.Expr, projections: Sequence[exp.Expr], condition: exp.Expr | None = None) -> exp.Select:
    """`SELECT projections FROM source [WHERE condition]`."""
    where = exp.Where(this=condition) if condition is not None else None
    return exp.Select(expressions=list(projections), from_=exp.From(this=source), where=where)
