"""What can become of a file that is kept, and entries that are whole but not what they should be."""

from collections.abc import Callable
from hashlib import blake2b

Damage = Callable[[bytes], bytes]


def entry(body: bytes) -> bytes:
    """Return an entry with this body and the checksum that goes with it."""
    return blake2b(body, digest_size=16).hexdigest().encode() + b"\n" + body


def flipped(place: int) -> Damage:
    """Return what turns one bit of the byte at that place, counted from the end if it is negative."""

    def flip(whole: bytes) -> bytes:
        changed = bytearray(whole)
        changed[place] ^= 1
        return bytes(changed)

    return flip


DAMAGES: dict[str, Damage] = {
    "emptied": lambda whole: b"",
    "cut off in the checksum": lambda whole: whole[:10],
    "cut off after the checksum": lambda whole: whole[:33],
    "cut in half": lambda whole: whole[: len(whole) // 2],
    "cut off by a byte": lambda whole: whole[:-1],
    "added to": lambda whole: whole + b"\n",
    "a bit flipped in the checksum": flipped(3),
    "a bit flipped where the line ends": flipped(32),
    "a bit flipped in the middle": lambda whole: flipped(len(whole) // 2)(whole),
    "a bit flipped at the end": flipped(-1),
    "filled with zeros": lambda whole: bytes(len(whole)),
    "without a checksum": lambda whole: whole[33:],
    "something else altogether": lambda whole: b"\x80\x04K\x01.",
}
"""What a failing disk, a full one or a stray program makes of an entry."""

NOT_JSON = [b"", b"{", b'{"a": 1', b"\xff\xfe", b"nothing", b"[" * 100_000, b'{"codebook":' * 100_000]
"""Bodies that are not JSON, or more of it than can be read."""

OTHER_JSON = [b"null", b"true", b"5", b'"text"', b"[]", b"[[]]", b"{}", b'{"codebook": 5}', b'{"page": 5}', b"NaN"]
"""Bodies that are JSON, but neither an answer nor a corpus."""
