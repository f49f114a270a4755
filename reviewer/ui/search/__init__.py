"""The parts of the search beside its list: asking in the background, narrowing down, searches that are kept."""
