"""Documents (`roundtable.core.document`) in formats of text: HTML and Markdown."""
