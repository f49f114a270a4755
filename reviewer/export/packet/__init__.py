"""The appeal packet of a request: letter, served log, exhibits, checklist, manifest and review sheet."""
