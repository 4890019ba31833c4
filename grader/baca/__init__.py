"""Lessons as pages for a phone: one self-contained HTML file each, and the road between them."""
