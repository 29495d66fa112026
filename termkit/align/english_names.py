"""English names of bodies and instruments: abbreviations with their long forms, and runs of capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from termkit.text.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["INSIDE", "Abbreviation", "NamePhrase", "find_abbreviations", "is_name_word", "long_form", "name_phrases"]

_BRACKET = re.compile(r"\(([^()]{2,60})\)")
_SHORT = re.compile(r"[A-Za-z0-9][\w&/.-]{1,14}(?: [\w&/.-]{1,8})?$")
_HEREINAFTER = re.compile(r"^(?:hereinafter |hereafter |the |referred to as |also known as |known as )+")
_QUOTES = "“”‘’ '" + '"'
_LONGEST = 30  # tokens of a name
_TOKEN = re.compile(r"[^\W_]+(?:[-–'’.&/][^\W_]+)*[’']?s?|[^\s\w]")
# Words that names hold besides capitalised ones.
INSIDE = frozenset(
    "of the for and and/or or on in to at against with by its their from de la le du des d'ivoire l' all".split()
)
_LEADING = frozenset("The This That These Those In On At For Of And By To As With From An A Its Their Under".split())
_TITLES = frozenset("Mr Mrs Ms Dr Mr. Mrs. Ms. Dr. Prof.".split())


class Abbreviation(NamedTuple):
    """A long form and its abbreviation, as they stand; `span` covers both."""

    full: str
    short: str
    span: Span


def long_form(short: str, before: str) -> str:
    """Return the long form at the end of a text that explains an abbreviation, or nothing.

    Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
    (PSB 2003): from right to left, every letter or digit of the short form is found in the long form in
    order, the first of them at the beginning of a word.
    """
    words = before.split()
    # The most words of their paper, of and the not counted: names of bodies have many.
    most, begin = min(len(short) + 5, 2 * len(short)), len(words)
    while begin and most:
        begin -= 1
        most -= words[begin].lower() not in INSIDE
    text = " ".join(words[begin:])
    at = len(text)
    for k in range(len(short) - 1, -1, -1):
        wanted = short[k].lower()
        if not wanted.isalnum():
            continue
        at -= 1
        while at >= 0 and (text[at].lower() != wanted or (k == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
    begin = text.rfind(" ", 0, at + 1) + 1
    found = text[begin:].strip(_QUOTES + ",")
    return found if len(found) > len(short) and short not in found.split() and found[:1].isalnum() else ""


def short_form(bracket: str) -> str:
    """Return the short form that a bracket holds, or nothing."""
    inside = _HEREINAFTER.sub("", bracket).strip(_QUOTES)
    short = re.split("[;,]", inside)[0].strip(_QUOTES)
    return short if _SHORT.match(short) and sum(c.isupper() for c in short) >= 2 else ""


def find_abbreviations(text: str) -> list[Abbreviation]:
    """Return the abbreviations that a text explains in brackets: long (SHORT) and SHORT (long)."""
    found = []
    for match in _BRACKET.finditer(text):
        short = short_form(match[1])
        before = text[: match.start()].rstrip()
        if short:
            # What stands before the sentence's last mark belongs to something else.
            clause = re.split(r"[;:.!?()](?= |$)", before[-300:])[-1]
            full = long_form(short.rstrip("s") if short[-2:-1].isupper() else short, clause)
            if full:
                found.append(Abbreviation(full, short, Span(before.rfind(full[:8]), match.end())))
        elif " " in match[1] and (word := re.search(r"(\S+)$", before)):
            short = word[1].strip(_QUOTES)
            if short.isupper() and 2 <= len(short) <= 10 and long_form(short, match[1]) == match[1]:
                found.append(Abbreviation(match[1], short, Span(word.start(), match.end())))
    return found


class NamePhrase(NamedTuple):
    """A run of tokens that may hold names, and the short form in brackets right behind it."""

    tokens: tuple[str, ...]
    short: str

    def parts(self) -> Iterator[tuple[str, int, str]]:
        """Yield (name, cuts, short) for each part that may be a name of its own.

        A name does not begin or end between two words that only a space joins (Development | Bank); a
        border at a preposition without article is possible but costs a cut. The short form belongs to the
        parts that reach it.
        """
        tokens = self.tokens
        capital = [is_name_word(t) for t in tokens]
        starts = [(0, 0)] + [
            (k, 0 if tokens[k - 1].lower() in {"the", ",", "its", "their"} else 1)
            for k in range(1, len(tokens))
            if capital[k] and not capital[k - 1]
        ]
        ends = [k for k in range(len(tokens) - 1) if capital[k] and not capital[k + 1]] + [len(tokens) - 1]
        for i, cut in starts:
            for j in ends:
                if i <= j < i + _LONGEST:
                    last = j == len(tokens) - 1
                    name = " ".join(tokens[i : j + 1]).replace(" ,", ",")
                    yield name, cut + (not last), self.short if last else ""


def is_name_word(word: str) -> bool:
    """Tell whether a word begins with a capital or a digit."""
    return word[0].isupper() or word[0].isdigit()


def name_phrases(text: str) -> Iterator[NamePhrase]:
    """Yield each longest run of capitalised words and of what joins them in names."""
    run: list[str] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word: str = match[0]
        capital = word[0].isupper() or (word[0].isdigit() and bool(run))
        if capital and word not in _TITLES:
            if not run and word in _LEADING:
                continue
            run.append(word)
            last = match.end()
        elif run and (word.lower() in INSIDE or word == ","):
            run.append(word)
        else:
            yield from _trimmed(run, text, last)
            run = []
    yield from _trimmed(run, text, last)


def _trimmed(run: list[str], text: str, end: int) -> Iterator[NamePhrase]:
    while run and not is_name_word(run[-1]):
        run = run[:-1]
    if run:
        behind = _BRACKET.match(text, end + 1) if text[end : end + 1] == " " else None
        short = short_form(behind[1]) if behind else ""
        yield NamePhrase(tuple(run), short)
