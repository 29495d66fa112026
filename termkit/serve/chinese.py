"""The page in Chinese: the sentences of readers and of the server, told in English where they are raised.

Which sentences there are, and what the page says for them, stands in `chinese.toml`.
"""

from __future__ import annotations

import re
import string
import tomllib
from functools import cache
from importlib.resources import files

from termkit.errors import InputError

__all__ = ["error_in_chinese", "in_chinese"]


def error_in_chinese(error: Exception) -> str:
    """Return the sentence of an error in Chinese, with the file and the line that it speaks of."""
    if not isinstance(error, InputError):
        return in_chinese(str(error))
    line = f"第{error.line}行" if error.line else ""
    where = f"{error.path}{line}"
    return f"{where}：{in_chinese(error.message)}" if where else in_chinese(error.message)


def in_chinese(sentence: str) -> str:
    """Return a sentence, or several with semicolons between them, in Chinese; as it is where it is not known."""
    if (whole := _known(sentence)) is not None:
        return whole
    parts = [_known(part) for part in sentence.split("; ")]
    return "；".join(part for part in parts if part) if all(parts) else sentence


def _known(sentence: str) -> str | None:
    for pattern, chinese in _sentences():
        if match := pattern.fullmatch(sentence):
            return chinese.format_map(match.groupdict())
    return None


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads((files("termkit.serve") / "chinese.toml").read_text(encoding="utf-8"))
    return tuple((_pattern(each["en"]), each["zh"]) for each in table["sentence"])


def _pattern(template: str) -> re.Pattern[str]:
    parts = [
        re.escape(text) + (f"(?P<{slot}>.*?)" if slot else "")
        for text, slot, _, _ in string.Formatter().parse(template)
    ]
    return re.compile("".join(parts), re.DOTALL)
