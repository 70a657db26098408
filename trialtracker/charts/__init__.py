"""Matplotlib drawing: one function a panel, each draws a frozen object on an Axes."""
