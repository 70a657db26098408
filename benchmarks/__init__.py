"""Measurements of the program beside the floor each piece of work has."""
