"""The pages of a picture file (PNG, JPEG, TIFF) in grey, made ready for Tesseract. Runs as a process of its own.

Like `pdf_engine.py` it reads whatever it is given within a limit of memory, and imports nothing of the project.
Standard input is the file; `MAX_PAGES` answers one line of JSON, then one PGM a page.
"""

from __future__ import annotations

import contextlib
import json
import sys
import warnings
from collections.abc import Sequence

MAX_MEMORY = 3 << 30
MAX_PIXELS = 80_000_000  # A3 at 600 dots an inch
WIDTH = 2_480  # pixels of A4 at 300 dots an inch
SMALL = 1_700
BROKEN, TOO_LONG, TOO_LARGE = "broken", "too long", "too large"


def main(argv: Sequence[str]) -> int:
    """Answers the request; the first line of the answer says whether the file can be read."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    import io

    from PIL import Image, ImageOps

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # the limit below answers more clearly
    out = sys.stdout.buffer

    def say(**answer: object) -> None:
        out.write(json.dumps(answer).encode() + b"\n")

    try:
        file = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("PNG", "JPEG", "TIFF"))
        count = getattr(file, "n_frames", 1)
    except Exception:  # noqa: BLE001 - a broken file may raise anything
        say(problem=BROKEN)
        return 1
    if count > int(argv[0]):
        say(problem=TOO_LONG, pages=count)
        return 1
    if file.width * file.height > MAX_PIXELS:
        say(problem=TOO_LARGE, pixels=file.width * file.height)
        return 1
    say(pages=count)
    for number in range(count):
        file.seek(number)
        if file.width * file.height > MAX_PIXELS:
            return 1
        shown = ImageOps.exif_transpose(file).convert("RGBA")
        page = Image.new("RGBA", shown.size, "white")
        page.alpha_composite(shown)
        grey = page.convert("L")
        if grey.width < SMALL:
            scale = min(WIDTH / grey.width, 4.0)
            grey = grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
        out.write(b"P5 %d %d 255\n" % grey.size + grey.tobytes())
        out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
