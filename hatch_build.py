"""What is made when policylens is built or installed: the snapshot of the bundled corpus, so that no run parses it."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedCorpus(BuildHookInterface):
    """Writes `src/policylens/prepared/`, which the wheel takes along and an editable install finds in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read the corpus in `data/` and write its snapshot; without it policylens reads the files themselves."""
        del version, build_data
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from policylens import resources
            from policylens.corpus.loader import load
            from policylens.store import snapshot
            from policylens.store.cache import Cache
            from policylens.store.fingerprint import of_corpus
        finally:
            sys.path.pop(0)
        resources.prepared().mkdir(exist_ok=True)  # for all users, unlike a cache
        prepared = Cache(resources.prepared(), most=1)
        prepared.clear()
        loaded = load(root / "data", bundled=True)
        if loaded.corpus is not None and not loaded.problems:
            key = snapshot.key(of_corpus(root / "data"), bundled=True)
            prepared.put(key, snapshot.write(loaded.corpus))
