"""Keeping an installation alive: the shipped content, the examples."""
