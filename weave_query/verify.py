"""Room 6b: the last look at a statement. A sqlglot tree goes in and comes out the same, or InternalError is raised.

Two promises, kept whoever built the tree: every read of a tenant table is bound to the project of the request (here),
and nothing that a request says stands in the text (`verify_text`). The check knows no lowering and no dialect; what it
has never seen, it refuses.

A read of `t AS a` is bound by a top-level conjunct `a.project_id = <project placeholder>` of the WHERE of its own
SELECT, or of an ON that decides whether its rows come in:

    join                          the joined table          the tables before it
    inner, LEFT                   its ON, or WHERE          WHERE
    RIGHT                         WHERE                     this ON if there is but one, or WHERE
    FULL, CROSS, comma            WHERE                     WHERE
    SEMI, ANTI, ASOF, LEFT ANY    its ON                    WHERE

The preserved side of an outer join is not restricted by the ON, so it needs WHERE. WHERE is enough for the other side
too: it sees the joined rows, and a row made of nulls fails it. Where a join picks its match, WHERE comes too late.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlglot import exp

from weave_query.errors import InternalError, shown
from weave_query.verify_text import function_names, look_at, refuse

TABLE_FUNCTIONS = frozenset(
    {"json_each", "json_tree", "jsonb_each", "jsonb_array_elements", "jsonb_path_query", "jsonb_object_keys"}
    | {"unnest", "arrayjoin", "generate_series", "numbers"}
)
_TAIL = ("order", "limit", "offset", "settings")
_SELECT_PARTS = ("expressions", "distinct", "where", "prewhere", "group", "having", "qualify", "windows", *_TAIL)
_SET_PARTS = frozenset({"with_", "this", "expression", "distinct", *_TAIL})
_PARTS: dict[type[exp.Expr], AbstractSet[str]] = {
    exp.Select: frozenset({"with_", "from_", "joins", *_SELECT_PARTS}),
    exp.Union: _SET_PARTS,
    exp.Except: _SET_PARTS,
    exp.Intersect: _SET_PARTS,
    exp.Subquery: frozenset({"with_", "this", "alias", *_TAIL}),
    exp.With: frozenset({"expressions", "recursive"}),
    exp.CTE: frozenset({"this", "alias", "materialized", "scalar"}),
    exp.From: frozenset({"this"}),
    exp.Final: frozenset({"this"}),
    exp.Table: frozenset({"this", "alias", "db", "catalog", "ordinality"}),
    exp.Join: frozenset({"this", "on", "using", "side", "kind", "method", "global_", "expressions"}),
    exp.Lateral: frozenset({"this", "alias", "ordinality"}),
    exp.Unnest: frozenset({"expressions", "alias", "offset"}),
    exp.Values: frozenset({"expressions", "alias"}),
}
# (alias, tenant column); the alias "" stands for a column without qualifier, the column None for a mark of `always`.
_Bound = tuple[str, str | None]


@dataclass(slots=True)
class _Read:
    """A source of one SELECT. `column` is its tenant column, None when it is no tenant table."""

    node: exp.Expr
    alias: str
    table: str = ""
    column: str | None = None
    where_counts: bool = True
    bound: set[_Bound] = field(default_factory=set)


@dataclass(slots=True)
class _Level:
    """What one query sees (CTEs, names of scalar CTEs) and, collected on the way, the aliases that it gives."""

    ctes: frozenset[str] = frozenset()
    scalars: frozenset[str] = frozenset()
    lateral: bool = False
    aliases: set[str] = field(default_factory=set)

    def below(self, cte: str | None = None, lateral: bool = False) -> _Level:
        return _Level(self.ctes if cte is None else self.ctes | {cte}, self.scalars, lateral)


def verify(
    tree: exp.Expr,
    tenants: Mapping[str, str],
    project_parameter: str,
    *,
    others: AbstractSet[str] = frozenset(),
    table_functions: AbstractSet[str] = TABLE_FUNCTIONS,
    names: AbstractSet[str] = frozenset(),
    always: AbstractSet[str] = frozenset(),
) -> exp.Expr:
    """Return `tree` unchanged when every tenant read is bound and no value is in the text; raise InternalError if not.

    tenants: physical table -> tenant column; a key may name its schema. project_parameter: the placeholder that holds
    the project. others: tables that hold no tenant's rows. table_functions: what may stand in FROM besides tables.
    names: quoted identifiers that may be more than a plain word. always: tenant tables whose every read also carries,
    where a project predicate would count, a conjunct with `meta["always"]` set to the alias of that read. A literal is
    a constant of ours when its `meta["constant"]` is True. Tables compare without case, CTEs and aliases exactly.
    """
    if not isinstance(tree, exp.Query):
        raise InternalError(f"a statement of kind {type(tree).__name__} is not a query")
    verifier = _Verifier(
        tenants, project_parameter, others=others, table_functions=table_functions, names=names, always=always
    )
    verifier.query(tree, _Level())
    return tree


class _Verifier:
    """One walk over one statement."""

    def __init__(
        self,
        tenants: Mapping[str, str],
        project_parameter: str,
        *,
        others: AbstractSet[str],
        table_functions: AbstractSet[str],
        names: AbstractSet[str],
        always: AbstractSet[str],
    ) -> None:
        self.tenants = {name.casefold(): column for name, column in tenants.items()}
        # A table of that name in another schema is still taken for the tenant table: the refusing side is the safe one.
        self.bare = {name.rpartition(".")[2]: column for name, column in self.tenants.items()}
        self.project = project_parameter
        self.others = {name.casefold() for name in others}
        self.functions = {_bare(name.casefold()) for name in table_functions}
        self.names = names
        self.always = {name.casefold() for name in always}

    # Queries.

    def query(self, node: exp.Expr, level: _Level, recursive: str | None = None) -> None:
        """A SELECT, a set operation, or one in parentheses. `recursive`: the CTE that the right branch may read."""
        self.known_parts(node)
        inner = self.with_clause(node, level)
        match node:
            case exp.Select():
                self.select(node, inner)
            case exp.SetOperation():
                self.query(node.this, inner.below(lateral=inner.lateral))
                self.query(node.expression, inner.below(recursive, inner.lateral))
                self.expressions(node, _TAIL, inner)
            case exp.Subquery():
                self.query(node.this, inner)
                self.expressions(node, ("alias", *_TAIL), inner.below())
            case _:
                refuse(node, f"{type(node).__name__} in the place of a query")

    def with_clause(self, node: exp.Expr, level: _Level) -> _Level:
        """The level inside `node`: every CTE sees those before it, and itself in its recursive term alone.

        Some engines let a CTE see itself elsewhere, or those after it; others read the table of that name there. Such
        a reference therefore counts as a read of the table.
        """
        inner = level.below(lateral=level.lateral)
        clause = node.args.get("with_")
        if clause is None:
            return inner
        self.known_parts(clause)
        for cte in clause.expressions:
            self.known_parts(cte)
            name = self.alias(cte)
            if cte.args.get("scalar"):
                self.expressions(cte, ("this", "alias"), inner.below())
                inner.scalars |= {cte.alias.casefold()}
                continue
            self.expressions(cte, ("alias",), inner.below())
            repeats = clause.args.get("recursive") and type(cte.this) is exp.Union
            self.query(cte.this, inner.below(), name if repeats else None)
            inner.ctes |= {name}
        return inner

    def select(self, node: exp.Select, level: _Level) -> None:
        reads: list[_Read] = []
        origin = node.args.get("from_")
        if origin is not None:
            self.known_parts(origin)
            reads.append(self.source(origin.this, level))
        joins = node.args.get("joins") or ()
        for join in joins:
            self.join(join, reads, level)
        self.expressions(node, _SELECT_PARTS, level)
        self.distinct_aliases(reads, level)
        where = self.binds(node.args.get("where"))
        where |= self.binds(node.args.get("prewhere"), typed=True)
        for read in reads:
            if read.column is not None:
                found = read.bound | where if read.where_counts else read.bound
                # A column without qualifier is this table's where nothing else can be meant by its name.
                alone = len(reads) == 1 and not joins and not level.lateral
                alone = alone and read.column.casefold() not in level.aliases | level.scalars
                self.demand(read, found | {(read.alias, column) for at, column in found if alone and at == ""})

    def demand(self, read: _Read, found: AbstractSet[_Bound]) -> None:
        """The rule of the room."""
        what = f"tenant table {shown(read.table)} as {shown(read.alias)}"
        if (read.alias, read.column) not in found:
            refuse(read.node, f"{what} is not bound to the project")
        if self.always and read.table.casefold() in self.always and (read.alias, None) not in found:
            refuse(read.node, f"{what} lacks the condition that every read carries")

    def distinct_aliases(self, reads: list[_Read], level: _Level) -> None:
        """One alias, one meaning. ClickHouse takes the `a` of `a.b` for an expression named `a` before a table."""
        taken = level.aliases | level.scalars
        for read in reads:
            name = read.alias.strip('"').casefold()
            if name and name in taken:
                refuse(read.node, f"alias {shown(name)} has two meanings")
            taken.add(name)

    # Sources.

    def join(self, node: exp.Expr, reads: list[_Read], level: _Level) -> None:
        """Add what is joined to `reads`, and what the ON binds to whom it binds."""
        self.known_parts(node)
        side, kind, method = (str(node.args.get(key) or "").upper() for key in ("side", "kind", "method"))
        if kind == "ARRAY" and side in ("", "LEFT") and not method:
            self.expressions(node, ("this", "expressions"), level)
            return
        read = self.source(node.this, level)
        self.expressions(node, ("on", "using"), level)
        bound = self.binds(node.args.get("on"))
        if kind in ("SEMI", "ANTI", "ASOF", "ANY") or method == "ASOF":
            # ANY without LEFT also picks among the rows before it.
            known = side == "LEFT" or (side == "" and kind != "ANY")
            known = known and method in ("", "ASOF") and (method == "" or kind == "")
            read.bound, read.where_counts = bound, False
        else:
            known = kind in ("", "INNER", "OUTER", "CROSS") and method in ("", "NATURAL")
            known = known and side in ("", "LEFT", "RIGHT", "FULL") and (kind != "CROSS" or side == "")
            # Behind a comma, the ON of a RIGHT JOIN does not reach every table before it.
            restricted = {"": [read], "LEFT": [read], "RIGHT": reads if len(reads) == 1 else []}.get(side, [])
            for each in restricted if kind != "CROSS" else ():
                each.bound |= bound
        if not known or node.args.get("expressions"):
            refuse(node, "a join of a kind that is not known")
        reads.append(read)

    def source(self, node: exp.Expr, level: _Level) -> _Read:
        """What stands in FROM or behind JOIN."""
        if isinstance(node, exp.Func) and type(node) not in _PARTS:
            refuse(node, f"{type(node).__name__} is a function that stands bare in FROM, without `sql.function_table`")
        self.known_parts(node)
        match node:
            case exp.Final(this=exp.Table() as table):
                return self.source(table, level)
            case exp.Table(this=exp.Func() as function):
                self.known_function(function, qualified=bool(node.args.get("db")))
                self.expressions(node, ("this", "alias"), level)
            case exp.Table():
                return self.table(node, level)
            case exp.Subquery():
                self.query(node, level.below())
            case exp.Lateral(this=exp.Subquery() as subquery):
                self.query(subquery, level.below(lateral=True))
                self.expressions(node, ("alias",), level)
            case exp.Lateral(this=exp.Func() as function):
                self.known_function(function)
                self.expressions(node, ("this", "alias"), level)
            case exp.Unnest():
                self.known_function(node)
                self.expressions(node, ("expressions", "alias", "offset"), level)
            case exp.Values():
                self.expressions(node, ("expressions", "alias"), level)
            case _:
                refuse(node, f"{type(node).__name__} in the place of a table")
        return _Read(node, self.alias(node) if node.args.get("alias") else "")

    def table(self, node: exp.Table, level: _Level) -> _Read:
        """A name in FROM: a CTE that is visible here, a tenant table, or one of the others."""
        self.expressions(node, ("this", "db", "catalog", "alias"), level)
        path = [part for key in ("catalog", "db", "this") if (part := node.args.get(key)) is not None]
        if not all(type(part) is exp.Identifier for part in path) or node.this is None:
            refuse(node, "a table whose name is not an identifier")
        alias = self.alias(node) if node.args.get("alias") else _name(node.this)
        read = _Read(node, alias, node.name)
        if len(path) == 1 and _name(node.this) in level.ctes:
            return read
        full = ".".join(part.name for part in path).casefold()
        read.column = self.tenants.get(full) or self.bare.get(node.name.casefold())
        if read.column is None and full not in self.others:
            refuse(node, f"table {shown(full)} as {shown(alias)} is not known")
        if read.column is not None and node.alias_column_names:
            refuse(node, f"tenant table {shown(full)} as {shown(alias)} has its columns renamed")
        return read

    def known_function(self, node: exp.Expr, qualified: bool = False) -> None:
        """A function in FROM is an allowed one, and not somebody's own of the same name in a schema."""
        given = (node.name,) if isinstance(node, exp.Anonymous) else function_names(type(node))
        plain = {_bare(name.casefold().removeprefix("exploding_")) for name in given}
        if qualified or not plain & self.functions:
            told = shown(" ".join(given))
            refuse(node, f"table function {told} is not allowed; `table_functions` of the lowering has those that are")

    def alias(self, node: exp.Expr) -> str:
        alias = node.args.get("alias")
        if type(alias) is not exp.TableAlias or type(alias.this) is not exp.Identifier:
            refuse(node, "an alias that is not an identifier")
        return _name(alias.this)

    # Conditions and everything below them.

    def binds(self, condition: exp.Expr | None, typed: bool = False) -> set[_Bound]:
        """What the conjuncts of a condition bind. typed: only placeholders with a type count, because other printers
        than ClickHouse's, which needs the type, leave PREWHERE out."""
        found: set[_Bound] = set()
        stack = [] if condition is None else [condition]
        while stack:
            node = stack.pop()
            cls = type(node)
            if not isinstance(node, exp.Expr):
                raise InternalError("a condition with a part missing")
            if cls is exp.And:
                stack += (node.this, node.expression)
            elif cls is exp.Paren or cls is exp.Where or cls is exp.PreWhere:
                stack.append(node.this)
            elif cls is exp.EQ:
                self.equality(node.this, node.expression, typed, found)
                self.equality(node.expression, node.this, typed, found)
            mark = node.meta_get("always") if self.always else None
            if mark is not None and (cls is exp.Boolean or mark in {c.table for c in node.find_all(exp.Column)}):
                found.add((mark, None))
        return found

    def equality(self, column: exp.Expr, value: exp.Expr, typed: bool, found: set[_Bound]) -> None:
        if type(value) is exp.Cast and _is_text(value.args.get("to")):
            value = value.this
        if type(value) is not exp.Placeholder or value.name != self.project or (typed and not value.args.get("kind")):
            return
        if type(column) is exp.Column and type(column.this) is exp.Identifier and not column.args.get("db"):
            table = column.args.get("table")
            found.add(("" if table is None else _name(table), column.name))

    def expressions(self, node: exp.Expr, keys: tuple[str, ...], level: _Level) -> None:
        """Look at the expressions below `node`, and at the queries inside them."""
        roots: list[exp.Expr] = []
        for key in keys:
            value = node.args.get(key)
            if not value or value is True:
                continue
            roots += value if type(value) is list else (value,)
        if not all(isinstance(root, exp.Expr) for root in roots):
            refuse(node, f"raw text or a raw value in {type(node).__name__}")
        queries, aliases = look_at(roots, self.names)
        level.aliases |= aliases
        for query in queries:
            self.query(query, level.below())

    def known_parts(self, node: exp.Expr) -> None:
        if not isinstance(node, exp.Expr):
            raise InternalError("a statement with a part missing")
        parts = _PARTS.get(type(node), frozenset())
        for key, value in node.args.items():
            if value and key not in parts:
                refuse(node, f"{type(node).__name__} with a part `{key}` that is not known")
        if node.comments:
            refuse(node, "a comment")


def _is_text(target: object) -> bool:
    """A type that keeps every character: VARCHAR(1) would bind to another project."""
    return (
        isinstance(target, exp.DataType)
        and target.this in (exp.DType.TEXT, exp.DType.VARCHAR)
        and not target.expressions
    )


def _bare(name: str) -> str:
    """A function's name without underscores: sqlglot has JSON_TABLE as `J_S_O_N_TABLE`."""
    return name.replace("_", "")


def _name(node: exp.Expr) -> str:
    """An identifier as two of them compare: exactly, and "Calls" in quotes is not Calls without."""
    text = node.name
    return f'"{text}"' if node.args.get("quoted") and text != text.lower() else text
