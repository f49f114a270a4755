"""The agency's own index in the window: what it matches, a preview before it comes in, its reason beside a deletion."""
