"""The folder of an embedding model: built whole or not at all, and what its files say of the model."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from index.errors import ModelError

_E5_NAME = re.compile(r"(?:^|[-_./])e5[-_]", re.IGNORECASE)
_MODEL_FILES = (".safetensors", ".bin", ".json", ".txt", ".model", ".codes")


class Prompts(NamedTuple):
    """What the model wants to read in front of a question and of a passage."""

    query: str = ""
    passage: str = ""


E5_PROMPTS = Prompts("query: ", "passage: ")


def build_once(folder: Path, build: Callable[[Path], None]) -> Path:
    """`folder`, made by `build(draft)` if it is not there yet.

    Several processes may ask at once: one builds, the others wait. The draft becomes `folder` only when it is whole,
    so a build that was killed is begun anew. ModelError when the place cannot be written.
    """
    if folder.is_dir():
        return folder
    draft = folder.with_name(f"{folder.name}.draft")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            if folder.is_dir():
                return folder
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir()
            try:
                build(draft)
                draft.rename(folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"Không ghi được mô hình vào {folder.parent} ({error.strerror or error}): hãy giải phóng chỗ trống "
            "hoặc cấp quyền ghi cho thư mục này."
        ) from error
    return folder


def stated_prompts(folder: Path, name: str) -> Prompts:
    """The prompts that the model's folder states; the e5 family gets its two even where the folder is silent."""
    try:
        config = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
        stated = {key: str(prompt) for key, prompt in config.get("prompts", {}).items()}
    except FileNotFoundError:
        stated = {}
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"Tệp cấu hình của mô hình nhúng trong {folder} hỏng: hãy tải lại mô hình.") from error
    prompts = Prompts(stated.get("query", ""), stated.get("document") or stated.get("passage", ""))
    plain_e5 = _E5_NAME.search(name) is not None and "instruct" not in name.lower()
    return E5_PROMPTS if plain_e5 and not any(prompts) else prompts


def digest(folder: Path) -> str:
    """A hash over the files that make the model's vectors: weights, tokenizer, configuration."""
    total = hashlib.sha256()
    try:
        for file in sorted(file for file in folder.rglob("*") if file.suffix in _MODEL_FILES and file.is_file()):
            with file.open("rb") as content:
                total.update(file.relative_to(folder).as_posix().encode())
                total.update(hashlib.file_digest(content, "sha256").digest())
    except OSError as error:
        raise ModelError(f"Không đọc được mô hình nhúng trong {folder}: hãy kiểm tra quyền đọc.") from error
    return total.hexdigest()


def fingerprint(name: str, sha256: str, prompts: Prompts) -> str:
    """One line that differs whenever the vectors would: the model's name, its files and its prompts."""
    return "|".join([name, sha256[:16], *prompts])
