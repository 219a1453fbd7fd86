"""CGT Atlas: an offline desktop reference for cell and gene therapy."""

__version__ = "0.1.0"
