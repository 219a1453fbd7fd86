"""What ``python3 app`` is made of: standard library only, never in the wheel."""
