"""Documents, spans, characters, words and sentences. Pure: nothing here reads a file."""
