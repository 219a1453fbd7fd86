"""The starter: ``python3 app [words]`` and ``python3 app test [pytest words]``, with nothing but a Python.

Sets up ``.venv`` beside ``pyproject.toml`` when something changed, then becomes the program or pytest. This
file and ``starter/state.py`` keep to the syntax of Python 3.6: an old Python gets a sentence, not an error.
"""

import os
import sys

from starter import state

OLDEST = (3, 11)


def hand_over(command: list) -> None:  # type: ignore[type-arg]
    """Become the command: its exit status, its signals, its terminal."""
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess  # Windows alone pays for it

    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue  # the child was told as well and decides what to do


def set_up(wanted: set) -> None:  # type: ignore[type-arg]
    """Make or mend the environment; Ctrl+C leaves it to the next start."""
    try:
        from starter import environment

        environment.set_up_alone(wanted)
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run the same command again to go on. 已停止；再运行同一命令即可继续。\n")
        sys.exit(130)


def main() -> None:
    """See to the environment if need be, then hand over."""
    if sys.version_info[:2] < OLDEST:
        sys.stderr.write("Python 3.11 or newer is needed; this is {}.{}.\n".format(*sys.version_info[:2]))
        sys.exit(3)
    words = sys.argv[1:]
    wanted = state.needs(words)
    if not wanted <= state.done():
        set_up(wanted)
    if words[:1] != ["test"]:
        hand_over([state.PROGRAM] + words if os.name == "nt" else [state.PYTHON, state.PROGRAM] + words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(state.ROOT)
    hand_over([state.PYTHON, "-P", "-m", "pytest"] + words[1:])


if __name__ == "__main__":
    main()
