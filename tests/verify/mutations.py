"""Every way to loosen a statement that the verifier accepts: each mutant here must be refused.

The engine knows nothing of the verifier. It finds the project predicates of a tree by itself, takes those that bind
one read together (a read may be bound twice), and loosens all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlglot import exp

Mutant = tuple[str, exp.Expr]
Change = Callable[[exp.Expr], exp.Expr]


@dataclass(frozen=True)
class Binding:
    """The predicates that bind one read, as positions in a walk of the tree (a copy is walked in the same order)."""

    alias: str
    positions: tuple[int, ...]


def mutants(tree: exp.Expr, project_parameter: str) -> Iterator[Mutant]:
    """All mutants of this module."""
    yield from project_mutants(tree, project_parameter)
    yield from literal_mutants(tree)
    yield from always_mutants(tree)


def project_mutants(tree: exp.Expr, project_parameter: str) -> Iterator[Mutant]:
    """Remove or loosen the project predicates of every read of a table, in every way of `CHANGES`, read by read."""
    for binding in bindings(tree, project_parameter):
        for name, change in CHANGES.items():
            yield f"{binding.alias}: {name}", _changed(tree, binding.positions, change)
        yield f"{binding.alias}: dropped", _dropped(tree, binding.positions)
        for farthest in (False, True):
            words = "outermost" if farthest else "nearest"
            yield f"{binding.alias}: {words} AND became OR", _disjoined(tree, binding.positions, farthest)
        yield from _moved(tree, binding)


def literal_mutants(tree: exp.Expr) -> Iterator[Mutant]:
    """Write a value in the place of each placeholder, and take the mark from each constant."""
    for position, node in enumerate(tree.walk(bfs=False)):
        if isinstance(node, exp.Placeholder):
            for literal in (exp.Literal.string("v"), exp.Literal.number(7), exp.National(this="v")):
                yield (
                    f"{node.name} became {type(literal).__name__}",
                    _changed(tree, (position,), lambda _, value=literal: value.copy()),
                )
        elif node.meta_get("constant") and not isinstance(node.parent, exp.DataTypeParam):
            yield "a constant lost its mark", _changed(tree, (position,), _unmarked)


def always_mutants(tree: exp.Expr) -> Iterator[Mutant]:
    """Remove or loosen each condition that is marked with `always`."""
    for position, node in enumerate(tree.walk(bfs=False)):
        if node.meta_get("always"):
            for name in ("NOT", "COALESCE", "OR TRUE", "CASE", "TRUE in its place"):
                yield f"always: {name}", _changed(tree, (position,), CHANGES[name])
            yield "always: dropped", _dropped(tree, (position,))


# Finding the predicates.


def bindings(tree: exp.Expr, project_parameter: str) -> list[Binding]:
    """The project predicates of a tree, by the read of a table that they bind."""
    found: dict[tuple[int, str], list[int]] = {}
    for position, node in enumerate(tree.walk(bfs=False)):
        select = _clause_owner(node)
        if select is None or not isinstance(node, exp.EQ) or not _is_bound_to(node, project_parameter):
            continue
        alias = _column(node).table or next(iter(_tables(select)), "")
        table = _tables(select).get(alias)
        if table is not None and not _is_cte(table):
            found.setdefault((id(select), alias), []).append(position)
    return [Binding(alias, tuple(positions)) for (_, alias), positions in found.items()]


def _clause_owner(node: exp.Expr) -> exp.Select | None:
    """The SELECT of whose WHERE, PREWHERE or ON `node` is a top-level conjunct."""
    at = node.parent
    while isinstance(at, (exp.And, exp.Paren)):
        at = at.parent
    owner = at.parent if isinstance(at, (exp.Where, exp.PreWhere, exp.Join)) else None
    return owner if isinstance(owner, exp.Select) else None


def _is_bound_to(node: exp.EQ, project_parameter: str) -> bool:
    sides = [side.this if isinstance(side, exp.Cast) else side for side in (node.left, node.right)]
    placeholders = [side for side in sides if isinstance(side, exp.Placeholder) and side.name == project_parameter]
    return len(placeholders) == 1 and any(isinstance(side, exp.Column) for side in sides)


def _column(node: exp.EQ) -> exp.Column:
    return next(side for side in (node.left, node.right) if isinstance(side, exp.Column))


def _tables(select: exp.Select) -> dict[str, exp.Table]:
    """The named tables that a SELECT reads itself, by alias, in the order of the text."""
    clauses = [select.args.get("from_"), *(select.args.get("joins") or [])]
    sources = [clause.this for clause in clauses if clause is not None]
    tables = [source.this if isinstance(source, exp.Final) else source for source in sources]
    return {
        table.alias_or_name: table
        for table in tables
        if isinstance(table, exp.Table) and isinstance(table.this, exp.Identifier)
    }


def _is_cte(table: exp.Table) -> bool:
    """Does a name in FROM mean a CTE? One before it in the same WITH, an outer one, or its own recursive term."""
    if table.args.get("db"):
        return False
    below: exp.Expr = table
    while (above := below.parent) is not None:
        if isinstance(above, exp.CTE):
            with_ = above.parent
            before = with_.expressions[: with_.expressions.index(above)]
            recursive = with_.args.get("recursive") and _in_recursive_term(table, above)
            if table.name in {cte.alias for cte in before} | ({above.alias} if recursive else set()):
                return True
            below = with_.parent
            continue
        with_ = above.args.get("with_")
        if with_ is not None and below is not with_ and table.name in {cte.alias for cte in with_.expressions}:
            return True
        below = above
    return False


def _in_recursive_term(table: exp.Table, cte: exp.CTE) -> bool:
    at: exp.Expr = table
    while at.parent is not cte.this and at.parent is not None:
        at = at.parent
    return isinstance(cte.this, exp.Union) and at.arg_key == "expression"


# Changing copies.


def _changed(tree: exp.Expr, positions: tuple[int, ...], change: Change) -> exp.Expr:
    root, nodes = _copied(tree, positions)
    for node in nodes:
        node.replace(change(node.copy()))
    return root


def _copied(tree: exp.Expr, positions: tuple[int, ...]) -> tuple[exp.Expr, list[exp.Expr]]:
    root = tree.copy()
    walked = list(root.walk(bfs=False))
    return root, [walked[position] for position in positions]


def _dropped(tree: exp.Expr, positions: tuple[int, ...]) -> exp.Expr:
    root, nodes = _copied(tree, positions)
    for node in nodes:
        _drop(node)
    return root


def _drop(node: exp.Expr) -> None:
    """Take a conjunct out of its condition, and the condition away when nothing is left of it."""
    above = node.parent
    if isinstance(above, exp.And):
        above.replace(above.right if node.arg_key == "this" else above.left)
    elif isinstance(above, exp.Join):
        above.set("on", exp.true())
    elif isinstance(above, (exp.Where, exp.PreWhere)):
        above.pop()
    elif above is not None:
        _drop(above)


def _disjoined(tree: exp.Expr, positions: tuple[int, ...], farthest: bool) -> exp.Expr:
    root, nodes = _copied(tree, positions)
    for node in nodes:
        chain = []
        at = node.parent
        while isinstance(at, (exp.And, exp.Paren)):
            chain += [at] if isinstance(at, exp.And) else []
            at = at.parent
        if chain:
            conjunction = chain[-1] if farthest else chain[0]
            conjunction.replace(exp.Or(this=conjunction.left.copy(), expression=conjunction.right.copy()))
        else:
            node.replace(exp.Or(this=node.copy(), expression=exp.true()))
    return root


def _moved(tree: exp.Expr, binding: Binding) -> Iterator[Mutant]:
    """Move the predicates into the ON of an outer join that preserves the read."""
    _, originals = _copied(tree, binding.positions)
    select = _clause_owner(originals[0])
    for index, join in enumerate(select.args.get("joins") or [] if select is not None else []):
        before = [select.args["from_"].this, *(each.this for each in select.args["joins"][:index])]
        left = {source.alias_or_name for source in before}
        right = {join.this.alias_or_name}
        preserved = {"LEFT": left, "RIGHT": right, "FULL": left | right}.get(str(join.args.get("side") or "").upper())
        if preserved is None or binding.alias not in preserved or join.args.get("kind") == "ARRAY":
            continue
        root, nodes = _copied(tree, binding.positions)
        target = _clause_owner(nodes[0]).args["joins"][index]
        for node in nodes:
            moved = node.copy()
            _drop(node)
            on = target.args.get("on")
            target.set("using", None)
            target.set("on", moved if on is None else exp.And(this=on.copy(), expression=moved))
        yield f"{binding.alias}: moved into the ON of the {join.args['side']} JOIN that preserves it", root


def _unmarked(node: exp.Expr) -> exp.Expr:
    node.meta.pop("constant")
    return node


def _compared(cls: type[exp.Expr]) -> Change:
    return lambda node: cls(this=node.this, expression=node.expression)


def _other_value(value: Callable[[exp.Expr], exp.Expr]) -> Change:
    """Compare the column with something that is not the project."""

    def change(node: exp.Expr) -> exp.Expr:
        assert isinstance(node, exp.EQ)
        return exp.EQ(this=_column(node), expression=value(node))

    return change


def _other_placeholder(node: exp.Expr) -> exp.Expr:
    placeholder = node.find(exp.Placeholder)
    assert placeholder is not None
    other = placeholder.copy()
    other.set("this", placeholder.name + "9")
    return other


def _other_column(node: exp.Expr, table: str | None = None, name: str | None = None) -> exp.Expr:
    assert isinstance(node, exp.EQ)
    column = _column(node).copy()
    return exp.column(name or column.name, table or column.table or None)


def _replaced_column(column: Callable[[exp.Expr], exp.Expr]) -> Change:
    def change(node: exp.Expr) -> exp.Expr:
        changed = column(node)
        assert isinstance(node, exp.EQ)
        _column(node).replace(changed)
        return node

    return change


def _constant(node: exp.Expr) -> exp.Expr:
    node.meta["constant"] = True
    return node


def _true() -> exp.Expr:
    return exp.true()


def _project(node: exp.Expr) -> exp.Expr:
    placeholder = node.find(exp.Placeholder)
    assert placeholder is not None
    return placeholder.copy()


CHANGES: dict[str, Change] = {
    "TRUE in its place": lambda _: _true(),
    "<>": _compared(exp.NEQ),
    ">": _compared(exp.GT),
    ">=": _compared(exp.GTE),
    "<": _compared(exp.LT),
    "<=": _compared(exp.LTE),
    "IS": _compared(exp.Is),
    "IS NOT DISTINCT FROM": _compared(exp.NullSafeEQ),
    "LIKE": _compared(exp.Like),
    "ILIKE": _compared(exp.ILike),
    "GLOB": _compared(exp.Glob),
    "NOT": lambda node: exp.Not(this=node),
    "NOT in parentheses": lambda node: exp.Paren(this=exp.Not(this=exp.Paren(this=node))),
    "OR TRUE": lambda node: exp.Paren(this=exp.Or(this=node, expression=_true())),
    "TRUE OR without parentheses": lambda node: exp.Or(this=_true(), expression=node),
    "XOR FALSE": lambda node: exp.Paren(this=exp.Xor(this=node, expression=exp.false())),
    "COALESCE": lambda node: exp.Coalesce(this=node, expressions=[_true()]),
    "CASE": lambda node: exp.Case(ifs=[exp.If(this=_true(), true=node)], default=_true()),
    "IF": lambda node: exp.If(this=node, true=_true(), false=_true()),
    "IS NOT NULL": lambda node: exp.Not(this=exp.Is(this=node, expression=exp.null())),
    "= TRUE": lambda node: exp.EQ(this=exp.Paren(this=node), expression=_true()),
    "a function of it": lambda node: exp.Anonymous(this="maybe", expressions=[node]),
    "EXISTS around it": lambda node: exp.Exists(this=exp.select(_true()).where(node)),
    "another placeholder": _other_value(_other_placeholder),
    "a literal": _other_value(lambda _: exp.Literal.string("p")),
    "a constant": _other_value(lambda _: _constant(exp.Literal.string("p"))),
    "itself": _other_value(_other_column),
    "a column of another alias": _other_value(lambda node: _other_column(node, table="other")),
    "a function of the project": _other_value(lambda node: exp.Anonymous(this="f", expressions=[_project(node)])),
    "a cut project": _other_value(lambda node: exp.Cast(this=_project(node), to=exp.DataType.build("VARCHAR(1)"))),
    "a project as number": _other_value(lambda node: exp.Cast(this=_project(node), to=exp.DataType.build("INT"))),
    "ANY of something": _other_value(lambda node: exp.Any(this=exp.Tuple(expressions=[_project(node)]))),
    "a list": lambda node: exp.In(this=_other_column(node), expressions=[_project(node), _other_placeholder(node)]),
    "between": lambda node: exp.Between(this=_other_column(node), low=_project(node), high=_other_placeholder(node)),
    "another column": _replaced_column(lambda node: _other_column(node, name="id")),
    "another alias": _replaced_column(lambda node: _other_column(node, table="other")),
    "an alias of a schema": _replaced_column(
        lambda node: exp.column("project_id", _other_column(node).args["table"], "s")
    ),
    "a folded column": _replaced_column(lambda node: exp.Lower(this=_other_column(node))),
    "a collated column": _replaced_column(
        lambda node: exp.Collate(this=_other_column(node), expression=exp.var("NOCASE"))
    ),
    "a column or nothing": _replaced_column(
        lambda node: exp.Coalesce(this=_other_column(node), expressions=[_project(node)])
    ),
}
