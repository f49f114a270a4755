"""Words to reading order, tokens, e-mail headers, documents."""
