"""Concepts, terms and evidence, and the matcher of known forms. Pure."""
