"""How exactly a value is kept."""

MOST_DECIMALS = 9
"""The store keeps billionths; a value with more would come back changed."""
