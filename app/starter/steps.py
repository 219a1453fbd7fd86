"""Running one step of the set-up quietly, without a terminal to ask at."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from starter.say import Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHOWN_OF_A_FAILURE = 40  # lines


def run(
    command: list[str],
    *,
    show: Callable[[str], None] | None = None,
    folder: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command to its end; ``show`` sees each line it prints. Raises Failed with its last lines."""
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line.rstrip())
                if show is not None:
                    show(lines[-1])
        except KeyboardInterrupt:
            process.kill()
            raise
    if process.returncode:
        raise Failed("\n".join(lines[-SHOWN_OF_A_FAILURE:]))
