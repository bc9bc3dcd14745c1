"""Tests of Roundtable; a package so that tests of two parts can share what is in here."""
