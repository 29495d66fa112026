"""What findings and rules are told with, in the languages of the interface: places, severities, fixes, counts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from termkit.check.engine import all_rules
from termkit.check.finding import Safety, Severity
from termkit.terms.concept import Kind, TermType
from termkit.text.message import NOTHING, Message, Wording, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from termkit.check.finding import Finding
    from termkit.check.outcome import Outcome
    from termkit.text.document import Place

__all__ = [
    "ALSO",
    "AND_MORE",
    "COMMA",
    "KINDS",
    "SAFETIES",
    "SEVERITIES",
    "TYPES",
    "counts",
    "named",
    "page_of",
    "title_of",
]

COMMA = Message(", ", "、")
ALSO = Wording("also: {places}", "另见：{places}")
AND_MORE = Wording("{shown} and {count} more", "{shown}，另有{count}处")
SEVERITIES = {
    Severity.ERROR: Message("error", "错误"),
    Severity.WARNING: Message("warning", "警告"),
    Severity.INFO: Message("info", "提示"),
}
SAFETIES = {
    Safety.SAFE: Message("safe", "可放心改正"),
    Safety.UNSAFE: Message("unsafe", "须核对后改正"),
    Safety.DISPLAY: Message("display", "仅供参考"),
}
TYPES = {
    TermType.FULL_FORM: Message("full form", "全称"),
    TermType.SHORT_FORM: Message("short form", "简称"),
    TermType.ACRONYM: Message("acronym", "缩写"),
    TermType.VARIANT: Message("variant", "异称"),
}
KINDS = {
    Kind.ORGANIZATION: Message("organization", "组织"),
    Kind.DEPARTMENT: Message("department", "部门"),
    Kind.OFFICE: Message("office", "办事处"),
    Kind.MISSION: Message("mission", "特派团"),
    Kind.PROGRAMME: Message("programme", "方案"),
    Kind.FUND: Message("fund", "基金"),
    Kind.INSTRUMENT: Message("instrument", "文书"),
    Kind.CONFERENCE: Message("conference", "会议"),
    Kind.GROUP: Message("group", "集团"),
    Kind.INITIATIVE: Message("initiative", "倡议"),
    Kind.OTHER: Message("other", "其他"),
}
_PAGE = Wording(" (page {page})", "(第{page}页)")
_ONE_FILE = Wording("1 file", "1份文件")
_FILES = Wording("{count} files", "{count}份文件")
_ONE_FINDING = Wording("1 finding", "1个问题")
_FINDINGS = Wording("{count} findings", "{count}个问题")
_SUPPRESSED = Wording("{count} suppressed", "已忽略{count}个")
_BASELINED = Wording("{count} baselined", "基线已有{count}个")


def page_of(place: Place) -> Message:
    """Return what people read behind a line: " (page 3)", nothing where the source has no pages."""
    return _PAGE(page=place.page) if place.page is not None else NOTHING


def named(finding: Finding, language: str) -> str:
    """Return what the rule of a finding is called: SF01 undefined-short-form, SF01 简称未给出全称."""
    return f"{finding.code} {title_of(finding, language)}"


def title_of(finding: Finding, language: str) -> str:
    """Return the name of the rule of a finding, in Chinese its title."""
    return _titles()[finding.code] if language == "zh" else finding.name


@cache
def _titles() -> Mapping[str, str]:
    return {rule.code: rule.zh.title for rule in all_rules()}


def counts(outcome: Outcome) -> Message:
    """Return the closing line: "5 files, 53 findings, 3 suppressed, 2 baselined"."""
    parts = (
        (_ONE_FILE if outcome.files == 1 else _FILES)(count=outcome.files),
        (_ONE_FINDING if len(outcome.shown) == 1 else _FINDINGS)(count=len(outcome.shown)),
        _SUPPRESSED(count=len(outcome.suppressed)),
        _BASELINED(count=len(outcome.baselined)),
    )
    return joined(parts, Message(", ", "，"))
