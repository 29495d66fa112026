"""What rules ask about words: spellings, repetitions, dates and numbers."""
