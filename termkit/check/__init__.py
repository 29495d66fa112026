"""Consistency of drafts and of sets of documents: engine, findings and rules."""

from __future__ import annotations

from termkit.check.engine import check
from termkit.check.finding import Finding, Severity
from termkit.check.material import Facts, Material
from termkit.check.profile import PROFILE_UN, Profile

__all__ = ["PROFILE_UN", "Facts", "Finding", "Material", "Profile", "Severity", "check"]
