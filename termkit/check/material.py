"""What the rules look at: each document with its definitions and mentions, and whose forms they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from operator import add, attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from termkit.check.layout.quotations import quotations
from termkit.check.naming.aliases import is_called
from termkit.check.naming.forms import is_out, short_term
from termkit.check.naming.parts import is_common_noun, is_office_in_place, is_part_of_name
from termkit.check.wording.dates import year_of
from termkit.extract.undefined import is_transparent
from termkit.glossary.merge import FormIndex, index_of
from termkit.terms.concept import FULL_TYPES, TermType
from termkit.terms.keys import form_key
from termkit.text.document import BlockKind
from termkit.text.symbols import is_in_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from termkit.check.accepted import Comment
    from termkit.check.pairs import AlignedPair
    from termkit.check.profile import Profile
    from termkit.extract.definition import Definition
    from termkit.extract.mentions import Mention
    from termkit.terms.concept import Concept, Term
    from termkit.text.document import Document, Span

__all__ = ["Facts", "Material"]

T = TypeVar("T")
_UN, _IN, _OF = "联合国", "驻", "的"
_NOUN = 2
_NEAR = 40
_KEPT = 50_000
"""Keys of which the terms are kept: not all need be in memory."""


@dataclass(frozen=True)
class Facts:
    """A document with what was found in it."""

    document: Document
    definitions: tuple[Definition, ...]
    mentions: tuple[Mention, ...]

    @cached_property
    def year(self) -> int:
        """Return the year of the document, 0 where nothing tells it."""
        return year_of(self.document)

    @cached_property
    def uses(self) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of each form, in text order, definitions included, titles and quotations not."""
        found: dict[str, list[Mention]] = defaultdict(list)
        closed = quotations(self.document.text)
        for mention in self.mentions:
            if not closed.holds(mention.span) or self.is_definition(mention):
                found[mention.form].append(mention)
        return found

    @cached_property
    def uses_by_key(self) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of all spellings of each form, by its key."""
        found: dict[str, Sequence[Mention]] = {}
        for form, mentions in self.uses.items():
            key = form_key(form)
            # Most forms have one spelling.
            found[key] = sorted([*found[key], *mentions], key=attrgetter("span")) if key in found else mentions
        return found

    def uses_of_key(self, key: str) -> Sequence[Mention]:
        """Return the mentions of all spellings of a form, in text order."""
        return self.uses_by_key.get(key, ())

    @cached_property
    def mentions_by_form(self) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of each form, in text order, titles and quotations included."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.form].append(mention)
        return found

    @cached_property
    def titles_by_key(self) -> Mapping[str, Sequence[Mention]]:
        """Return the mentions of all spellings of each title in 《》, by its key."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for form, mentions in self.mentions_by_form.items():
            if form.startswith("《"):
                found[form_key(form)] += mentions
        return found

    @cached_property
    def shorts(self) -> frozenset[str]:
        """Return the short forms that the document defines."""
        return frozenset(definition.short for definition in self.definitions)

    @cached_property
    def _shorts_by_pair(self) -> Mapping[str, Sequence[str]]:
        return _by_pair(self.shorts)

    def shorts_with(self, short: str) -> Sequence[str]:
        """Return the short forms that the document defines and that are or contain this one."""
        return _with(self._shorts_by_pair, short)

    @cached_property
    def defined(self) -> Mapping[str, Sequence[Definition]]:
        """Return the definitions of each short form, by its key, in text order."""
        found: dict[str, list[Definition]] = defaultdict(list)
        for definition in self.definitions:
            found[form_key(definition.short)].append(definition)
        return found

    @cached_property
    def called(self) -> frozenset[str]:
        """Return the keys of the forms that the document calls another name in any of their definitions."""
        text = self.document.text
        return frozenset(key for key, all_ in self.defined.items() if any(is_called(text, each) for each in all_))

    def is_definition(self, mention: Mention) -> bool:
        """Tell whether a mention is part of a definition."""
        start, end = mention.span
        for definition in self._definitions_near(start):
            if definition.span.start < end and start < definition.span.end:
                return True
        return False

    def is_in_full_form(self, span: Span) -> bool:
        """Tell whether a place is part of a longer name that the document gives a short form for."""
        return any(d.full_span != span and d.full_span.covers(span) for d in self._definitions_near(span.start))

    def _definitions_near(self, offset: int) -> Sequence[Definition]:
        """Return the definitions around an offset: the last that begin before it, and the next."""
        index = bisect_right(self._definition_starts, offset)
        return self.definitions[index - 2 if index > 2 else 0 : index + 1]

    def is_of_another(self, mention: Mention) -> bool:
        """Tell whether a form is the end of a longer name, or the office in a place of a body that is named before it.

        教科文组织|驻内罗毕办事处 is no office of the United Nations.
        """
        if is_part_of_name(self.document.text, mention) or self._is_on_second_line(mention):
            return True
        if self._is_of_body_before(mention):
            return True
        start = mention.span.start - self.document.text.endswith(_IN, 0, mention.span.start)
        before = self.mention_over(start - 1)
        return before is not None and before.span.end == start and is_office_in_place(mention.form)

    def _is_on_second_line(self, mention: Mention) -> bool:
        """Tell whether a masthead has the beginning of the name on the line before: 联合国 | 环境规划署."""
        start = mention.span.start
        is_in_head = self.document.block_at(start).kind is BlockKind.MASTHEAD
        return is_in_head and self.document.text[max(start - _NEAR, 0) : start].rstrip().endswith(_UN)

    def _is_of_body_before(self, mention: Mention) -> bool:
        """Tell whether a body is named before plain words: 世卫组织(的)|应急基金, 教科文组织|遗产|应急基金."""
        if not is_transparent(mention.form):
            return False
        start = mention.span.start - self.document.text.endswith(_OF, 0, mention.span.start)
        for gap in (0, _NOUN):
            before = self.mention_over(start - gap - 1)
            if before is not None and before.span.end == start - gap and before.form != _UN:
                return gap == 0 or is_common_noun(self.document.text[start - gap : start])
        return False

    def mention_over(self, offset: int) -> Mention | None:
        """Return the mention that begins before an offset and ends behind it."""
        # Mentions do not overlap: it can only be the last that begins before the offset.
        index = bisect_left(self._mention_starts, offset) - 1
        return self.mentions[index] if index >= 0 and self.mentions[index].span.end > offset else None

    def mention_around(self, span: Span) -> Mention | None:
        """Return the mention that a place is, or is part of."""
        index = bisect_right(self._mention_starts, span.start) - 1
        return self.mentions[index] if index >= 0 and self.mentions[index].span.covers(span) else None

    def is_in_mention(self, span: Span) -> bool:
        """Tell whether a place is, or is part of, the mention of a form."""
        return self.mention_around(span) is not None

    @cached_property
    def _mention_starts(self) -> Sequence[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _definition_starts(self) -> Sequence[int]:
        return [definition.span.start for definition in self.definitions]


@dataclass(frozen=True)
class Material:
    """All documents of a run, the concepts that their forms belong to, and the profile.

    `concepts` are those of the documents and of the glossary, merged; `glossary` are the concepts as
    the glossary has them. Of an earlier document (`--against`) only what contradicts the others counts.
    `pairs` are the documents whose English version is at hand, `comments` those that accept findings, by path.
    """

    documents: tuple[Facts, ...]
    concepts: tuple[Concept, ...]
    glossary: tuple[Concept, ...]
    profile: Profile
    earlier: frozenset[str] = frozenset()
    pairs: tuple[AlignedPair, ...] = ()
    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)

    def of(self, facts: Facts) -> Material:
        """Return the material of one document alone, with the concepts of all; what is costly is shared."""
        alone = replace(self, documents=(facts,))
        for name in ("index", "known", "curated", "_full_terms", "_derived"):
            alone.__dict__[name] = getattr(self, name)
        return alone

    @cached_property
    def _derived(self) -> dict[Callable[[Material], Any], Any]:
        return {}

    def once(self, derive: Callable[[Material], T]) -> T:
        """Return what a rule derives from the glossary, once for all documents."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        derived: T = self._derived[derive]
        return derived

    @cached_property
    def index(self) -> FormIndex:
        """Return whose forms are whose, by glossary and documents."""
        return FormIndex(self.concepts, self.known)

    @cached_property
    def known(self) -> FormIndex:
        """Return whose forms are whose by the glossary alone."""
        return index_of(self.glossary)

    @cached_property
    def _full_terms(self) -> Callable[[str], Sequence[tuple[Concept, Term]]]:
        """Return what tells the full forms and variants with a key, with their concepts."""

        @lru_cache(_KEPT)
        def having(key: str) -> Sequence[tuple[Concept, Term]]:
            concepts = map(self.index.concepts.__getitem__, self.index.of_full(key))
            return [(c, term) for c in concepts for term in c.of("zh", *FULL_TYPES) if form_key(term.text) == key]

        return having

    def full_terms_in(self, facts: Facts) -> Sequence[tuple[Concept, Term, Sequence[Mention]]]:
        """Return the full forms and variants that a document uses, with their concepts, in a fixed order."""
        if (found := self._terms_in.get(id(facts))) is None:
            uses = sorted(facts.uses_by_key.items())
            found = [(*each, mentions) for key, mentions in uses for each in self._full_terms(key)]
            self._terms_in[id(facts)] = found
        return found

    @cached_property
    def _terms_in(self) -> dict[int, list[tuple[Concept, Term, Sequence[Mention]]]]:
        return {}  # by the identity of the facts, which live as long as this does

    @cached_property
    def curated(self) -> frozenset[str]:
        """Return the ids of the concepts of the glossary."""
        return frozenset(concept.id for concept in self.glossary)

    def owners_of(self, facts: Facts, form: str) -> Sequence[str]:
        """Return the ids of the concepts that a form may be short for which a document does not define.

        Where the glossary advises against it for all of them but one, and the document names none of the others, that
        one is meant: 经合组织.
        """
        owners = self.index.of_short(form)
        if len(owners) > 1:
            likely = [owner for owner in owners if not self._is_unlikely(facts, owner, form)]
            return likely if len(likely) == 1 else owners
        return owners

    def _is_unlikely(self, facts: Facts, identifier: str, form: str) -> bool:
        concept = self.index.concepts[identifier]
        term = short_term(concept, form)
        names = (form_key(name.text) for name in concept.of("zh", *FULL_TYPES))
        return term is not None and is_out(term, facts.year) and not any(map(facts.uses_of_key, names))

    def concept_of(self, definition: Definition) -> Concept:
        """Return the concept that a definition is of: also with 联合国 before a name that the glossary has without."""
        owner = self.index.owner(definition.full, definition.short)
        if owner not in self.curated and definition.full.startswith(_UN):
            owner = self.known.owner(definition.full.removeprefix(_UN)) or owner
        return self.index.concepts[owner]

    def full_form(self, identifier: str, year: int = 0, short: str = "") -> str:
        """Return the Chinese full form to speak of a concept by: that of a year, or one that ends in `short`."""
        concept = self.index.concepts[identifier]
        names = concept.of("zh", TermType.FULL_FORM) or concept.of("zh") or concept.terms
        if year:
            names = tuple(sorted(names, key=lambda t: (not _is_of(t, year), not (short and t.text.endswith(short)))))
        return names[0].text

    @cached_property
    def short_uses(self) -> tuple[Mapping[str, Mapping[str, Sequence[Mention]]], ...]:
        """Return for each document: concept id → short form → its mentions.

        A form that the document defines is of the concept that it defines; any other is of the one
        concept that has it, and of none where several do.
        """
        return tuple(self._short_uses(facts) for facts in self.documents)

    def _short_uses(self, facts: Facts) -> Mapping[str, Mapping[str, Sequence[Mention]]]:
        found: dict[str, dict[str, Sequence[Mention]]] = defaultdict(dict)
        for form, mentions in facts.uses.items():
            if definitions := facts.defined.get(form_key(form)):
                owners: Sequence[str] = sorted({self.concept_of(definition).id for definition in definitions})
            else:
                owners = self.owners_of(facts, form)
            if len(owners) == 1 and not self.index.of_full(form):
                apart = [m for m in mentions if facts.is_definition(m) or not facts.is_of_another(m)]
                if form.isascii():
                    apart = [m for m in apart if not is_in_symbol(facts.document.text, *m.span)]
                if apart:
                    # 《2030年议程》 and 《2030 年议程》 are one form.
                    forms = found[owners[0]]
                    same = next((each for each in forms if form_key(each) == form_key(form)), form)
                    forms[same] = sorted([*forms.get(same, ()), *apart], key=attrgetter("span"))
        return found


def _by_pair(forms: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return forms by each two characters that stand together in them, sorted; and all of them, by nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    found[""] = sorted(forms)
    for form in found[""]:
        for pair in set(map(add, form, form[1:])):
            found[pair].append(form)
    return found


def _with(by_pair: Mapping[str, Sequence[str]], form: str) -> Sequence[str]:
    """Return the forms that contain a form, sorted: looked for among those that share its rarest two characters."""
    pairs = [form[at : at + 2] for at in range(len(form) - 1)] or [""]
    return [each for each in min((by_pair.get(pair, ()) for pair in pairs), key=len) if form in each]


def _is_of(term: Term, year: int) -> bool:
    """Tell whether a superseded name was the name in a year."""
    since, until = (int(date[:4]) if date else 0 for date in (term.since, term.until))
    return bool(until) and since <= year <= until
