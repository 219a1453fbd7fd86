"""Hatchling's build hook: compiles the bundled library, and puts what is shipped into the wheel.

Runs for wheels and editable installs alike. In a wheel, ``db`` and ``resources`` lie under
``cgtatlas/_shipped/``, where ``cgtatlas.core.paths.shipped`` finds them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEFT_OUT = frozenset({"__pycache__", "build_hook.py", ".DS_Store", "screenshots", "packaging"})


class LibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    """Named in ``pyproject.toml``; hatchling calls it before it packs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the library; ``version`` is ``standard`` for a wheel, ``editable`` for a checkout."""
        root = Path(self.root)
        self._compile(root)
        if version == "standard":  # an editable install reads the checkout; a copy of it would go stale
            build_data["force_include"].update(
                {
                    str(path): f"cgtatlas/_shipped/{path.relative_to(root).as_posix()}"
                    for path in shipped(root)
                }
            )

    def _compile(self, root: Path) -> None:
        sys.path.insert(0, str(root / "app"))
        try:
            from cgtatlas.core.errors import BuildError
            from cgtatlas.library.compile import compile_library
        finally:
            sys.path.remove(str(root / "app"))
        try:
            report = compile_library(root / "resources" / "library", root / "db" / "library.db")
        except BuildError as error:
            for problem in error.problems:
                self.app.display_error(str(problem))
            raise SystemExit("The library's sources are wrong; see the lines above.") from None
        self.app.display_info(f"library.db: {report.documents} documents, {report.entries} entries")


def shipped(root: Path) -> list[Path]:
    """The files that go into the wheel beside the code: data only, no tests, no leftovers."""
    files = [path for folder in ("db", "resources") for path in (root / folder).rglob("*") if path.is_file()]
    return sorted(
        path
        for path in files
        if not LEFT_OUT.intersection(path.parts) and not path.name.startswith("library.db.")
    )
