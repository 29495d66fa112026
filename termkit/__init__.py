"""termkit: alignment and terminology for Chinese United Nations documents."""

__version__ = "0.1.0"
__all__ = ["__version__"]
