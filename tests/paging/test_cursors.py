"""Cursors as text: they keep values exactly, and only who has the key can make one."""

from __future__ import annotations

import string
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weave_query as wq
from tests.paging.asking import KEY
from weave_query import cursors
from weave_query.cursors import signed, values_of
from weave_query.errors import CursorError, SettingsError

REQUEST = b"the digest of a request"
VALUES = ("2026", 2**63 - 1, -0.0, None, "né 😀", 5e-324, 0.1)
ALPHABET = string.ascii_letters + string.digits + "-_"
texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.none() | texts | numbers, max_size=30))
def test_values_come_back_as_they_were(values: list[cursors.Value]) -> None:
    found = values_of(signed(values, REQUEST, KEY), REQUEST, KEY)
    assert [(type(each), bits(each)) for each in found] == [(type(each), bits(each)) for each in values]


def bits(value: object) -> object:
    return struct.pack("<d", value) if isinstance(value, float) else value


def test_a_cursor_is_text_for_a_url() -> None:
    assert set(signed(VALUES, REQUEST, KEY)) <= set(ALPHABET)


def test_a_cursor_of_this_release_stays_readable() -> None:
    """When this fails because the layout was changed, `cursors.VERSION` has to be raised."""
    kept = (
        "ARmWdpluJf2LvYV2vpEAfEoAWyIyMDI2Iiw5MjIzMzcyMDM2ODU0Nzc1ODA3LC0wLjAsbnVsb"
        "CwibsOpIPCfmIAiLDVlLTMyNCwwLjFdlEM44qmkCUfv24vjDaMQJtRR7xJPqDW78uWTg5dTCY0"
    )
    assert signed(VALUES, REQUEST, KEY) == kept
    assert values_of(kept, REQUEST, KEY) == VALUES


def test_every_change_of_a_character_is_found() -> None:
    cursor = signed(VALUES, REQUEST, KEY)
    for place, old in enumerate(cursor):
        for new in ALPHABET if place > len(cursor) - 3 else "Aa0_-":
            if new != old:
                refused(cursor[:place] + new + cursor[place + 1 :])


def test_every_change_of_a_bit_is_found() -> None:
    cursor = signed(VALUES, REQUEST, KEY)
    raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for place in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[place // 8] ^= 1 << place % 8
        refused(urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode())


def test_what_is_cut_or_longer_is_no_cursor() -> None:
    cursor = signed(VALUES, REQUEST, KEY)
    for cut in range(len(cursor)):
        refused(cursor[:cut])
        refused(cursor[cut + 1 :])
    for end in ("A", "AA", "AAAA", "=", "==", "\n", " ", cursor):
        refused(cursor + end)


@pytest.mark.parametrize("cursor", ["", "=", "é", "a cursor", "[]", "\0", "/+/+", "A" * 70, "AQ" * 40])
def test_what_never_was_a_cursor_is_refused(cursor: str) -> None:
    refused(cursor)


@pytest.mark.parametrize("cursor", [1, b"bytes", ["list"], True])
def test_a_cursor_of_another_type_is_refused(cursor: object) -> None:
    with pytest.raises(CursorError, match="a cursor is a text"):
        values_of(cursor, REQUEST, KEY)


def refused(cursor: str) -> None:
    with pytest.raises(CursorError, match="changed, cut, or made elsewhere") as caught:
        values_of(cursor, REQUEST, KEY)
    assert str(caught.value.at) == "/after"


def test_another_key_is_told_as_a_change_is() -> None:
    with pytest.raises(CursorError, match="changed, cut, or made elsewhere"):
        values_of(signed(VALUES, REQUEST, KEY), REQUEST, KEY + b"2")


def test_another_request_and_another_release_are_told_to_who_has_a_signed_cursor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(CursorError, match="of another request"):
        values_of(signed(VALUES, REQUEST, KEY), b"another", KEY)
    monkeypatch.setattr(cursors, "VERSION", cursors.VERSION - 1)
    older = signed(VALUES, REQUEST, KEY)
    monkeypatch.undo()
    with pytest.raises(CursorError, match="by another release"):
        values_of(older, REQUEST, KEY)


def test_the_digest_of_a_request_is_not_in_its_cursor() -> None:
    """It could be tried out what a server's own condition says."""
    cursor = signed(VALUES, REQUEST, KEY)
    other = signed(VALUES, REQUEST, KEY + b"2")
    assert REQUEST not in urlsafe_b64decode(cursor + "==")
    assert urlsafe_b64decode(cursor + "==")[:18] != urlsafe_b64decode(other + "==")[:18]


def test_long_texts_are_kept_whole_and_compressed() -> None:
    text = "the same words again and again, " * 10_000
    cursor = signed((text, "id"), REQUEST, KEY)
    assert len(cursor) < len(text) / 50
    assert values_of(cursor, REQUEST, KEY) == (text, "id")


def test_a_short_cursor_stays_short() -> None:
    assert len(signed((1_767_225_600_000_000, "019a3a58-03b5-797e-a5b4-65c67536110a"), REQUEST, KEY)) < 150


def test_a_text_is_a_key_as_its_bytes_are() -> None:
    assert signed(VALUES, REQUEST, "ein Schlüssel für Zeiger") == signed(
        VALUES, REQUEST, "ein Schlüssel für Zeiger".encode()
    )


@pytest.mark.parametrize("key", ["", b"", b"short", "x" * 15, 5, ["a list of some texts"]])
def test_what_is_no_key_is_refused_when_it_is_set(key: object) -> None:
    with pytest.raises(SettingsError, match="cursor_key"):
        wq.Options(cursor_key=key)  # type: ignore[arg-type]


def test_a_key_does_not_show() -> None:
    assert "a key" not in repr(wq.Options(cursor_key=KEY))
    assert "cursor_key" not in repr(wq.Options(cursor_key=KEY))
