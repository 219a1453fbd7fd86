"""The documents say what the program does: commands, keys, dependencies, rooms and links are compared."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from cgtatlas import cli
from cgtatlas.ui.actions import TABLE

ROOT = Path(__file__).resolve().parents[1]
if not (ROOT / "app" / "cgtatlas").is_dir():  # the wheel's tests run without the checkout's documents
    pytest.skip("reads the checkout's documents", allow_module_level=True)
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOUSE = (ROOT / "app" / "README.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    actions = cli.parser()._actions
    (commands,) = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    return list(commands.choices)


@pytest.mark.parametrize("command", _commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"(cgt-atlas|\|) {command}\b", README)


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"^cgt-atlas ([a-z]+)", README, re.MULTILINE))
    assert named <= set(_commands())
    assert len(named) > 5


def test_keys_in_the_readme_are_keys_of_actions() -> None:
    known = {key for row in TABLE for key in row.keys}
    named = set(re.findall(r"\b((?:Ctrl|Shift|Alt)\+(?:Shift\+)?(?:F\d+|[A-Z][a-z]*)|(?<!\+)F\d+)\b", README))
    assert len(named) > 10
    assert named <= known


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[><=; ]", line)[0].lower() for line in project["dependencies"]}
    explained = HOUSE.lower()
    assert {name for name in names if f"| {name} |" not in explained} == set()


def test_every_room_is_described() -> None:
    rooms = [p.name for p in (ROOT / "app" / "cgtatlas").iterdir() if (p / "__init__.py").exists()]
    assert {room for room in rooms if f"`{room}/`" not in HOUSE} == set()


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "app/README.md",
        "db/README.md",
        "tests/bench/README.md",
        "tests/faults/README.md",
        "resources/packaging/README.md",
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_original_is_credited() -> None:
    for path in (ROOT / "resources" / "library" / "documents").glob("*.toml"):
        title = str(tomllib.loads(path.read_text(encoding="utf-8"))["title"])
        words = re.findall(r"[\w\u4e00-\u9fff]{6,}", title)
        if not title.startswith("["):  # a title of ours for a text without one
            assert any(word in README for word in words), title
