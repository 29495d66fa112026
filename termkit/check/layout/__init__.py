"""What rules ask about running text: paragraphs, pages, brackets, quotations, spaces."""
