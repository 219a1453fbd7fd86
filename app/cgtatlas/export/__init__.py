"""What leaves the program: tables, and later citations, notes and evidence packs."""
