"""Runs the command in its arguments and prints as JSON how long it took, its exit code and its peak memory.

A process of its own and small: the kernel counts a parent's memory, as it was at the fork, among its child's.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Launched:
    """What one run took: seconds of wall time, peak memory in MB (None where the system does not tell)."""

    seconds: float
    code: int
    peak_mb: float | None


def launch(command: Sequence[str]) -> Launched:
    """Run a command in a fresh process; its output is thrown away."""
    done = subprocess.run([sys.executable, "-m", "eval.launch", *command], stdout=subprocess.PIPE, check=True)
    return Launched(**json.loads(done.stdout))


def peak_mb(*, children: bool = False) -> float | None:
    """The most memory that this process, or any child that has ended, ever held."""
    if sys.platform == "win32":
        return None
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss
    return float(used / 2**20 if sys.platform == "darwin" else used / 2**10)


def main(command: Sequence[str]) -> None:
    """Run, measure, print."""
    silent = subprocess.DEVNULL
    start = time.perf_counter()
    code = subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, check=False).returncode
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "code": code, "peak_mb": peak_mb(children=True)}))


if __name__ == "__main__":
    main(sys.argv[1:])
