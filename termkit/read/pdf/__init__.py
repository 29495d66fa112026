"""PDFs with a text layer, by way of PDFium."""
