"""Values behind checksums: those that were written come back, and nothing else does."""

from hashlib import blake2b
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylens.store.index.sealing import SpoiltError, all_unsealed, sealed, unsealed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def with_checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=8).digest() + body


def taken_out(bodies: list[bytes]) -> list[tuple[int, Any]]:
    return list(all_unsealed(enumerate(bodies), lambda key, value: (key, value)))


@given(VALUES)
def test_a_value_comes_back(value: Any) -> None:
    assert unsealed(sealed(value), lambda found: found) == value


@given(st.lists(VALUES) | st.lists(st.text(), min_size=600, max_size=600))
def test_values_come_back_together_as_they_do_one_by_one(values: list[Any]) -> None:
    assert taken_out([sealed(value) for value in values]) == list(enumerate(values))


@given(st.lists(VALUES, min_size=1, max_size=4), st.data())
def test_one_changed_byte_spoils_them(values: list[Any], data: st.DataObject) -> None:
    bodies = [sealed(value) for value in values]
    which = data.draw(st.sampled_from(range(len(bodies))))
    place = data.draw(st.integers(0, len(bodies[which]) - 1))
    changed = bytearray(bodies[which])
    changed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SpoiltError):
        taken_out([*bodies[:which], bytes(changed), *bodies[which + 1 :]])
    with pytest.raises(SpoiltError):
        unsealed(bytes(changed), lambda found: found)


@pytest.mark.parametrize("body", [b"", b"1,2", b"1],[2", b"]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_single_value_is_spoilt_also_behind_the_right_checksum(body: bytes) -> None:
    with pytest.raises(SpoiltError):
        taken_out([sealed(1), with_checksum(body), sealed(2)])
    with pytest.raises(SpoiltError):
        unsealed(with_checksum(body), lambda found: found)


@pytest.mark.parametrize("data", [None, "text", 1, b"short"])
def test_what_is_no_sealed_value_is_spoilt(data: Any) -> None:
    with pytest.raises(SpoiltError):
        taken_out([data])


def test_what_cannot_be_made_of_a_value_is_spoilt() -> None:
    with pytest.raises(SpoiltError):
        list(all_unsealed([("a", sealed([]))], lambda _, value: value["name"]))
