"""Page to redactions: vector and raster evidence, codes, markings."""
