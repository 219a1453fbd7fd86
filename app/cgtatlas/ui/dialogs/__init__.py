"""Dialogs, few and small."""
