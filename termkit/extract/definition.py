"""What extraction finds: definitions of short forms, with the way in which each is introduced."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from termkit.terms.concept import Kind
    from termkit.text.document import Span

__all__ = ["Definition", "Method"]


class Method(StrEnum):
    """The way in which a short form is introduced."""

    BRACKET = "bracket"
    """世界卫生组织(世卫组织)"""
    WORDING = "wording"
    """联合国开发计划署(以下简称开发署), 简称, 下称, 又称, 即 …, inside or outside brackets"""
    TITLE = "title"
    """《全称》(《简称》)"""
    DASH = "dash"
    """民主和经济发展组织——古阿姆集团"""
    LIST = "list"
    """a row of a list of abbreviations"""


class Definition(NamedTuple):
    """A place where a full form and its short form are introduced together.

    Spans are code points of the document's text: `span` runs from the full form to the end of the
    pattern, `mark` starts at the opening bracket, or at the first character of a pattern that has
    none. `score` is the probability that full form and short form are both exactly right;
    `english` is the English full form where it stands between them.
    """

    full: str
    short: str
    kind: Kind
    method: Method
    score: float
    span: Span
    mark: int
    full_span: Span
    short_span: Span
    sentence: str
    english: str = ""
