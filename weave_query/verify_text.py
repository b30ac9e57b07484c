"""Room 6b: nothing that a request says stands in the text of a statement, and the text means what the tree says.

Expressions come in; the queries inside them and the names they give go out, for `verify` to look at. A node of a class
that no expression of ours needs is refused, and so is text or a number that hangs in a tree without a node around it,
because the printer writes it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cache
from typing import NoReturn

from sqlglot import exp

from weave_query.errors import InternalError, shown

# Unquoted names print as they are, so a name that is an operator would change what stands around it.
_OPERATORS = "or|xor|and|not|union|intersect|except|select|from|where|join|on"
_NAME = re.compile(rf"(?!(?:{_OPERATORS})\Z)[a-z_][a-z0-9_]*\Z", re.IGNORECASE)
_TYPE = re.compile(r"[A-Za-z0-9_(), ]+\Z")
_TYPE_SIZE = re.compile(r"[0-9]{1,3}\Z")
# Functions that read tables, files or settings where a value stands; `in(x, t)` of ClickHouse reads the table `t`.
_READER = re.compile(
    r"(pg_(read|ls|stat|terminate|cancel|sleep|reload)|lo_|dict|dblink|read_|readfile|joinget|load|http|remote|s3)\w*\Z"
    r"|\w*_to_xml\w*\Z|(global)?(not)?(null)?in(ignoreset)?\Z|\w*xml_?table\Z|x_m_l_table\Z|open_?json\Z|open_j_s_o_n\Z"
    r"|(file|url|query|query_table|current_setting|set_config|getsetting\w*|getenv|getvariable|nextval|setval|predict"
    r"|next_value_for|hascolumnintable|executable|edit|writefile|to_file)\Z",
    re.IGNORECASE,
)
# The arguments in which sqlglot itself keeps words of SQL as plain text.
_WORDS = frozenset({"side", "kind", "method", "global_", "over", "start", "end", "start_side", "end_side", "exclude"})

_NAMED = (exp.Var, exp.Anonymous, exp.AnonymousAggFunc, exp.ParameterizedAgg)
_VALUES = (
    *(exp.Literal, exp.HexString, exp.BitString, exp.ByteString, exp.National, exp.RawString, exp.UnicodeString),
    *(exp.Heredoc, exp.Introducer, exp.JSONPath, exp.JSONPathPart),
)
_CLAUSES = (
    *(exp.Alias, exp.AtTimeZone, exp.DataType, exp.DataTypeParam, exp.Distinct, exp.Fetch, exp.Filter, exp.Group),
    *(exp.Having, exp.Identifier, exp.IgnoreNulls, exp.RespectNulls, exp.Interval, exp.JSONKeyValue, exp.Lambda),
    *(exp.Limit, exp.Offset, exp.Order, exp.Ordered, exp.PreWhere, exp.Qualify, exp.Slice, exp.Star, exp.TableAlias),
    *(exp.Tuple, exp.Var, exp.Where, exp.WindowSpec, exp.WithinGroup),
    # The columns of JSON_TABLE.
    *(exp.JSONSchema, exp.JSONColumnDef),
)
_REFUSED = (exp.Parameter, exp.SessionParameter, exp.Pseudocolumn)
# These bind looser than AND and get no parentheses from the printer: `And(Or(a, b), c)` would read `a OR (b AND c)`.
_LOOSE = (exp.Or, exp.Xor, exp.Lambda, exp.Alias, exp.Kwarg, exp.PropertyEQ)
_ENCLOSING = (
    *(exp.Paren, exp.Where, exp.PreWhere, exp.Having, exp.Qualify, exp.Filter, exp.Tuple, exp.Ordered, exp.Alias),
    *(exp.Lambda, exp.Case, exp.If, exp.Anonymous, exp.AggFunc, exp.Coalesce, exp.Cast),
)


class _Kind(Enum):
    PLAIN = "an operator, a function or a clause"
    ENCLOSING = "the same, and its parts stand between parentheses or keywords"
    IDENTIFIER = "a name of a column or a source"
    NAME = "another node with a rule of its own"
    VALUE = "a value"
    QUERY = "a query"
    REFUSED = "no part of an expression"


@cache
def _kind(cls: type[exp.Expr]) -> _Kind:
    """How to look at nodes of a class. Subclasses that a backend brings along count as what they derive from."""
    if issubclass(cls, _VALUES):
        return _Kind.VALUE
    if issubclass(cls, exp.Query):
        return _Kind.QUERY
    if (issubclass(cls, _LOOSE) and cls not in _LOOSE) or issubclass(cls, _REFUSED):
        return _Kind.REFUSED
    if cls is exp.Identifier:
        return _Kind.IDENTIFIER
    if issubclass(cls, (*_NAMED, exp.Placeholder, exp.DataTypeParam, exp.In, exp.Alias)):
        return _Kind.NAME
    if not issubclass(cls, (exp.Condition, *_CLAUSES)) or any(map(_READER.match, function_names(cls))):
        return _Kind.REFUSED
    return _Kind.ENCLOSING if issubclass(cls, _ENCLOSING) else _Kind.PLAIN


def function_names(cls: type[exp.Expr]) -> Sequence[str]:
    """The names that a class of functions prints, none for what is no function."""
    return cls.sql_names() if issubclass(cls, exp.Func) and cls is not exp.Func else ()


def look_at(roots: Iterable[exp.Expr], names: AbstractSet[str]) -> tuple[list[exp.Expr], set[str]]:
    """Check expressions; return the queries found in them, unchecked, and the aliases they give, casefolded.

    names: quoted identifiers that may be more than a plain word. Raises InternalError. No recursion: a flat AND of
    thousands of conjuncts is a deep tree.
    """
    queries: list[exp.Expr] = []
    aliases: set[str] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        cls: type = type(node)
        kind = _kind(cls)
        if kind is _Kind.QUERY:
            queries.append(node)
            continue
        if node.comments:
            refuse(node, "a comment")
        if kind is _Kind.IDENTIFIER:
            _look_at_identifier(node, names)
            continue
        if cls is exp.Column and _is_plain_column(node):
            continue
        if kind is _Kind.VALUE:
            if node.meta_get("constant") is not True:
                refuse(node, "a value that is neither a parameter nor a compile-time constant")
            continue
        if kind is _Kind.REFUSED:
            refuse(node, f"{type(node).__name__} in an expression")
        if kind is _Kind.NAME:
            _look_at_name(node)
            if type(node) is exp.Alias:
                aliases.add(node.alias.casefold())
            elif type(node) is exp.DataTypeParam and _is_size(node):
                continue
        encloses = kind is _Kind.ENCLOSING or (kind is _Kind.NAME and isinstance(node, _ENCLOSING))
        for key, value in node.args.items():
            if value is None or value is True or value is False:
                continue
            for child in value if type(value) is list else (value,):
                if not isinstance(child, exp.Expr):
                    _look_at_raw(node, key, child)
                    continue
                if not encloses and type(child) in _LOOSE and type(child) is not type(node):
                    refuse(child, f"{type(child).__name__} without parentheses around it")
                stack.append(child)
    return queries, aliases


def _is_plain_column(node: exp.Expr) -> bool:
    """`a.b` or `b` in plain words: most nodes of a statement are these."""
    for part in node.args.values():
        if part is not None and not (type(part) is exp.Identifier and not part.comments and _is_word(part)):
            return False
    return True


def _is_word(node: exp.Expr) -> bool:
    name = node.args.get("this")
    return isinstance(name, str) and _NAME.match(name) is not None


def _look_at_identifier(node: exp.Expr, names: AbstractSet[str]) -> None:
    """A plain word; in quotes also a reserved one, or what the caller allows."""
    name = node.args.get("this")
    if not isinstance(name, str):
        refuse(node, "an identifier without a name")
    if not _NAME.match(name):
        plain = name in names or (name.isascii() and name.isidentifier())
        if not (plain and node.args.get("quoted")):
            refuse(node, "an identifier that is no plain word")


def _look_at_name(node: exp.Expr) -> None:
    """Names of functions and parameters stand in the text as they are, so they are plain words."""
    match node:
        case exp.Placeholder():
            kind = node.args.get("kind")
            if not _NAME.match(node.name) or (isinstance(kind, str) and not _TYPE.match(kind)):
                refuse(node, "a placeholder whose name is no plain word")
        case exp.In():
            _look_at_membership(node)
        case exp.Var() | exp.Anonymous() | exp.AnonymousAggFunc() | exp.ParameterizedAgg():
            if not _NAME.match(node.name) or _READER.match(node.name):
                refuse(node, "a function or word that is not allowed in an expression")


def _look_at_membership(node: exp.In) -> None:
    """A lone name behind IN can be a table: ClickHouse reads all of `t` in `x IN t` and in `x IN (t)`."""
    listed = node.args.get("expressions") or []
    alone = listed[0] if len(listed) == 1 else None
    while isinstance(alone, (exp.Paren, exp.Tuple)):
        alone = alone.this if isinstance(alone, exp.Paren) else alone.expressions[0] if alone.expressions else None
    for member in (node.args.get("field"), alone):
        if isinstance(member, (exp.Column, exp.Identifier, exp.Var, exp.Dot, exp.Table)):
            refuse(node, "a name behind IN, which can be a table")


def _is_size(node: exp.DataTypeParam) -> bool:
    """`DECIMAL(38, 0)`: the sizes in a type are numbers of the compiler, whoever marks them."""
    size = node.this
    return type(size) is exp.Literal and not size.is_string and _TYPE_SIZE.match(size.name) is not None


def _look_at_raw(node: exp.Expr, key: str, value: object) -> None:
    if isinstance(value, exp.DType):
        return
    if isinstance(value, str):
        if key == "this" and isinstance(node, (*_NAMED, exp.Placeholder)):
            return
        if key in _WORDS and (_NAME.match(value) or value.upper() == "CURRENT ROW" or type(node) is exp.Placeholder):
            return
    refuse(node, f"raw text or a raw value as `{key}` of {type(node).__name__}")


def refuse(node: exp.Expr, fact: str) -> NoReturn:
    """Raise the InternalError that states `fact` and where it is."""
    raise InternalError(f"{fact} ({place(node)})")


_PLACES: dict[type[exp.Expr], str] = {
    exp.Where: "WHERE",
    exp.PreWhere: "PREWHERE",
    exp.Join: "JOIN",
    exp.From: "FROM",
    exp.Having: "HAVING",
    exp.Group: "GROUP BY",
    exp.Order: "ORDER BY",
    exp.Limit: "LIMIT",
    exp.Offset: "OFFSET",
    exp.Lateral: "LATERAL",
    exp.Exists: "EXISTS",
    exp.In: "IN",
    exp.Case: "CASE",
    exp.Subquery: "subquery",
}


def place(node: exp.Expr) -> str:
    """Where a node stands, outermost first: "CTE `lv` > right of UNION > JOIN"."""
    words: list[str] = []
    at: exp.Expr | None = node
    while at is not None:
        above = at.parent
        if isinstance(above, exp.SetOperation) and at.arg_key in ("this", "expression"):
            words.append(f"{'left' if at.arg_key == 'this' else 'right'} of {type(above).__name__.upper()}")
        elif isinstance(above, exp.Select) and at.arg_key == "expressions":
            words.append("result")
        if isinstance(at, exp.CTE):
            words.append(f"CTE {shown(at.alias)}")
        elif type(at) in _PLACES and at is not node:
            words.append(_PLACES[type(at)])
        at = above
    return " > ".join(reversed(words)) or "the statement"
