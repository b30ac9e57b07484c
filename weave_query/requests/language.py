"""Room 2: the published JSON schema of the `$expr` language. It describes what `syntax.json` parses and parses nothing.

Written as a core schema, so that pydantic places the recursive definitions wherever its schema generator wants them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema as cs
from pydantic_core.core_schema import CoreSchema

from weave_query.syntax.expr import ComparisonOp, ConvertTo
from weave_query.syntax.paths import MAX_INDEX

# A name first; `feedback.[` needs its `]` before a dot or the end.
PATH_PATTERN = r"^(?!feedback\.\[)[^.]|^feedback\.\[[\s\S]*\](\.|(?![\s\S]))"
OPERAND = "Operand"


def query_schema() -> CoreSchema:
    """`{"$expr": operand}` with every operator of the language as a definition of its own."""
    query = _object({"$expr": _operand()}, description="A condition on the rows, in the `$expr` language.")
    return _with_operators(query)


def operand_schema() -> CoreSchema:
    """One operand, which is a value of a row."""
    return _with_operators(_operand())


def _with_operators(schema: CoreSchema) -> CoreSchema:
    operators = _operators()
    operand = cs.union_schema([*(_ref(str(each["ref"])) for each in operators), _scalar()], ref=OPERAND)
    return cs.definitions_schema(schema, [operand, *operators])


def _operators() -> list[cs.TypedDictSchema]:
    pair = cs.tuple_schema([_operand(), _operand()])
    return [
        _operator("LiteralOperation", "$literal", _scalar(), "A value."),
        _operator("GetFieldOperator", "$getField", _path(), "A field: path text, or a list of keys and indexes."),
        _operator("ConvertOperation", "$convert", _convert(), "The input read as another type, or null."),
        _operator("SizeOperation", "$size", _one(), "Elements of a list, code points of text, members of an object."),
        _operator("AndOperation", "$and", _some(), "All conditions hold."),
        _operator("OrOperation", "$or", _some(), "Some condition holds."),
        _operator("NotOperation", "$not", _one(), "The condition does not hold."),
        *(_operator(f"{op.name.capitalize()}Operation", op.value, pair, _COMPARISONS[op]) for op in ComparisonOp),
        _operator("InOperation", "$in", _member(), "The first operand equals some element of the list."),
        _operator("ContainsOperation", "$contains", _contains(), "The text of `input` contains the text of `substr`."),
        _operator("StartsWithOperation", "$startsWith", pair, "The first text starts with the second."),
        _operator("EndsWithOperation", "$endsWith", pair, "The first text ends with the second."),
        _operator("RegexMatchOperation", "$regexMatch", _regex_match(), "The text has a match of the expression."),
        _operator("TypeOperation", "$type", _one(), "The name of the operand's type."),
        _operator("IfNullOperation", "$ifNull", _several(), "The first operand that is neither missing nor null."),
        _operator("AddOperation", "$add", _several(), "The sum of numbers."),
        _operator("SubtractOperation", "$subtract", pair, "The difference of two numbers."),
        _operator("MultiplyOperation", "$multiply", _several(), "The product of numbers."),
        _operator("DivideOperation", "$divide", pair, "The quotient of two numbers."),
        _operator("AnyElementOperation", "$anyElement", _elements(), "Some element of the array satisfies `where`."),
        _operator("AllElementsOperation", "$allElements", _elements(), "Every element of the array satisfies `where`."),
        _operator("FeedbackOperation", "$feedback", _feedback(), "Some feedback of the type satisfies `where`."),
    ]


_COMPARISONS = {
    ComparisonOp.EQ: "Both operands are equal.",
    ComparisonOp.NE: "The operands are not equal.",
    ComparisonOp.GT: "The first operand is greater.",
    ComparisonOp.GTE: "The first operand is greater or equal.",
    ComparisonOp.LT: "The first operand is less.",
    ComparisonOp.LTE: "The first operand is less or equal.",
}


def _operator(name: str, key: str, body: CoreSchema, description: str) -> cs.TypedDictSchema:
    return _object({key: body}, description=description, ref=name)


def _object(
    required: Mapping[str, CoreSchema],
    optional: Mapping[str, CoreSchema] | None = None,
    description: str | None = None,
    ref: str | None = None,
) -> cs.TypedDictSchema:
    fields = {key: cs.typed_dict_field(value) for key, value in required.items()}
    fields |= {key: cs.typed_dict_field(value, required=False) for key, value in (optional or {}).items()}
    metadata = {"pydantic_js_functions": [partial(_publish, description=description)]}
    return cs.typed_dict_schema(fields, extra_behavior="forbid", ref=ref, metadata=metadata)


def _publish(schema: CoreSchema, handler: GetJsonSchemaHandler, *, description: str | None) -> JsonSchemaValue:
    """Say what pydantic leaves out, and drop what helps nobody: it titles `$getField` "$Getfield"."""
    found = handler(schema)
    published = handler.resolve_ref_schema(found)
    for field in published["properties"].values():
        field.pop("title", None)
    # pydantic before 2.12 reads `extra_behavior` only from a config.
    published["additionalProperties"] = False
    if description is not None:
        published["description"] = description
    return found


def _ref(name: str) -> CoreSchema:
    return cs.definition_reference_schema(name)


def _operand() -> CoreSchema:
    return _ref(OPERAND)


def _scalar() -> CoreSchema:
    return cs.nullable_schema(cs.union_schema([cs.str_schema(), cs.float_schema(), cs.bool_schema()]))


def _some() -> CoreSchema:
    return cs.list_schema(_operand(), min_length=1)


def _one() -> CoreSchema:
    return cs.union_schema([_operand(), cs.tuple_schema([_operand()])])


def _path() -> CoreSchema:
    step = cs.union_schema([cs.str_schema(), cs.int_schema(ge=0, le=MAX_INDEX)])
    as_list = cs.tuple_schema([cs.str_schema(min_length=1), step], variadic_item_index=1, min_length=1)
    return cs.union_schema([cs.str_schema(pattern=PATH_PATTERN), as_list])


def _convert() -> CoreSchema:
    return _object({"input": _operand(), "to": cs.literal_schema([to.value for to in ConvertTo])})


def _member() -> CoreSchema:
    choices = cs.list_schema(_operand())
    return cs.tuple_schema([_operand(), cs.union_schema([choices, _object({"$literal": choices})])])


def _contains() -> CoreSchema:
    """With `case_insensitive` the substr must be a literal: the plan folds it."""
    literal = cs.union_schema([_ref("LiteralOperation"), _scalar()])
    exact = {"case_insensitive": cs.nullable_schema(cs.literal_schema([False]))}
    insensitive = {"input": _operand(), "substr": literal, "case_insensitive": cs.literal_schema([True])}
    return cs.union_schema([_object({"input": _operand(), "substr": _operand()}, exact), _object(insensitive)])


def _several() -> CoreSchema:
    return cs.list_schema(_operand(), min_length=2)


def _regex_match() -> CoreSchema:
    """The grammar of regular expressions is not JSON Schema's: docs/semantics.md has it."""
    text = cs.str_schema()
    regex = cs.union_schema([_object({"$literal": text}), text])
    return _object({"input": _operand(), "regex": regex}, {"case_insensitive": cs.nullable_schema(cs.bool_schema())})


def _elements() -> CoreSchema:
    return _object({"input": _operand(), "where": _operand()})


def _feedback() -> CoreSchema:
    """The fields of `where` are those of one row of feedback."""
    return _object({"type": cs.str_schema(min_length=1), "where": _operand()})
