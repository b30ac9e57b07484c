"""Room 1: expressions written in Python. `F("latency_ms") > 500` builds what `{"$gt": [...]}` builds: the same `Expr`.

What Python would decide at once is refused: see `undecided`. So is a forgotten pair of parentheses, here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias

from weave_query.errors import LimitError, ParseError, nearest, shown, told_type
from weave_query.syntax import expr as ast
from weave_query.syntax import misuse
from weave_query.syntax.called import arguments_told, check_called, of_element
from weave_query.syntax.expr import ArithmeticOp, ComparisonOp, ConvertTo, Expr
from weave_query.syntax.fields import field_at, field_below
from weave_query.syntax.json import HARD_DEPTH, case_flag
from weave_query.syntax.print import to_json
from weave_query.syntax.python import SIGNS, to_python
from weave_query.syntax.regex import parse_regex
from weave_query.syntax.undecided import Undecided
from weave_query.syntax.values import Scalar, literal_of

Operand: TypeAlias = "Expression | Scalar"
Number: TypeAlias = "Expression | int | float"

_NOTHING: frozenset[object] = frozenset()


class Expression(Undecided):
    """A condition on rows, or a value of theirs. `F` is where one begins, operators and methods make new ones.

    Comparisons (`==`, `!=`, `<`, `<=`, `>`, `>=`), `&`, `|`, `~` and arithmetic (`+`, `-`, `*`, `/`) take expressions
    and Python values: str, int, float, bool, None, datetime, date, and enums of these. `repr` is Python that builds the
    expression again. As `==` compares rows, expressions are not hashable, as those of polars and Series of pandas are
    not: two that mean the same would be two keys. `Query(expression)` is hashable, and compares by value.
    """

    __slots__ = ("_depth", "_elements", "_expr", "_loose")
    _expr: Expr
    _depth: int
    _elements: frozenset[object]
    _loose: bool

    def __init__(
        self,
        expr: Expr,
        operands: Iterable[Expression] = (),
        *,
        beside: Iterable[Expression] = (),
        element: object = None,
        loose: bool = False,
    ) -> None:
        """For this module. operands: what is below. beside: what has the same depth, its parts having moved here.

        element: the element that `any` or `all` binds here. loose: made by `&`, `|` or `~`, which bind closer than
        comparisons, so that parentheses are missing where it is compared.
        """
        if type(self) is Expression:
            raise misuse.no_constructor()
        below, level = tuple(operands), tuple(beside)
        self._expr = expr
        self._loose = loose
        self._elements = _NOTHING.union(*(part._elements for part in (*below, *level))) - {element}
        self._depth = max([1, *(part._depth + 1 for part in below), *(part._depth for part in level)])
        if self._depth > HARD_DEPTH:
            raise LimitError("depth", f"the expression is nested deeper than {HARD_DEPTH} levels")

    @staticmethod
    def literal(value: Scalar) -> Expression:
        """A value as an expression, for where it has to stand first: `Expression.literal("gpt-4").contains(F("x"))`."""
        return Term(ast.Literal(literal_of(value)))

    @property
    def expr(self) -> Expr:
        """The tree, as parsing `to_json()` gives it."""
        return self._expr

    def to_json(self) -> dict[str, Any]:
        """The JSON form, `{"$expr": ...}`."""
        return {"$expr": to_json(self._expr)}

    def __repr__(self) -> str:
        return to_python(self._expr)

    # Comparisons

    def __eq__(self, other: Operand) -> Expression:  # type: ignore[override]
        return self._compared(ComparisonOp.EQ, other)

    def __ne__(self, other: Operand) -> Expression:  # type: ignore[override]
        return self._compared(ComparisonOp.NE, other)

    def __lt__(self, other: Operand) -> Expression:
        return self._compared(ComparisonOp.LT, other)

    def __le__(self, other: Operand) -> Expression:
        return self._compared(ComparisonOp.LTE, other)

    def __gt__(self, other: Operand) -> Expression:
        return self._compared(ComparisonOp.GT, other)

    def __ge__(self, other: Operand) -> Expression:
        return self._compared(ComparisonOp.GTE, other)

    # Not a method that raises: dataclasses, `Hashable` and other libraries look for None, or for a TypeError.
    __hash__: ClassVar[None]  # type: ignore[assignment]

    def _compared(self, op: ComparisonOp, other: object) -> Expression:
        left, right = _enclosed(self), _enclosed(_operand(other))
        return Term(ast.Comparison(op, left._expr, right._expr), (left, right))

    def is_in(self, values: Iterable[Operand]) -> Expression:
        """Is it equal to one of the values, which may be expressions too? Equal to none of an empty list."""
        if isinstance(values, (str, bytes, Mapping, Expression)) or not isinstance(values, Iterable):
            raise ParseError(f"`is_in` takes a list of values, this is {_told(values)}")
        # The order of a set of texts is another in every process.
        ordered = sorted(values, key=repr) if isinstance(values, (set, frozenset)) else values
        choices = [_operand(value) for value in ordered]
        return Term(ast.In(self._expr, tuple(choice._expr for choice in choices)), (self, *choices))

    def is_null(self) -> Expression:
        """Is it missing or null? The same as `== None`."""
        return Term(ast.Comparison(ComparisonOp.EQ, self._expr, ast.Literal(None)), (self,))

    def exists(self) -> Expression:
        """Is it neither missing nor null?"""
        return self.convert("exists")

    # Conditions

    def __and__(self, other: Expression) -> Expression:
        return _joined(ast.And, "&", (self, other))

    def __or__(self, other: Expression) -> Expression:
        return _joined(ast.Or, "|", (self, other))

    def __invert__(self) -> Expression:
        return Term(ast.Not(self._expr), (self,), loose=True)

    # Text

    def contains(self, text: Operand, *, case_insensitive: bool = False) -> Expression:
        """Does its text contain the text of the other? Of an array or object: some key or value in it.

        case_insensitive: by Unicode's simple case folding; the other must then be a value, not an expression.
        """
        substr, folded = _operand(text), case_flag(case_insensitive)
        if folded and not isinstance(substr._expr, ast.Literal):
            raise ParseError("`contains` takes a value, and no expression, when `case_insensitive` is true")
        return Term(ast.Contains(self._expr, substr._expr, folded), (self, substr))

    def starts_with(self, text: Operand) -> Expression:
        """Is it a text that starts with the other text?"""
        prefix = _operand(text)
        return Term(ast.StartsWith(self._expr, (prefix._expr,)), (self, prefix))

    def ends_with(self, text: Operand) -> Expression:
        """Is it a text that ends with the other text?"""
        suffix = _operand(text)
        return Term(ast.EndsWith(self._expr, suffix._expr), (self, suffix))

    def matches(self, regex: str, *, case_insensitive: bool = False) -> Expression:
        """Is it a text with a match of the regular expression, anywhere in it? `^` and `$` are the ends of the text.

        The syntax is the one that means the same on every database, not that of `re`. Raises ParseError with the place
        of what is not in it.
        """
        if not isinstance(regex, str):
            raise ParseError(f"`matches` takes a regular expression as text, this is {_told(regex)}")
        pattern, folded = _operand(regex), case_flag(case_insensitive)
        parse_regex(regex, case_insensitive=folded)
        return Term(ast.RegexMatch(self._expr, pattern._expr, folded), (self, pattern))

    # Values

    def size(self) -> Expression:
        """Elements of an array or list, code points of a text, members of an object; null of anything else."""
        return Term(ast.Size(self._expr), (self,))

    def type(self) -> Expression:
        """The name of its type: missing, null, bool, number, string, array, object or timestamp."""
        return Term(ast.TypeOf(self._expr), (self,))

    def convert(self, to: Literal["double", "string", "int", "bool", "exists"]) -> Expression:
        """It read as another type, null where that cannot be."""
        try:
            target = ConvertTo(to)
        except ValueError:
            given = shown(to) if isinstance(to, str) else _told(to)
            known = ", ".join(f"`{each.value}`" for each in ConvertTo)
            hint = nearest(to, (each.value for each in ConvertTo)) if isinstance(to, str) else None
            raise ParseError(f"{given} is not a type to convert to; there are {known}", hint=hint) from None
        return Term(ast.Convert(self._expr, target), (self,))

    def if_null(self, other: Operand, *others: Operand) -> Expression:
        """It, or else the first of the others that is neither missing nor null."""
        items = (self, *map(_operand, (other, *others)))
        return Term(ast.IfNull(tuple(item._expr for item in items)), items)

    def __add__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.ADD, self, other)

    def __radd__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.ADD, other, self)

    def __sub__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.SUBTRACT, self, other)

    def __rsub__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.SUBTRACT, other, self)

    def __mul__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.MULTIPLY, self, other)

    def __rmul__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.MULTIPLY, other, self)

    def __truediv__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.DIVIDE, self, other)

    def __rtruediv__(self, other: Number) -> Expression:
        return _calculated(ArithmeticOp.DIVIDE, other, self)

    # Elements

    def any(self, where: Callable[[F], Expression]) -> Expression:
        """Does some element of the array or list satisfy the condition? `.any(lambda x: x["role"] == "tool")`.

        The condition may use the element and fields of the call, but not the element of a condition around it: the
        language knows the innermost element only.
        """
        return _elements(ast.AnyElement, "any", self, where)

    def all(self, where: Callable[[F], Expression]) -> Expression:
        """Is it an array or list of which every element satisfies the condition? True of one without elements."""
        return _elements(ast.AllElements, "all", self, where)


class Term(Expression):
    """Every expression but a field. Beside a subclass Python would ask the right operand first: this is none of `F`."""

    __slots__ = ()


class F(Expression):
    """A field: `F("inputs.model")` is path text, `F("inputs", "a.b", 0)` a field with keys and indexes below it.

    In path text `.` separates and `\\.` is a dot. Further arguments go on from there as `[key]` and `[index]` do:
    `F("inputs")["a.b"][0]`. Raises ParseError for a path that is none; whether there is such a field, compiling says.
    """

    __slots__ = ()

    @arguments_told
    def __init__(self, path: str, *keys: str | int) -> None:
        super().__init__(field_at(path, *keys))

    def __getitem__(self, key: str | int) -> F:
        """What is below: the value of a key (text), or the element at an index (an integer from 0)."""
        return _f(field_below(self._expr, key), self._elements)


def all_of(*conditions: Expression | Iterable[Expression]) -> Expression:
    """All conditions hold, as `&` between them; true of none. `all_of(a, b)`, or a list of them, `all_of([a, b])`."""
    return _listed(ast.And, "all_of", conditions, empty=True)


def any_of(*conditions: Expression | Iterable[Expression]) -> Expression:
    """Some condition holds, as `|` between them; false of none. `any_of(a, b)`, or a list of them, `any_of([a, b])`."""
    return _listed(ast.Or, "any_of", conditions, empty=False)


def _f(node: ast.GetField | ast.Element, elements: frozenset[object]) -> F:
    found = F.__new__(F)
    Expression.__init__(found, node)
    found._elements = elements
    return found


def _operand(value: object) -> Expression:
    return value if isinstance(value, Expression) else Term(ast.Literal(literal_of(value)))


def _told(value: object) -> str:
    check_called(value)
    return "an expression" if isinstance(value, Expression) else told_type(value)


def _enclosed(operand: Expression) -> Expression:
    """The operand, unless it was made by a sign that binds closer than the operator it now stands beside."""
    if operand._loose:
        raise misuse.missing_parentheses()
    return operand


def _number(value: object, op: ArithmeticOp) -> Expression:
    found = _enclosed(_operand(value))
    if not isinstance(value, Expression) and not _is_number(found._expr):
        raise ParseError(f"`{SIGNS[op]}` takes numbers and expressions, this is {_told(value)}")
    return found


def _is_number(expr: Expr) -> bool:
    return isinstance(expr, ast.Literal) and isinstance(expr.value, (int, float)) and not isinstance(expr.value, bool)


def _calculated(op: ArithmeticOp, left: object, right: object) -> Expression:
    first, second = _number(left, op), _number(right, op)
    node = first._expr
    # `a + b + c` is (a + b) + c in Python, and so are the three operands of one `$add`.
    if isinstance(node, ast.Arithmetic) and node.op is op and op in (ArithmeticOp.ADD, ArithmeticOp.MULTIPLY):
        return Term(ast.Arithmetic(op, (*node.items, second._expr)), (second,), beside=(first,))
    return Term(ast.Arithmetic(op, (node, second._expr)), (first, second))


def _joined(kind: type[ast.And] | type[ast.Or], sign: str, conditions: Sequence[object]) -> Expression:
    """One `$and` or `$or` of all conditions: those of the same kind give theirs, so that chains stay flat."""
    items: list[Expr] = []
    below: list[Expression] = []
    beside: list[Expression] = []
    for condition in conditions:
        if not isinstance(condition, Expression):
            raise misuse.no_condition(sign, condition)
        node = condition._expr
        is_same = isinstance(node, kind)
        (beside if is_same else below).append(condition)
        items.extend(node.items if isinstance(node, kind) else (node,))
    return Term(kind(tuple(items)), below, beside=beside, loose=True)


def _listed(kind: type[ast.And] | type[ast.Or], name: str, conditions: Sequence[object], *, empty: bool) -> Expression:
    found: list[object] = list(conditions)
    if len(found) == 1 and not isinstance(found[0], Expression):
        (only,) = found
        if isinstance(only, (str, Mapping)) or not isinstance(only, Iterable):
            raise ParseError(f"`{name}` takes expressions, or a list of them, this is {_told(only)}")
        found = list(only)
    expressions = [condition for condition in found if isinstance(condition, Expression)]
    for condition in found:
        if not isinstance(condition, Expression):
            literal = f"write `Expression.literal({condition})`" if isinstance(condition, bool) else None
            hint = "leave it out" if condition is None else literal
            raise ParseError(f"`{name}` takes expressions, one of these is {_told(condition)}", hint=hint)
    if not expressions:
        return Expression.literal(empty)
    joined = _joined(kind, name, expressions) if len(expressions) > 1 else expressions[0]
    # A call encloses, so this may be compared.
    return Term(joined._expr, beside=(joined,))


def _elements(
    kind: type[ast.AnyElement] | type[ast.AllElements], name: str, input: Expression, where: Callable[[F], Expression]
) -> Expression:
    if not callable(where):
        raise ParseError(
            f"`{name}` takes a function of the element, this is {_told(where)}",
            hint=f'`.{name}(lambda x: x["role"] == "tool")`',
        )
    element = object()
    condition: object = of_element(name, where, _f(ast.Element(), frozenset({element})))
    if not isinstance(condition, Expression):
        raise ParseError(f"the condition on an element is an expression, this is {_told(condition)}")
    if condition._elements - {element}:
        raise misuse.outer_element(name)
    return Term(kind(input._expr, condition._expr), (input, condition), element=element)
