"""What the command line can do, a file for each group of commands; ``cli.py`` puts them together."""
