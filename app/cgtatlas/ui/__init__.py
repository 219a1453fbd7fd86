"""The window: the only room that knows Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its import in the place of Python's

# That one reads the source of every module that is imported from now on, and keeps it in memory, to see
# whether the module asks for Qt's functions in snake case. We do not: 30 ms of a start and 2 MB.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
