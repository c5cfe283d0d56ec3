"""Figures over several kinds of entries: matrix, profile, neighbours, similar projects, maps of projects."""
