"""Text of a statement that a request could have written, or that could change what the statement means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlglot
from sqlglot import exp

from tests.verify.statements import OTHERS, TENANTS, parsed, refusal
from weave_query.errors import InternalError
from weave_query.lowering.sql import function_table
from weave_query.verify import verify

SECRET = "sk-4711"


def _with(node: object, key: str = "expression") -> exp.Expr:
    """A bound statement with `node` in a comparison of its WHERE."""
    comparison = exp.EQ(this=exp.column("x", "c"), **{key: node})
    bound = exp.EQ(this=exp.column("project_id", "c"), expression=exp.Placeholder(this="p0"))
    source = exp.alias_(exp.to_table("calls"), "c", table=True)
    tree = exp.Select(expressions=[exp.column("id", "c")], from_=exp.From(this=source))
    tree.set("where", exp.Where(this=exp.And(this=bound, expression=comparison)))
    return tree


def _marked(node: exp.Expr) -> exp.Expr:
    node.meta["constant"] = True
    return node


VALUES: list[Callable[[], exp.Expr]] = [
    lambda: exp.Literal.string(SECRET),
    lambda: exp.Literal.number(4711),
    lambda: exp.HexString(this="4711"),
    lambda: exp.BitString(this="4711"),
    lambda: exp.ByteString(this=SECRET),
    lambda: exp.National(this=SECRET),
    lambda: exp.RawString(this=SECRET),
    lambda: exp.UnicodeString(this=SECRET),
    lambda: exp.Heredoc(this=SECRET),
    lambda: exp.JSONPath(expressions=[exp.JSONPathRoot(), exp.JSONPathKey(this=SECRET)]),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_in_the_text_is_refused_unless_it_is_a_constant_of_ours(value: Callable[[], exp.Expr]) -> None:
    said = str(refusal(_with(value())))
    assert "neither a parameter nor a compile-time constant" in said
    assert "4711" not in said
    assert refusal(_with(_marked(value()))) is None


@pytest.mark.parametrize("mark", [False, None, "yes", 1])
def test_only_True_marks_a_constant(mark: object) -> None:
    literal = exp.Literal.string("x")
    literal.meta["constant"] = mark
    assert refusal(_with(literal)) is not None


@pytest.mark.parametrize("raw", ["1 OR 1=1", "x", 7, 7.5, b"x", object()])
@pytest.mark.parametrize("key", ["expression", "this"])
def test_text_or_a_number_without_a_node_is_refused(raw: object, key: str) -> None:
    """The printer writes it as it stands."""
    tree = _with(exp.Placeholder(this="p1"))
    next(node for node in tree.find_all(exp.EQ) if node.this.name == "x").set(key, raw)
    assert refusal(tree) is not None


@pytest.mark.parametrize("raw", ["calls", "calls AS c", 1])
def test_a_source_without_a_node_is_refused(raw: object) -> None:
    tree = exp.Select(expressions=[exp.Star()], from_=exp.From(this=raw))
    assert refusal(tree) is not None
    assert refusal(exp.Select(expressions=[exp.Star()], from_=exp.From(this=exp.Table(this=raw)))) is not None


@pytest.mark.parametrize("text", ["x y", "x--", "x'", "x;y", "", "1x", "x\n", "é", "x)", "OR", "not"])
@pytest.mark.parametrize(
    "node",
    [
        lambda text: exp.Column(this=exp.Identifier(this=text, quoted=False), table=exp.Identifier(this="c")),
        lambda text: exp.Var(this=text),
        lambda text: exp.Anonymous(this=text, expressions=[]),
        lambda text: exp.Placeholder(this=text),
        lambda text: exp.ParameterizedAgg(this=text, expressions=[], params=[]),
        lambda text: exp.Cast(this=exp.null(), to=exp.DataType(this=exp.DType.USERDEFINED, kind=text + " ")),
    ],
)
def test_a_name_that_is_no_plain_word_is_refused(node: Callable[[str], exp.Expr], text: str) -> None:
    assert refusal(_with(node(text))) is not None


def test_a_quoted_name_may_be_a_reserved_word_and_more_when_the_caller_allows_it() -> None:
    def column(name: str) -> exp.Expr:
        return _with(exp.Column(this=exp.Identifier(this=name, quoted=True), table=exp.Identifier(this="c")))

    assert refusal(column("or")) is None
    assert refusal(column("usage by model")) is not None
    assert refusal(column("usage by model"), names=frozenset({"usage by model"})) is None


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("postgres", "SELECT 1 /* sk-4711 */ FROM llm_token_prices"),
        ("postgres", "SELECT /*+ HASHJOIN(a) */ 1 FROM llm_token_prices AS a"),
        ("postgres", "SELECT p.id /* x */ FROM llm_token_prices AS p"),
        ("postgres", "SELECT 1 FROM llm_token_prices AS p FOR UPDATE"),
        ("postgres", "SELECT 1 INTO other FROM llm_token_prices AS p"),
        ("postgres", "WITH d AS (DELETE FROM llm_token_prices RETURNING id) SELECT d.id FROM d"),
        ("postgres", "SELECT pg_read_file('/etc/passwd')"),
        ("postgres", "SELECT pg_catalog.pg_read_file('/etc/passwd')"),
        ("postgres", "SELECT query_to_xml('select 1', TRUE, TRUE, '')"),
        ("postgres", "SELECT 1 FROM dblink('x', 'select 1') AS d(x INT)"),
        ("postgres", "SELECT 1 FROM pg_ls_dir('/') AS d"),
        ("postgres", "SELECT 1 FROM public.jsonb_each(NULL) AS d"),
        ("postgres", "SELECT NEXTVAL('s')"),
        ("postgres", "SELECT $1"),
        ("postgres", "SELECT 1 FROM llm_token_prices AS p WHERE p.x = ?"),
        ("duckdb", "SELECT 1 FROM read_csv('/etc/passwd') AS f"),
        ("duckdb", "SELECT 1 FROM read_text('/etc/passwd') AS f"),
        ("duckdb", "SELECT 1 FROM '/etc/passwd'"),
        ("duckdb", "SELECT 1 FROM query_table('calls') AS f"),
        ("duckdb", "SELECT getenv('HOME')"),
        ("duckdb", "SELECT 1 FROM llm_token_prices AS p USING SAMPLE 10"),
        ("duckdb", "SELECT 1 FROM (DESCRIBE calls) AS d"),
        ("sqlite", "SELECT load_extension('x')"),
        ("sqlite", "SELECT readfile('x')"),
        ("sqlite", "SELECT 1 FROM pragma_table_info('calls') AS t"),
        ("clickhouse", "SELECT 1 FROM remote('h', db, calls) AS r"),
        ("clickhouse", "SELECT 1 FROM url('u', 'CSV') AS r"),
        ("clickhouse", "SELECT 1 FROM s3('u') AS r"),
        ("clickhouse", "SELECT 1 FROM file('f') AS r"),
        ("clickhouse", "SELECT 1 FROM merge('db', 'calls') AS r"),
        ("clickhouse", "SELECT file('f')"),
        ("clickhouse", "SELECT dictGet('d', 'a', 1)"),
        ("clickhouse", "SELECT joinGet('j', 'a', 1)"),
        ("clickhouse", "SELECT 1 FROM llm_token_prices AS p FORMAT TSV"),
        ("clickhouse", "SELECT 1 FROM llm_token_prices AS p SAMPLE 0.1"),
    ],
)
def test_what_reads_or_does_something_else_is_refused(dialect: str, sql: str) -> None:
    """Every literal here is marked, so it is not the literals that are refused."""
    assert refusal(parsed(sql, dialect)) is not None


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO calls SELECT 1",
        "CREATE TABLE x AS SELECT 1",
        "DELETE FROM calls",
        "UPDATE calls SET x = 1",
        "DROP TABLE calls",
        "SET x = 1",
        "VALUES (1)",
        "DESCRIBE calls",
        "ATTACH 'x' AS y",
    ],
)
def test_a_statement_that_is_not_a_query_is_refused(sql: str) -> None:
    assert refusal(parsed(sql, "duckdb")) is not None


def test_a_command_is_refused_at_the_root_and_inside() -> None:
    assert refusal(exp.Command(this="VACUUM")) is not None
    assert refusal(_with(exp.Command(this="VACUUM"))) is not None


def test_a_table_where_a_value_belongs_is_refused() -> None:
    assert refusal(_with(exp.to_table("calls"))) is not None
    assert refusal(_with(exp.Anonymous(this="f", expressions=[exp.to_table("calls")]))) is not None


@pytest.mark.parametrize("cls", [exp.ReadCSV, exp.ReadParquet, exp.NextValueFor, exp.XMLTable, exp.OpenJSON])
def test_a_reading_function_that_is_a_class_is_refused(cls: type[exp.Expr]) -> None:
    assert refusal(_with(cls(this=exp.Placeholder(this="p1")))) is not None


def test_a_subclass_of_a_loose_operator_is_refused() -> None:
    """It would print as it likes, and the rule about parentheses knows the classes themselves."""

    class Either(exp.Or):
        pass

    assert refusal(_with(exp.Paren(this=Either(this=exp.true(), expression=exp.true())))) is not None


def test_an_operator_of_a_backend_is_accepted() -> None:
    class Overlap(exp.Expression, exp.Binary):
        pass

    assert refusal(_with(Overlap(this=exp.Placeholder(this="p1"), expression=exp.column("y", "c")))) is None


def test_sizes_of_types_need_no_mark_and_other_parts_of_types_do() -> None:
    def cast(size: exp.Expr) -> exp.Expr:
        kind = exp.DataType(this=exp.DType.DECIMAL, expressions=[exp.DataTypeParam(this=size)])
        return _with(exp.Cast(this=exp.null(), to=kind))

    assert refusal(cast(exp.Literal.number(38))) is None
    assert refusal(cast(exp.Literal.number(4711))) is not None
    assert refusal(cast(exp.Literal.string("UTC"))) is not None
    assert refusal(cast(_marked(exp.Literal.string("UTC")))) is None


def test_types_of_placeholders_cannot_leave_their_braces() -> None:
    assert refusal(_with(exp.Placeholder(this="p1", kind="Array(Nullable(String))"))) is None
    assert refusal(_with(exp.Placeholder(this="p1", kind="String} OR {p1: String"))) is not None


def test_functions_in_FROM_are_those_of_the_caller() -> None:
    tree = parsed("SELECT f.x FROM my_rows($p1) AS f", "duckdb")
    assert refusal(tree) is not None
    assert verify(tree, TENANTS, "p0", others=OTHERS, table_functions=frozenset({"MY_ROWS"})) is tree


def test_columns_of_json_table_may_stand_in_FROM() -> None:
    def read(path: exp.Expr, source: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
        column = exp.JSONColumnDef(this=exp.to_identifier("v"), kind=exp.DataType(this=exp.DType.TEXT), path=path)
        rows = exp.JSONTable(
            this=exp.Placeholder(this="p1"), path=path.copy(), schema=exp.JSONSchema(expressions=[column])
        )
        return exp.Select(expressions=[exp.column("v", "e")], from_=exp.From(this=source(rows)))

    def refused(tree: exp.Expr, functions: frozenset[str]) -> str | None:
        try:
            assert verify(tree, TENANTS, "p0", others=OTHERS, table_functions=functions) is tree
        except InternalError as error:
            return error.message
        return None

    known, constant = frozenset({"json_table"}), _marked(exp.Literal.string("$[*]"))
    tree = read(constant, lambda rows: function_table(rows, "e"))
    assert tree.sql("mysql") == "SELECT e.v FROM JSON_TABLE(:p1, '$[*]' COLUMNS(v TEXT PATH '$[*]')) AS e"
    assert refused(tree, known) is None
    assert "`table_functions` of the lowering has those" in (refused(tree, frozenset({"unnest"})) or "")
    unmarked = read(exp.Literal.string("$[*]"), lambda rows: function_table(rows, "e"))
    assert "neither a parameter nor a compile-time constant" in (refused(unmarked, known) or "")
    bare = read(constant, lambda rows: rows)
    assert "JSONTable is a function that stands bare in FROM, without `sql.function_table`" in (
        refused(bare, known) or ""
    )


def test_the_untouched_tree_comes_back_and_a_marked_one_prints_the_same() -> None:
    sql = "SELECT c.id FROM calls AS c WHERE c.project_id = $p0 LIMIT 10"
    assert verify(parsed(sql, "duckdb"), TENANTS, "p0").sql("duckdb") == sql
    with pytest.raises(InternalError):
        verify(sqlglot.parse_one(sql, dialect="duckdb"), TENANTS, "p0")
