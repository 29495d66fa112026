"""What people are told, in the languages of the interface.

    _UNDEFINED = Wording("“{form}” is not defined; write {full}", "“{form}”未给出全称；应写作“{full}”")
    _UNDEFINED(form="训研所", full="联合国训练研究所").zh

The two texts of a wording stand side by side where the code that uses it is, and have the same slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LANGUAGES", "NOTHING", "Message", "Wording", "joined"]

LANGUAGES = ("en", "zh")
"""The languages of the interface; the first is the default."""


class Message(NamedTuple):
    """A sentence or a part of one, in each of LANGUAGES."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        """Return the text in a language."""
        return self.zh if language == "zh" else self.en


NOTHING = Message("", "")


class Wording(NamedTuple):
    """A sentence with slots, `{form}`, in each of LANGUAGES."""

    en: str
    zh: str

    def __call__(self, **slots: str | int | Message) -> Message:
        """Fill the slots; a message that fills one does so in its own language."""
        if Message not in map(type, slots.values()):
            return Message(self.en.format_map(slots), self.zh.format_map(slots))
        en = {name: value.en if type(value) is Message else value for name, value in slots.items()}
        zh = {name: value.zh if type(value) is Message else value for name, value in slots.items()}
        return Message(self.en.format_map(en), self.zh.format_map(zh))


def joined(items: Iterable[str | Message], separator: Message) -> Message:
    """Return a list of texts with a separator between them: Message(", ", "、")."""
    pairs = [each if isinstance(each, Message) else Message(each, each) for each in items]
    return Message(separator.en.join(pair.en for pair in pairs), separator.zh.join(pair.zh for pair in pairs))
