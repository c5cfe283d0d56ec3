"""Invented entries beside the real facts, so that every feature can be seen. Each says that it is an example."""
