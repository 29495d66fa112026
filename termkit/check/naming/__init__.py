"""What rules ask about names: whose a form is, near misses, names that a document itself writes in two ways."""
