"""Plain facts that every room shares: ids, geometry, pages, exemptions, errors. Imports nothing of ours."""
