"""What the build of the site adds to docs/: pages out of files elsewhere in the repository, and the API reference.

The documents stay as a code host shows them. A link that leaves docs/ leads to a page that is made here: the README is
the start, a document in Markdown is a page, any other file is a page that shows it. mkdocs calls the functions that
begin with `on_`; nothing here imports it before, so that the tests can read what stands here without it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent

# Pages of the navigation whose text stands outside docs/: the page, the file.
INCLUDED: Mapping[str, str] = {
    "index.md": "README.md",
    "recorded-calls.md": "examples/data/README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
}

# Pages of the API reference: the title, the modules whose public names are on it.
API: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "api/index.md": ("Compiling and running", ("api", "registry", "decoding", "warnings")),
    "api/requests.md": ("Requests and answers", ("requests", "requests.text")),
    "api/conditions.md": ("Conditions in Python", ("syntax.build", "syntax.feedback")),
    "api/errors.md": ("Errors", ("errors",)),
    "api/options.md": ("Options and limits", ("options",)),
    "api/compiled.md": ("Compiled requests", ("compiled", "sources")),
    "api/backend.md": ("Backends", ("backend",)),
    "api/storage.md": ("Tables of the server's own", ("storage",)),
    "api/testing.md": ("The conformance suite", ("testing",)),
    "api/reference.md": ("The reference evaluator", ("reference",)),
    "api/completion.md": ("Completion", ("completion",)),
    "api/lint.md": ("Lint", ("lint",)),
    "api/notebook.md": ("Notebooks", ("notebook",)),
    "api/sqlalchemy.md": ("SQLAlchemy", ("sqlalchemy",)),
}

_FENCED = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()([^)\s#]+)((?:#[^)\s]*)?)(?=\))")
# Code in a row of a table: code hosts want its bars escaped, and Python-Markdown shows the backslash.
_ROW = re.compile(r"^\|.*$", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")
_LEXERS = {".py": "python", ".sql": "sql", ".json": "json", ".toml": "toml", ".ini": "ini"}


def public(home: str) -> list[str]:
    """The public names of a module: its `__all__`, else its classes; and what `weave_query` takes from there."""
    import weave_query

    module = import_module(f"weave_query.{home}")
    offered = [name for name, at in weave_query._HOME.items() if at == home]
    listed = getattr(module, "__all__", None) or [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and isinstance(value, type) and value.__module__ == module.__name__
    ]
    own = [] if home in ("api", "registry", "decoding", "warnings", "requests.text", "syntax.build") else listed
    return sorted({*offered, *own}, key=str.casefold)


def reference(page: str) -> str:
    """A page of the API reference, in Markdown that mkdocstrings reads."""
    title, homes = API[page]
    # Of errors the class above says who catches them; keys of answers are told by their names and types.
    options = {"errors": "show_bases", "requests": "show_if_no_docstring"}.get(homes[0])
    chosen = f"\n    options:\n      {options}: true" if options else ""
    shown = [f"::: weave_query.{home}.{name}{chosen}" for home in homes for name in public(home)]
    imported = ", ".join(f"`weave_query.{home}`" for home in homes)
    return "\n\n".join((f"# {title}", f"Names of {imported}, out of their docstrings.", *shown)) + "\n"


def links(text: str) -> Iterator[str]:
    """The files that a document links to, as it writes them; blocks of code have none."""
    for found in _LINK.finditer(_FENCED.sub("", text)):
        if ":" not in found[1]:
            yield found[1]


def page_of(file: str) -> str:
    """The page or image of the site for a file of the repository."""
    if file.startswith("docs/"):
        return file.removeprefix("docs/")
    for page, included in INCLUDED.items():
        if file == included:
            return page
    return f"files/{file}" if file.endswith(".md") else f"files/{file}.md"


def file_of(page: str, made: Mapping[str, str]) -> str:
    """The file of the repository that a page shows."""
    return made.get(page, f"docs/{page}")


def linked(text: str, file: str) -> set[str]:
    """The files of the repository that a document links to."""
    return {posixpath.normpath(posixpath.join(posixpath.dirname(file), link)) for link in links(text)}


def outside() -> dict[str, str]:
    """The pages that are made of files outside docs/: those of the navigation, and all that any page links to."""
    made = dict(INCLUDED)
    waiting = [*made.values(), *(str(file.relative_to(ROOT).as_posix()) for file in (ROOT / "docs").rglob("*.md"))]
    while waiting:
        file = waiting.pop()
        for target in linked((ROOT / file).read_text(encoding="utf-8"), file) if file.endswith(".md") else ():
            if not target.startswith("docs/") and page_of(target) not in made and (ROOT / target).is_file():
                made[page_of(target)] = target
                waiting.append(target)
    return made


def shown(file: str) -> str:
    """A file of the repository as a page."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if file in INCLUDED.values():
        return text
    head = "---\nsearch:\n  exclude: true\n---\n\n"
    if file.endswith(".md"):
        return head + text
    return f"{head}# {file}\n\n``````{_LEXERS.get(Path(file).suffix, 'text')}\n{text.rstrip()}\n``````\n"


def rewritten(text: str, page: str, made: Mapping[str, str]) -> str:
    """A document with links to pages of the site. What leads nowhere is left for mkdocs to tell."""
    file = file_of(page, made)

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), found[1]))
        if ":" in found[1] or not (ROOT / target).is_file():
            return found[0]
        return posixpath.relpath(page_of(target), posixpath.dirname(page) or ".") + found[2]

    def bars(code: re.Match[str]) -> str:
        return code[0].replace(r"\|", "|")

    def prose(between: str) -> str:
        return _ROW.sub(lambda row: _CODE.sub(bars, row[0]), _LINK.sub(link, between))

    parts, at = [], 0
    for block in _FENCED.finditer(text):
        parts += [prose(text[at : block.start()]), block[0]]
        at = block.end()
    return "".join((*parts, prose(text[at:])))


_MADE: dict[str, str] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not in docs/."""
    from mkdocs.structure.files import File, InclusionLevel

    _MADE.clear()
    _MADE.update(outside())
    for page, file in _MADE.items():
        included = InclusionLevel.INCLUDED if page in INCLUDED else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, page, content=shown(file), inclusion=included))
    for page in API:
        files.append(File.generated(config, page, content=reference(page)))
    files.append(File.generated(config, "site.css", abs_src_path=str(ROOT / "website" / "site.css")))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to where the files are on the site."""
    return rewritten(markdown, page.file.src_uri, _MADE)


def on_serve(server: object, config: MkDocsConfig, builder: object) -> None:
    """Build anew when a file outside docs/ changes that is a page."""
    for file in _MADE.values():
        server.watch(str(ROOT / file))  # type: ignore[attr-defined]
