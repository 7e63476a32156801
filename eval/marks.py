"""What a run was measured on and what it took: fingerprints of code, settings and machine; latency and memory."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.launch import Launched, peak_mb
from qa.settings import Settings

_ROOT = Path(__file__).resolve().parents[1]
_CODE = ("index", "qa", "eval")
_MARKED_PACKAGES = ("torch", "sentence-transformers", "chromadb", "underthesea")


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed."""
    ranked = sorted(values)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]


@dataclass(frozen=True, slots=True)
class Marks:
    """Model, version, sha256 of the code, settings and machine of a run; no path of the machine."""

    model: str | None
    version: str | None
    code: str
    settings: Mapping[str, str]
    machine: Mapping[str, str]

    @classmethod
    def of(cls, settings: Settings, model: str | None) -> Marks:
        """The marks of this process."""
        named = settings.model
        chosen = {
            "model": Path(named).name if os.path.isabs(named) else named,
            "chroma": "máy chủ" if settings.chroma_url else "thư mục của kho",
        }
        machine = {
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "processors": str(os.cpu_count()),
        }
        packages = {name: package_version(name) or "không có" for name in _MARKED_PACKAGES}
        return cls(model, package_version("traso"), code_sha256(), chosen, machine | packages)


def package_version(name: str) -> str | None:
    """The version of an installed package; None when it is not installed (TraSo itself: run from its folder)."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def code_sha256() -> str:
    """One sha256 over every module that answers and judges, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(file for part in _CODE for file in (_ROOT / part).rglob("*.py")):
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds of a warm answer, seconds and MB of one question in a process of its own, MB of the whole run."""

    p50_ms: float
    p95_ms: float
    cold_s: float | None = None
    cold_mb: float | None = None
    run_mb: float | None = None

    @classmethod
    def of(cls, warm: Sequence[float], cold: Launched | None) -> Costs:
        """The costs of a run whose answers took `warm` milliseconds each."""
        return cls(
            percentile(warm, 0.5),
            percentile(warm, 0.95),
            cold.seconds if cold else None,
            cold.peak_mb if cold else None,
            peak_mb(),
        )
