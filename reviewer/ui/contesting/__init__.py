"""The appeal: what is contested and why, what the record suggests, and the packet that goes out."""
