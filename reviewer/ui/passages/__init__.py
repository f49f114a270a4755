"""The board of passages, and the tree of tags that it is sorted by."""
