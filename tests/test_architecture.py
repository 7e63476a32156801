"""The design's rules that can be read off the source: who imports whom, who reads the environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "qa", "eval", "web")
# What each part may import of the project: evidence knows no questions, questions know no page.
MAY_IMPORT = {
    "index": {"index"},
    "qa": {"index", "qa"},
    "eval": {"index", "qa", "eval"},
    "web": {"index", "qa", "web"},
    "app": {"index", "qa", "web"},
}
ONLY_IMPORTERS = {
    "underthesea": {"index.words"},
    "chromadb": {"index.vectors"},
    "sentence_transformers": {"index.embedding"},
    "torch": {"index.embedding"},
    "transformers": {"index.embedding"},
    "tokenizers": {"index.embedding"},
    "sentencepiece": {"index.embedding"},
    "sqlite3": {"index.ledger"},
    "lxml": {"index.readers.html"},
    "trafilatura": {"index.readers.html"},
    # Of two, one reads reports, the other writes what users take away.
    "docx": {"index.readers.docx", "web.export"},
    "openpyxl": {"index.readers.xlsx", "qa.spreadsheets"},
    "pypdfium2": {"index.readers.pdf_engine"},
    "PIL": {"index.readers.image_engine", "qa.pictures"},
    "font_roboto": {"qa.pictures"},
    "uvicorn": {"web.server"},
    "langchain": {"qa.language_model"},
    "mcp": {"web.tools"},
}
PAGE = ("app", "web")
# The command line hands three subcommands over; nothing else in `qa` may know of `eval` or `web`.
HANDED_OVER = {"qa.cli -> eval.run", "qa.cli -> web.serve", "qa.cli -> web.tools"}
READ_TEXTS = {".py", ".md", ".toml", ".txt", ".jsonl", ".json", ".html", ".cfg", ".yml", ".yaml", ""}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {
    module_of(path): path
    for path in (*ROOT.glob("app.py"), *(file for package in PACKAGES for file in (ROOT / package).rglob("*.py")))
}
TREES = {module: ast.parse(path.read_text("utf-8")) for module, path in SOURCES.items()}


def imports(module: str) -> Iterator[str]:
    """The modules that `module` imports anywhere, also inside functions and for type checking."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            name = node.module or ""
            yield from {f"{name}.{a.name}" if f"{name}.{a.name}" in SOURCES else name for a in node.names}


def test_there_is_something_to_check() -> None:
    assert {"index.reading", "index.grammar.numbers", "qa.settings"} <= set(SOURCES)
    assert "index.records" in set(imports("index.reading"))
    assert any("underthesea" in found for found in imports("index.words"))


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_imports_point_one_way(part: str) -> None:
    wrong = [
        f"{module} -> {name}"
        for module in SOURCES
        if module.split(".")[0] == part
        for name in imports(module)
        if name.split(".")[0] in {*MAY_IMPORT, "tests"} - MAY_IMPORT[part]
    ]
    assert set(wrong) <= HANDED_OVER


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: {name for name in imports(module) if name in SOURCES and name != module} for module in SOURCES}
    order = list(TopologicalSorter(graph).static_order())
    assert set(order) == set(SOURCES)


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_vendor_library_has_one_importer(library: str) -> None:
    importers = {module for module in SOURCES for name in imports(module) if name.split(".")[0] == library}
    assert importers == ONLY_IMPORTERS[library]


def test_the_page_alone_knows_gradio() -> None:
    importers = {module for module in SOURCES for name in imports(module) if name.split(".")[0] == "gradio"}
    assert {module for module in importers if module.split(".")[0] not in PAGE} == set()


@pytest.mark.parametrize("module", SOURCES)
def test_only_the_settings_read_the_environment(module: str) -> None:
    reads = any(isinstance(n, ast.Attribute) and n.attr in {"environ", "getenv"} for n in ast.walk(TREES[module]))
    assert reads == (module == "qa.settings")


def project_files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") or part in {"__pycache__", "build", "dist"} for part in parts[:-1])
        if path.is_file() and not hidden and not any(part.endswith(".egg-info") for part in parts):
            yield path


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.~<-])/(?:work|tmp|root|home)/\w")
    named = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in project_files()
        if path.suffix in READ_TEXTS
        for match in place.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert named == []


@pytest.mark.parametrize("module", SOURCES)
def test_a_module_can_be_read_in_one_sitting(module: str) -> None:
    assert len(SOURCES[module].read_text(encoding="utf-8").splitlines()) < 400
