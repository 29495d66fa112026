"""The pipelines over one file or many."""
