"""Room 0: the values of the last row of a page as a cursor: text for a URL that only who has the key can make.

A cursor says what the values are, for which request, and by which rules it was written:

    version     1 byte
    request     16 bytes: of the HMAC-SHA256 of what was asked; without the key nobody can try requests against it
    packing     1 byte: are the values compressed?
    values      a JSON array
    signature   32 bytes: the HMAC-SHA256 of all before

in base64 for URLs, without padding. It is signed and not encrypted: who sorts by a field can learn its values anyway.
"""

from __future__ import annotations

import binascii
import hmac
import json
import zlib
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence

from weave_query.errors import CursorError, SettingsError

Value = str | int | float | None
"""A value of a sort key: a text, an integer of 64 bits (times in microseconds), a double, or null."""
Key = str | bytes

VERSION = 1
"""To be raised when what a cursor says would be read otherwise: by its layout, its values or the order of rows."""
SHORTEST_KEY = 16
_REQUEST, _SIGNATURE = 16, 32
_PLAIN, _PACKED = 0, 1
_HEAD = 2 + _REQUEST
# Below that, compressing gains nothing.
_SHORT = 256


def check_key(key: object) -> None:
    """Raise SettingsError for what is no key."""
    if not isinstance(key, (str, bytes)) or len(_bytes(key)) < SHORTEST_KEY:
        raise SettingsError(
            f"`Options.cursor_key` is a text or bytes, at least {SHORTEST_KEY} bytes long",
            hint="`secrets.token_bytes(32)` makes one; it stays the same as long as its cursors are to be read",
        )


def required(key: Key | None) -> Key:
    """The key of the options. Raises SettingsError where there is none."""
    if key is None:
        raise SettingsError("pages need `Options.cursor_key`, which signs their cursors")
    return key


def signed(values: Sequence[Value], request: bytes, key: Key) -> str:
    """The cursor of values. request: what tells the request from others, see `requests.paging.subject_of`."""
    written = json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(written, 9) if len(written) > _SHORT else written
    how, packed = (_PACKED, packed) if len(packed) < len(written) else (_PLAIN, written)
    body = bytes((VERSION,)) + _of_request(request, key) + bytes((how,)) + packed
    return urlsafe_b64encode(body + _mac(b"cursor", body, key)).rstrip(b"=").decode()


def values_of(cursor: object, request: bytes, key: Key) -> tuple[Value, ...]:
    """The values of a cursor. Raises CursorError for one that was not made for this request with this key."""
    if not isinstance(cursor, str):
        raise CursorError(f"a cursor is a text, this is a `{type(cursor).__name__}`")
    body, signature = _parts(cursor)
    if not hmac.compare_digest(signature, _mac(b"cursor", body, key)) or len(body) < _HEAD:
        raise CursorError("the cursor was changed, cut, or made elsewhere")
    if body[0] != VERSION:
        raise CursorError("the cursor was made by another release")
    if not hmac.compare_digest(body[1 : _HEAD - 1], _of_request(request, key)):
        raise CursorError("the cursor is of another request: its project, conditions and order have to be the same")
    packed = body[_HEAD:]
    return tuple(json.loads(zlib.decompress(packed) if body[_HEAD - 1] == _PACKED else packed))


def _parts(cursor: str) -> tuple[bytes, bytes]:
    """What is signed, and the signature; of no cursor, nothing and nothing."""
    try:
        raw = b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return b"", b""
    # The last character has bits that decoding passes over.
    if urlsafe_b64encode(raw).rstrip(b"=") != cursor.encode("ascii", "replace"):
        return b"", b""
    return raw[:-_SIGNATURE], raw[-_SIGNATURE:]


def _of_request(request: bytes, key: Key) -> bytes:
    return _mac(b"request", request, key)[:_REQUEST]


def _mac(purpose: bytes, data: bytes, key: Key) -> bytes:
    return hmac.digest(_bytes(key), b"weave_query\0" + purpose + b"\0" + data, "sha256")


def _bytes(key: Key) -> bytes:
    return key.encode("utf-8", "surrogatepass") if isinstance(key, str) else key
