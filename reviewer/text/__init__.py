"""Words -> meaning: reading order, tokens, measures, identifiers, e-mail headers, documents."""
