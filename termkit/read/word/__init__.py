"""Word documents (.docx): ECMA-376 / ISO/IEC 29500, Transitional and Strict."""
