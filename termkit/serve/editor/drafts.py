"""A draft in an editor: its text as it is typed, and what a check finds in it.

Everything here is synchronous and knows nothing of the protocol.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from termkit.check import check
from termkit.check.outcome import sift
from termkit.check.settings import find_settings, load_profile
from termkit.check.suppress import COMMENTED, comments_in
from termkit.corpus.pipeline import analyse
from termkit.errors import TermkitError
from termkit.glossary.derived import as_glossary
from termkit.read.contract import BY_NAME, Options
from termkit.text.message import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check import Finding, Material, Profile
    from termkit.extract.mentions import Mention
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["Checked", "Draft", "Workbench", "format_of"]

_BY_LANGUAGE = {"plaintext": "txt", "text": "txt", "markdown": "md", "html": "html", "xhtml": "html", "": "txt"}
_BY_ENDING = {ending: form for form in ("txt", "md", "html") for ending in BY_NAME[form].endings}
# A lone surrogate is no character, and a leading byte order mark would be taken off: both keep their place.
_UNFIT = re.compile("[\ud800-\udfff]|\\A\ufeff")


class Draft(NamedTuple):
    """A text that is open: where it is, its format (`txt`, `md`, `html`), its version, its text."""

    path: str
    format: str
    version: int | None
    text: str


def format_of(path: str, language: str) -> str:
    """Return the format of a text by its language in the editor, else by its ending; empty for what is not checked."""
    return _BY_LANGUAGE.get(language.lower()) or _BY_ENDING.get(PurePath(path).suffix.lower(), "")


@dataclass(frozen=True)
class Checked:
    """A draft with what was found in it: the findings to show, and the material they rest on.

    Where it could not be checked, `problem` is a sentence that says why.
    """

    draft: Draft
    findings: tuple[Finding, ...] = ()
    material: Material | None = None
    problem: str = ""

    @property
    def language(self) -> str:
        """Return the language that findings are told in, by the settings of the draft."""
        return self.material.profile.language if self.material else LANGUAGES[0]

    @cached_property
    def document(self) -> Document | None:
        """Return the draft as a document."""
        return self.material.documents[0].document if self.material else None

    def mention_at(self, offset: int) -> tuple[Mention, Sequence[Concept]] | None:
        """Return the form of a known concept at an offset of the draft's text, with its concepts."""
        if self.material is None or self.document is None:
            return None
        source_map = self.document.source_map
        at = source_map.to_text(offset)
        if source_map.to_source(at) != offset:
            return None
        for mention in self.material.documents[0].mentions:
            if mention.span.start <= at < mention.span.end:
                owners = self.material.index.of(mention.form)
                return mention, [self.material.index.concepts[each] for each in owners]
        return None


class Workbench:
    """Checks drafts against one glossary, which is read once; settings are those above each draft."""

    def __init__(self, glossary: Sequence[Concept], profile_name: str = "") -> None:
        self.glossary = as_glossary(glossary)
        self._profile_name = profile_name

    def check(self, draft: Draft) -> Checked:
        """Check a draft; whatever its text or the settings above it may be, nothing is raised."""
        try:
            return self._checked(draft)
        except TermkitError as error:
            return Checked(draft, problem=str(error))
        except Exception as error:  # noqa: BLE001  a draft is open: its text is not lost for an error of ours
            return Checked(draft, problem=f"cannot check {draft.path}: {type(error).__name__}: {error}")

    def _checked(self, draft: Draft) -> Checked:
        profile, path = self._settings(draft)
        document = _read(draft, path)
        if document is None:
            return Checked(draft)
        material = analyse([document], self.glossary, profile)
        if draft.format in COMMENTED:
            material = replace(material, comments={path: comments_in(draft.text)})
        return Checked(draft, sift(check(material), profile).shown, material)

    def _settings(self, draft: Draft) -> tuple[Profile, str]:
        """Return the profile of a draft, and its path as the settings would name it."""
        folder = Path(draft.path).parent
        settings = find_settings(folder) if folder.is_dir() else None
        profile = load_profile(self._profile_name, settings)
        if settings is not None and Path(draft.path).is_relative_to(settings.path.parent):
            return profile, Path(draft.path).relative_to(settings.path.parent).as_posix()
        return profile, draft.path


def _read(draft: Draft, path: str) -> Document | None:
    text = _UNFIT.sub(lambda match: " " if match.group() == "\ufeff" else "\ufffd", draft.text)
    try:
        return BY_NAME[draft.format].reader(text.encode(), path, Options("utf-8"))
    except TermkitError:
        return None  # full of control characters: no text that could be checked
