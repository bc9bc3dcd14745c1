"""Benchmarks: what the product costs beside a simple server, and what its broadcast saves."""
