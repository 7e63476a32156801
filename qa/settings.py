"""All settings in one frozen value; the only reader of the environment, and its only writer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store and the model cache are, which embedding model and which Chroma are used.

    `model` is "default" (the offline e5) or any sentence-transformers name or folder; `chroma_url` is empty for a local
    store.
    """

    store: Path = Path(".traso")
    model: str = "default"
    cache: Path = Path()
    chroma_url: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, store: str | None = None) -> Settings:
        """The settings of this process; `store` (a command-line option) wins over TRASO_STORE."""
        env = os.environ if environment is None else environment
        cache = env.get("TRASO_CACHE") or str(Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "traso")
        return cls(
            store=Path(store or env.get("TRASO_STORE") or ".traso"),
            model=env.get("TRASO_MODEL") or "default",
            cache=Path(cache),
            chroma_url=env.get("TRASO_CHROMA_URL") or "",
        )


def keep_libraries_quiet(temporary: Path) -> None:
    """Set what the page's libraries read from the environment when they are imported: no calls to other hosts.

    Uploads are received in the folder `temporary`; several people are answered at once.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(temporary)
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = "8"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
