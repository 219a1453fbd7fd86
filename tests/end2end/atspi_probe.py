"""Reads a window as a screen reader does; prints JSON lines. Run by the system's Python, which has Atspi.

Commands come on standard input, one a line: ``tree`` (everything that is showing), ``events`` (what was
announced and how the caret moved since the last call), ``text NAME`` (the text whose name begins so),
``quit``.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

EVENTS = ("object:announcement", "object:text-caret-moved", "object:state-changed:focused")
heard: list[dict[str, Any]] = []


def listen(event: Any) -> None:
    """Keep what was said."""
    name = ""
    try:
        name = event.source.get_name()
    except GLib.Error:
        return  # the widget is gone already
    detail = event.any_data if isinstance(event.any_data, str) else ""
    heard.append({"type": event.type, "name": name, "detail": event.detail1, "said": detail})


def application(pid: int) -> Any:
    """The program's accessible root; None until it has registered."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and child.get_process_id() == pid:
            return child
    return None


def describe(node: Any, path: list[str], found: list[dict[str, Any]], depth: int) -> None:
    """Add a widget and what is in it, as far as it is showing."""
    states = node.get_state_set()
    showing = states.contains(Atspi.StateType.SHOWING)
    role = node.get_role_name()
    row = {
        "role": role,
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "checked": states.contains(Atspi.StateType.CHECKED),
        "showing": showing,
        "path": path,
    }
    found.append(row)
    # cells of lists and trees are many; a screen reader asks for them one by one
    if depth > 14 or not showing:
        return
    for at in range(min(node.get_child_count(), 60)):
        child = node.get_child_at_index(at)
        if child is not None:
            describe(child, [*path, f"{role} {row['name']}"], found, depth + 1)


def find(node: Any, name: str, depth: int = 0) -> Any:
    """The first text whose name begins so, None when there is none."""
    if node.get_name().startswith(name) and "Text" in node.get_interfaces():
        return node
    for at in range(min(node.get_child_count(), 60) if depth < 14 else 0):
        child = node.get_child_at_index(at)
        found = find(child, name, depth + 1) if child is not None else None
        if found is not None:
            return found
    return None


def answer(words: list[str], root: Any) -> Any:
    """What a command asks for."""
    if words[0] == "tree":
        found: list[dict[str, Any]] = []
        describe(root, [], found, 0)
        return found
    if words[0] == "events":
        said, heard[:] = list(heard), []
        return said
    node = find(root, " ".join(words[1:]))
    if node is None:
        return None
    length = Atspi.Text.get_character_count(node)
    caret = Atspi.Text.get_caret_offset(node)
    return {"text": Atspi.Text.get_text(node, 0, length), "caret": caret, "characters": length}


def main() -> None:
    """Wait for the program, then answer."""
    listener = Atspi.EventListener.new(listen)
    for event in EVENTS:
        listener.register(event)
    threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
    pid, root = int(sys.argv[1]), None
    end = time.monotonic() + 20
    while root is None and time.monotonic() < end:
        root = application(pid)
        time.sleep(0.1)
    print(json.dumps("ready" if root is not None else "nothing"), flush=True)
    for line in sys.stdin:
        words = line.split()
        if not words or words[0] == "quit":
            break
        print(json.dumps(answer(words, root)), flush=True)


if __name__ == "__main__":
    main()
