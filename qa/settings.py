"""All settings in one frozen value; the only reader of the environment, and its only writer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import UsageError

DEFAULT_SECONDS = 60.0
_LONGEST = 3600


def user_cache(environment: Mapping[str, str] | None = None) -> Path:
    """Where prepared models are kept for this user."""
    env = os.environ if environment is None else environment
    return Path(env.get("TRASO_CACHE") or Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "traso")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store and the model cache are, which embedding model and which Chroma are used.

    `model` is "default" (the offline e5) or any sentence-transformers name or folder; `chroma_url` is empty for a local
    store. `llm` names a language model as LangChain does ("openai:NAME"), at `llm_url` where it has an address of its
    own; empty for none. It has `llm_seconds` for one answer, and may reword questions where `llm_rewrite` is set.
    """

    store: Path = Path(".traso")
    model: str = "default"
    cache: Path = field(default_factory=user_cache)
    chroma_url: str = ""
    llm: str = ""
    llm_url: str = ""
    llm_seconds: float = DEFAULT_SECONDS
    llm_rewrite: bool = False

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, store: str | None = None) -> Settings:
        """The settings of this process; `store` (a command-line option) wins over TRASO_STORE."""
        env = os.environ if environment is None else environment
        return cls(
            store=Path(store or env.get("TRASO_STORE") or ".traso"),
            model=env.get("TRASO_MODEL") or "default",
            cache=user_cache(env),
            chroma_url=env.get("TRASO_CHROMA_URL") or "",
            llm=env.get("TRASO_LLM") or "",
            llm_url=env.get("TRASO_LLM_URL") or "",
            llm_seconds=_seconds(env.get("TRASO_LLM_SECONDS") or ""),
            llm_rewrite=env.get("TRASO_LLM_REWRITE") == "1",
        )


def _seconds(text: str) -> float:
    if not text:
        return DEFAULT_SECONDS
    with suppress(ValueError):
        if 0 < (seconds := float(text)) <= _LONGEST:
            return seconds
    raise UsageError(f"TRASO_LLM_SECONDS cần một số giây lớn hơn 0, không quá {_LONGEST}.")


def keep_libraries_quiet(temporary: Path) -> None:
    """Set what the page's libraries read from the environment when they are imported: no calls to other hosts.

    Uploads are received in the folder `temporary`; several people are answered at once.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_TEMP_DIR"] = str(temporary)
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = "8"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
