"""What rules ask about titles and citations of texts."""
