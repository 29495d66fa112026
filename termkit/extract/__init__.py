"""Documents to definitions, mentions and names; borders decided by evidence."""
