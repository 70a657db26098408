"""Tests of the pure clinical code."""
