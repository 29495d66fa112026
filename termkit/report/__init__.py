"""Findings and glossaries in the forms that people and programs read."""
