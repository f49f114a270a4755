"""Makes the fictional sample release and knows its truth."""
