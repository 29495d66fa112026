"""Consistency of drafts and of sets of documents: engine, findings and rules."""

from __future__ import annotations

from termkit.check.engine import check
from termkit.check.finding import Finding, Severity
from termkit.check.material import Facts, Material
from termkit.check.profile import Profile
from termkit.check.settings import load_profile

__all__ = ["Facts", "Finding", "Material", "Profile", "Severity", "check", "load_profile"]
