"""The bundled, read-only library: compile it from resources, read it, check it."""
