"""Voting rules, each in a file with its source: pure, exact, and never decided by the order of rows."""
