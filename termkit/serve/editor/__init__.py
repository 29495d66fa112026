"""The language server: findings, glossary entries and fixes in editors (LSP 3.17)."""
