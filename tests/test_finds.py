"""What `make fuzz` has found is tried again, with every seed from which it begins."""

from pathlib import Path

import pytest
from fuzzing import seeds
from fuzzing.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EVERYTHING = [(name, path) for name in TARGETS for path in seeds.kept(name)]
QUICK = [name for name in TARGETS if name not in ("apart", "html_page", "pages")]


@pytest.mark.parametrize(("name", "path"), EVERYTHING, ids=[f"{name} {path.name}" for name, path in EVERYTHING])
def test_what_was_found_once_comes_to_a_good_end(name: str, path: Path) -> None:
    TARGETS[name].run(path.read_bytes())


def test_every_find_is_of_a_target_that_there_is() -> None:
    assert {path.name for path in seeds.FINDS.iterdir()} <= TARGETS.keys()


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_comes_to_a_good_end(name: str) -> None:
    for data in seeds.known(name, TARGETS[name].most):
        TARGETS[name].run(data)


@pytest.mark.parametrize("name", QUICK)
def test_any_bytes_come_to_a_good_end(name: str) -> None:
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=60) | st.sampled_from(seeds.TOKENS))
    def any_bytes(data: bytes) -> None:
        TARGETS[name].run(data)

    any_bytes()
