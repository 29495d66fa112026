"""Bilingual files of translation tools: source and target whose segments are already aligned."""
