"""A strategy: what is written from the results of roundtables, with the thread from each sentence back.

Everything here is pure: values and functions of them (docs/adr/0012-a-strategy-and-its-sources.md).
"""
