"""What every room shares: the model, errors, paths, settings. Imports nothing of the rest."""
