"""Candidates to concepts: merging, decisions, the store."""
