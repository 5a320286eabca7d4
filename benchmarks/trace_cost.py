"""CPU of `lotline trace --json` against the cost of its imports, in pairs; prints medians.

    python benchmarks/trace_cost.py [HOME] [LOT]

The yardstick is `python -c "import numpy, typer"`. Needs a built home (`make demo`).
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from traceability.settings import child_environment

_PAIRS = 11


def cpu_and_wall(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """CPU seconds (user + system) and wall seconds of one child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def why_not(trace: list[str], environment: dict[str, str]) -> str | None:
    """Why there is nothing to time, as the command line says it; None when the trace answers."""
    done = subprocess.run(  # noqa: S603
        trace[:-1], check=False, env=environment, capture_output=True, encoding="utf-8"
    )
    return done.stderr if done.returncode else None


def main(home: str = "var", lot: str = "IVK-8316A") -> int:
    """Print the ratio of CPU and both wall times; returns the exit code."""
    environment = child_environment({"LOTLINE_HOME": str(Path(home).absolute())})
    command = str(Path(sys.executable).parent / "lotline")
    trace = [command, "trace", "forward", lot, "--json"]
    refusal = why_not(trace, environment)
    if refusal is not None:
        sys.stderr.write(
            f"{refusal}Only a built home can be timed: run `make demo` first, or name one: "
            "python benchmarks/trace_cost.py HOME LOT\n"
        )
        return 4
    imports = [sys.executable, "-c", "import numpy, typer"]
    pairs = [
        (cpu_and_wall(trace, environment), cpu_and_wall(imports, environment))
        for _ in range(_PAIRS)
    ]
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in pairs)
    ours, theirs = (statistics.median(pair[side][1] for pair in pairs) for side in (0, 1))
    sys.stdout.write(
        f"trace --json / import numpy, typer: {ratio:.2f} CPU (median of {_PAIRS} pairs); "
        f"wall {ours * 1000:.0f} ms against {theirs * 1000:.0f} ms\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
