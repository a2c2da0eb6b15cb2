"""From handed-in files to a published snapshot: read, normalise, validate, load, model, check, publish."""
