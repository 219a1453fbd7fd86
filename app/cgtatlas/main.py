"""The composition root: reads the command line, makes every object once and passes it on."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TYPE_CHECKING

from cgtatlas import __version__, cli
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.guard import qt_problem
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with command-line words; the exit status is returned."""
    _stand_in_for_closed_streams()
    _messages_in_utf8()
    arguments = cli.parse(sys.argv[1:] if words is None else words)
    lang = arguments.lang or cli.system_language()
    try:
        return _run(arguments, lang)
    except KeyboardInterrupt:
        return cli.INTERRUPTED
    except Exception:  # a fault of ours: everything known was turned into a sentence before
        import traceback

        cli.say(traceback.format_exc())
        cli.say(sentence(AtlasError("bug", version=__version__), lang))
        return cli.FAILED


def _stand_in_for_closed_streams() -> None:
    """Started without a stream, Python has None in its place, and ``print`` writes to another one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # what takes its place stays open to the end
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _messages_in_utf8() -> None:
    """Where the locale knows ASCII only, messages are UTF-8 like the results, not rows of escapes."""
    encoding = getattr(sys.stderr, "encoding", None)
    if encoding and codecs.lookup(encoding).name == "ascii" and isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="replace")


def _run(arguments: argparse.Namespace, lang: str) -> int:
    if arguments.command == "doctor":
        arguments.window = _window_facts()
    if arguments.command not in (None, "screenshot"):
        return cli.run(arguments)
    problem = qt_problem()
    if problem is not None:
        cli.say(sentence(problem, lang))
        return cli.FAILED
    try:
        return _screenshot(arguments, lang) if arguments.command else _window(arguments, lang)
    except AtlasError as error:
        return cli.report(error, lang)


def _window(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.core import handover

    claim = None
    if not arguments.quit_after_show:
        claim = handover.first(cli.data_dir(arguments), _message(arguments))
        if claim is None:
            return cli.DONE
    try:
        return _first_window(arguments, lang)
    finally:
        if claim is not None:
            claim.release()


def _message(arguments: argparse.Namespace) -> dict[str, str]:
    """What a window that is open already is asked for; the token lets it come to the front on Wayland."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    return {"open": arguments.open, "query": arguments.query, "token": token}


def _first_window(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.core.display import window_problem
    from cgtatlas.library.bundled import bundled_library

    found = window_problem()
    if found is not None:
        cli.say(sentence(AtlasError(found[0], **found[1]), lang))
        cli.without_window(arguments, lang)
        return cli.DONE
    library = bundled_library()
    import gc

    gc.disable()  # 5 % of the time to the window; it goes on when the start is over
    from cgtatlas.ui.app import run

    return run(
        library,
        cli.data_dir(arguments),
        open_iri=arguments.open,
        query=arguments.query,
        quit_after_show=arguments.quit_after_show,
        language=arguments.lang,
        theme=arguments.theme,
    )


def _window_facts() -> dict[str, str]:
    """What Qt tells about the screens and fonts; why not, where no window can be shown."""
    from cgtatlas.core.display import window_problem

    problem = qt_problem()
    if problem is not None:
        return {"problem": problem.code}
    found = window_problem()
    if found is not None:
        return {"problem": f"{found[0]} {found[1].get('packages', '')}".strip()}
    from cgtatlas.ui.app import application
    from cgtatlas.ui.examining import window_facts

    application()
    return window_facts()


def _screenshot(arguments: argparse.Namespace, lang: str) -> int:
    from cgtatlas.core.display import window_problem
    from cgtatlas.library.bundled import bundled_library

    os.environ["QT_QPA_PLATFORM"] = (
        "offscreen"  # the picture is the same everywhere, and no window flashes up
    )
    found = window_problem()
    if found is not None:
        raise AtlasError(found[0], **found[1])
    from cgtatlas.ui.screenshot import shoot

    shoot(
        bundled_library(),
        cli.data_dir(arguments),
        arguments.out,
        entry=arguments.entry,
        query=arguments.search,
        size=arguments.size,
        theme=arguments.theme,
        lang=lang,
    )
    return cli.DONE


if __name__ == "__main__":
    sys.exit(main())
