"""The command that lists and changes the reader's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.commands.support import DONE, open_store, print_json, print_lines, reader_path
from cgtatlas.core.errors import NotFound, Refused
from cgtatlas.core.settings import SETTINGS

if TYPE_CHECKING:
    import argparse

    from cgtatlas.commands.support import AddParser
    from cgtatlas.core.settings import Value
    from cgtatlas.core.shapes import Shape


def add_commands(add: AddParser) -> None:
    """The parser of this file's command."""
    sub = add("settings", "list the settings, show one, or change it; a running window follows")
    sub.set_defaults(do=_settings)
    sub.add_argument("key", nargs="?", metavar="KEY", help="name of a setting")
    sub.add_argument("value", nargs="?", metavar="VALUE", help="what it is to be")
    sub.add_argument("--reset", action="store_true", help="back to the default; without KEY all of them")


def _settings(arguments: argparse.Namespace, lang: str) -> int:

    key = arguments.key
    if key is not None and key not in SETTINGS:
        raise NotFound("no_setting", key=key)
    if arguments.reset and arguments.value is not None:
        raise Refused("bad_setting", key=key, value=arguments.value)
    wanted = list(SETTINGS) if key is None else [key]
    changes = arguments.reset or arguments.value is not None
    if not changes and not reader_path(arguments).exists():  # looking makes no file
        _print(arguments, [_shape(SETTINGS[one].default, one) for one in wanted], lang)
        return DONE
    store = open_store(arguments)
    if arguments.reset:
        for one in wanted:
            if store.get_setting(one) != SETTINGS[one].default:
                store.set_setting(one, SETTINGS[one].default)
    elif key is not None and arguments.value is not None:
        store.set_setting(key, SETTINGS[key].parse(arguments.value))
    _print(arguments, [_shape(store.get_setting(one), one) for one in wanted], lang)
    return DONE


def _shape(value: Value, key: str) -> Shape:
    setting = SETTINGS[key]
    return {
        "key": key,
        "value": value,
        "default": setting.default,
        "choices": list(setting.choices),
        "low": setting.low if setting.high else None,
        "high": setting.high or None,
        "about_zh": setting.zh,
        "about_en": setting.en,
    }


def _print(arguments: argparse.Namespace, shapes: list[Shape], lang: str) -> None:
    if arguments.json:
        print_json(shapes[0] if arguments.key else shapes)
        return
    lines = []
    for shape in shapes:
        changed = "" if shape["value"] == shape["default"] else " *"
        about = shape["about_zh" if lang == "zh" else "about_en"]
        lines.append(f"{shape['key']} = {_plain(shape['value'])}{changed}\n    {about}{_allowed(shape)}")
    print_lines(lines)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _allowed(shape: Shape) -> str:
    if shape["choices"]:
        return f" [{' | '.join(map(str, shape['choices']))}]"
    return f" [{shape['low']}–{shape['high']}]" if shape["high"] else ""
