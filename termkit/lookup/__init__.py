"""Look-ups: an index beside the concepts of a glossary, queries, the terms of a text, and concordances."""
