"""Web pages: what their elements are for, one pass over the tags, the main text."""
