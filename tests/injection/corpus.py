"""Texts that try to be more than a value. Each has MARK in it, to look for it in statements."""

from __future__ import annotations

import re

MARK = "31337"
ATTEMPTS = (
    # Out of a literal.
    f"'; DROP TABLE calls; --{MARK}",
    f'"; DROP TABLE calls; --{MARK}',
    f"`; DROP TABLE calls; --{MARK}",
    f"{MARK}' OR '1'='1",
    f'{MARK}" OR ""="',
    f"{MARK}') UNION ALL SELECT id FROM calls --",
    f"{MARK}')) OR project_id <> ('",
    f"{MARK}'' OR 1=1",
    f"{MARK}\\'; DELETE FROM calls; --",
    f"{MARK}\\",
    f"e'{MARK}\\x27'",
    f"$${MARK}$$",
    f"$tag${MARK}' $tag$",
    f"{MARK}é'ü\"",
    f"{MARK}\u2019 OR \u02bc1\u02bc=\u02bc1",
    # Into a comment, or out of one.
    f"{MARK}--",
    f"{MARK}/*",
    f"*/ {MARK}",
    f"{MARK}#",
    f"{MARK}\n; DROP TABLE calls;\n--",
    f"{MARK}\r\nGO",
    f"{MARK}\u2028OR 1=1",
    # As a placeholder or a pattern of a driver.
    f"{MARK}%(p0)s",
    f"{MARK}%s %% %",
    f"{MARK}:p0 :p1",
    f"{MARK}$p0 $1",
    f"{MARK}{{p0: String}}",
    f"{{{{{MARK}}}}}",
    f"{MARK}?",
    # As a path, a pattern or a name.
    f"$.{MARK}[*]..x",
    f"$[?(@.{MARK})]",
    f"/{MARK}~1~0/-",
    f"{MARK}*?[a-z]",
    f"{MARK}%_",
    f"{MARK}.*",
    f"{MARK}]][[",
    f"weave:///a/{MARK}'/op/x:*",
    # As statements of each database.
    f"ATTACH DATABASE '{MARK}' AS x",
    f"COPY (SELECT {MARK}) TO PROGRAM 'sh'",
    f"{MARK}'; SELECT pg_sleep(9); --",
    f"file('{MARK}', 'CSV')",
    f"{MARK}' INTO OUTFILE 'x",
    f"read_csv('{MARK}')",
)
# What JSON paths cannot say of a key; a key without it is written otherwise.
_UNSPEAKABLE = re.compile(r"[^ !#-\[\]-~]")
_NUMBER = re.compile(r"[-+.eE0-9]+")


def harmless_key(attempt: str) -> str:
    """A key of the same class."""
    return "harmlessé" if _UNSPEAKABLE.search(attempt) else "harmless"


def harmless_text(attempt: str) -> str:
    """A text of the same shape: it may be that of a number or of a container as far as the attempt may, and ends in a
    star where the attempt does, which stands for any version."""
    if _NUMBER.fullmatch(attempt):
        return "7-7"
    star = ":*" if attempt.endswith(":*") else "*" if attempt.endswith("*") else ""
    return ("7harmless" if attempt[0] in '-0123456789{["' else "harmless") + star
