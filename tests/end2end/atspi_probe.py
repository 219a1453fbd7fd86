"""Reads a window as a screen reader does; prints JSON lines. Run by the system's Python, which has Atspi.

Commands come on standard input, one a line: ``tree`` (everything that is showing), ``events`` (what was
announced and how the caret moved since the last call), ``text NAME`` (the text whose name begins so),
``at OFFSET NAME`` (the character, word and sentence there, and the attributes), ``caret OFFSET NAME`` (put
the caret there), ``quit``.
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
MOST, DEEPEST = 40, 18  # children of one widget, and levels; a screen reader asks for rows one by one
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


def describe(node: Any, path: list[str], found: list[dict[str, Any]]) -> None:
    """Add a widget and what is in it, as far as it is showing."""
    states = [state.value_nick for state in node.get_state_set().get_states()]
    role = node.get_role_name()
    row = {
        "role": role,
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": states,
        "path": path,
    }
    if "showing" not in states and role != "menu item":
        return
    found.append(row)
    for at in range(min(node.get_child_count(), MOST) if len(path) < DEEPEST else 0):
        child = node.get_child_at_index(at)
        if child is not None:
            describe(child, [*path, f"{role} {row['name']}"], found)


def find(node: Any, name: str, depth: int = 0) -> Any:
    """The first showing text whose name begins so, None when there is none."""
    if node.get_name().startswith(name) and "Text" in node.get_interfaces():
        return node
    for at in range(min(node.get_child_count(), MOST) if depth < DEEPEST else 0):
        child = node.get_child_at_index(at)
        if child is None or not child.get_state_set().contains(Atspi.StateType.SHOWING):
            continue
        found = find(child, name, depth + 1)
        if found is not None:
            return found
    return None


def pieces(node: Any, at: int) -> dict[str, Any]:
    """What stands around an offset: character, word, sentence, and the attributes of the text."""
    kinds = Atspi.TextGranularity
    attributes = Atspi.Text.get_attribute_run(node, at, False)
    around = {
        name: Atspi.Text.get_string_at_offset(node, at, kind).content
        for name, kind in (("char", kinds.CHAR), ("word", kinds.WORD), ("sentence", kinds.SENTENCE))
    }
    run = attributes[0] if isinstance(attributes, tuple) else attributes
    return around | {"attributes": dict(run or {})}


def answer(words: list[str], root: Any) -> Any:
    """What a command asks for."""
    if words[0] == "tree":
        found: list[dict[str, Any]] = []
        describe(root, [], found)
        return found
    if words[0] == "events":
        said, heard[:] = list(heard), []
        return said
    offset = int(words.pop(1)) if words[0] in ("at", "caret") else 0
    node = find(root, " ".join(words[1:]))
    if node is None:
        return None
    if words[0] == "at":
        return pieces(node, offset)
    if words[0] == "caret":
        return bool(Atspi.Text.set_caret_offset(node, offset))
    length = Atspi.Text.get_character_count(node)
    caret = Atspi.Text.get_caret_offset(node)
    return {"text": Atspi.Text.get_text(node, 0, length), "caret": caret, "role": node.get_role_name()}


def main() -> None:
    """Wait for the program, then answer."""
    listener = Atspi.EventListener.new(listen)
    for event in EVENTS:
        listener.register(event)
    threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
    pid, root = int(sys.argv[1]), None
    end = time.monotonic() + 30
    while root is None and time.monotonic() < end:
        root = application(pid)
        time.sleep(0.1)
    if root is not None:
        root.set_cache_mask(Atspi.Cache.NONE)  # what is told now, not what was once
    print(json.dumps("ready" if root is not None else "nothing"), flush=True)
    for line in sys.stdin:
        words = line.split()
        if not words or words[0] == "quit":
            break
        try:
            print(json.dumps(answer(words, root)), flush=True)
        except GLib.Error:  # a widget went away while it was looked at
            print(json.dumps(None), flush=True)


if __name__ == "__main__":
    main()
