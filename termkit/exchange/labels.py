"""Names of languages in the headings of other programs' sheets."""

from __future__ import annotations

import re

from termkit.exchange.languages import canonical, is_tag

__all__ = ["label_of", "language_of"]

_SHORT = re.compile(r"(?:[A-Za-z]{2}|zho|chi|cmn)(?:[-_]|$)", re.IGNORECASE)
# As Trados and memoQ spell them.
_LABELS = {
    "zh": "Chinese (Simplified, China)",
    "zh-Hant": "Chinese (Traditional)",
    "zh-TW": "Chinese (Traditional, Taiwan)",
    "zh-HK": "Chinese (Traditional, Hong Kong SAR)",
    "en": "English",
    "en-GB": "English (United Kingdom)",
    "en-US": "English (United States)",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "ar": "Arabic",
}
_LANGUAGES = {label.lower(): tag for tag, label in _LABELS.items()} | {
    "chinese": "zh",
    "chinese (prc)": "zh",
    "chinese (simplified)": "zh",
    "chinese (china)": "zh",
    "chinese (taiwan)": "zh-TW",
}


def label_of(language: str) -> str:
    """Return the heading of a language's column; a language without a known name keeps its tag."""
    return _LABELS.get(language, language)


def language_of(label: str) -> str:
    """Return the language of a heading, a name or a tag; empty where it is neither."""
    known = _LANGUAGES.get(label.strip().lower())
    if known:
        return known
    # Longer words have the shape of a tag too, as Domain and Owner do.
    return canonical(label) if is_tag(label.strip()) and _SHORT.match(label.strip()) else ""
