"""Profiles and project settings: TOML files to a Profile, each mistake with its file, line and key.

A project sets `profile`, values of the profile, `select`, `ignore`, `[severity]` and
`[per-file-ignores]` in `termkit.toml`, or under `[tool.termkit]` in `pyproject.toml`. The nearest
such file at or above the working folder counts, as it does for ruff.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from termkit.check.engine import all_rules, code_of
from termkit.check.finding import Severity
from termkit.check.profile import Profile
from termkit.check.toml_lines import first_unread, line_of
from termkit.errors import InputError, UsageError
from termkit.text.message import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["PROFILES", "find_settings", "load_profile", "show"]

PROFILES = ("un", "un-2007", "fao", "gb")

_CHOICES = {
    "brackets": ("consistent", "half", "full"),
    "thousands": ("consistent", "space", "comma", "none"),
    "numbering": ("consistent", "dot", "comma"),
    "han_latin_space": ("consistent", "always", "never"),
    "language": LANGUAGES,
}


class Settings(NamedTuple):
    """Where settings stand: the file, its text, the table of termkit in it, and the keys that lead to that table."""

    path: Path
    text: str
    table: Mapping[str, Any]
    under: tuple[str, ...] = ()


def find_settings(folder: Path) -> Settings | None:
    """Return the nearest settings at or above a folder, or None. Raise InputError for a broken file."""
    for each in (folder, *folder.parents):
        for name in ("termkit.toml", "pyproject.toml"):
            if (path := each / name).is_file() and (settings := read_settings(path)) is not None:
                return settings
    return None


def read_settings(path: Path) -> Settings | None:
    """Read one settings file; None for a pyproject.toml that says nothing of termkit."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        settings = Settings(path, text, _loaded(text))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8; save it as UTF-8", path) from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (first_unread(text), 1)
        raise InputError(f"is not TOML: {str(error).split(' (at ')[0]}; mend that line", path, line, column) from None
    return _below(settings, "tool", "termkit") if path.name == "pyproject.toml" else settings


def _below(settings: Settings, *keys: str) -> Settings | None:
    """Return the settings of a table in a table, None where there is none."""
    for key in keys:
        if key not in settings.table:
            return None
        under = (*settings.under, key)
        settings = settings._replace(table=_table(settings, key, title=".".join(under)), under=under)
    return settings


def load_profile(name: str = "", settings: Settings | None = None) -> Profile:
    """Return the profile of that name, else the one that the settings name, else `un`, with the settings on top.

    Raise UsageError for a profile that does not exist and InputError for a broken setting.
    """
    chosen = name or (_text(settings, "profile") if settings and "profile" in settings.table else "un")
    profile = _shipped(chosen, settings if not name else None)
    return profile if settings is None else _apply(profile, settings)


def _shipped(name: str, asked_in: Settings | None) -> Profile:
    if name not in PROFILES:
        told = f"there is no profile {name or 'without a name'}; choose one of {', '.join(PROFILES)}"
        if asked_in:
            raise InputError(told, asked_in.path, _line_of(asked_in, "profile"))
        raise UsageError(f"--profile: {told}")
    text = (Path(__file__).parent / "profiles" / f"{name}.toml").read_text(encoding="utf-8")
    table = _loaded(text)
    base = _shipped(table["extends"], None) if "extends" in table else Profile()
    own = {key: value for key, value in table.items() if key != "extends"}
    return _apply(base, Settings(Path(f"{name}.toml"), text, own))._replace(name=name)


@lru_cache(maxsize=8)
def _loaded(text: str) -> Mapping[str, Any]:
    """Return what a TOML file says; the settings are asked for their language first, and then for all."""
    return tomllib.loads(text)


class _Key(NamedTuple):
    """A key of the settings: the field of the profile that it sets, and how its value is read."""

    field: str
    read: Callable[[Settings, str], Any]


def _text(settings: Settings, key: str) -> str:
    value = settings.table[key]
    if not isinstance(value, str):
        raise _wrong(settings, key, f"must be a text in quotation marks, not {value!r}")
    return value


def _choice(settings: Settings, key: str) -> str:
    value = _text(settings, key)
    if value not in _CHOICES[key]:
        raise _wrong(settings, key, f"is {value!r}; it may be {', '.join(_CHOICES[key])}")
    return value


def _count(settings: Settings, key: str) -> int:
    value = settings.table[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(settings, key, f"is {value!r}; it must be a whole number of characters, such as 400")
    return value


def _texts(settings: Settings, key: str) -> frozenset[str]:
    value = settings.table[key]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong(settings, key, 'must be a list of texts, such as ["SF01", "ZH"]')
    return frozenset(value)


def _codes(settings: Settings, key: str) -> frozenset[str]:
    return checked_codes(_texts(settings, key), partial(_wrong, settings, key))


def checked_codes(codes: frozenset[str], error: Callable[[str], Exception]) -> frozenset[str]:
    """Return codes, names of rules turned into codes; raise what `error` makes of a sentence about an unknown one."""
    for code in sorted(codes):
        if not code_of(code):
            raise error(f"names a rule {code!r} that does not exist; `termkit rule` lists them")
    return frozenset(map(code_of, codes))


def _severities(settings: Settings, key: str) -> Mapping[str, Severity]:
    found = {}
    for code, value in _table(settings, key).items():
        try:
            (found_code,) = checked_codes(frozenset({code}), partial(_wrong, settings, key, within=code))
            found[found_code] = Severity(value)
        except ValueError:
            raise _wrong(settings, key, f"is {value!r}; it may be error, warning or info", within=code) from None
    return {rule.code: found[code] for code in sorted(found) for rule in all_rules() if rule.code.startswith(code)}


def _per_file(settings: Settings, key: str) -> Mapping[str, frozenset[str]]:
    found = {}
    for pattern, codes in _table(settings, key).items():
        if not isinstance(codes, list) or not all(isinstance(each, str) for each in codes):
            raise _wrong(settings, key, 'must be a list of codes, such as ["SF01"]', within=pattern)
        found[pattern] = checked_codes(frozenset(codes), partial(_wrong, settings, key, within=pattern))
    return found


def _table(settings: Settings, key: str, title: str = "") -> Mapping[str, Any]:
    value = settings.table[key]
    if not isinstance(value, dict):
        raise _wrong(settings, key, f"must be a table: [{title or key}]")
    return value


_KEYS = {
    "needs_no_definition": _Key("needs_no_definition", _texts),
    "more_need_no_definition": _Key("needs_no_definition", _texts),
    "select": _Key("select", _codes),
    "ignore": _Key("ignore", _codes),
    "severity": _Key("severities", _severities),
    "per-file-ignores": _Key("ignored_files", _per_file),
    "unused_from": _Key("unused_from", _count),
    **{key: _Key(key, _choice) for key in _CHOICES},
}


def _apply(profile: Profile, settings: Settings) -> Profile:
    changes: dict[str, Any] = {}
    for key in settings.table:
        if key == "profile":
            continue
        if key not in _KEYS:
            raise _wrong(settings, key, f"is no setting; {_hint(settings, key)}")
        value = _KEYS[key].read(settings, key)
        if key == "more_need_no_definition":
            value |= changes.get("needs_no_definition", profile.needs_no_definition)
        changes[_KEYS[key].field] = value
        if key == "per-file-ignores":
            changes["folder"] = str(settings.path.parent.resolve())
    return profile._replace(**changes)


def _hint(settings: Settings, key: str) -> str:
    if key in {"tool", "termkit"} and isinstance(settings.table[key], dict):
        return f"in {settings.path.name} the settings stand without [tool.termkit]"
    return f"there are {', '.join(['profile', *_KEYS])}"


def _wrong(settings: Settings, key: str, told: str, *, within: str = "") -> InputError:
    """Return the error for a key of the settings, or for a key `within` that table."""
    keys = (key, within) if within else (key,)
    return InputError(f"{keys[-1]} {told}", settings.path, _line_of(settings, *keys))


def _line_of(settings: Settings, *keys: str) -> int:
    return line_of(settings.text, *settings.under, *keys)


def show(profile: Profile, settings: Settings | None) -> str:
    """Return the settings that hold, for people: where from, every value, every rule on or off."""
    lines = [f"profile: {profile.name}", f"settings: {settings.path if settings else 'none'}"]
    for name, value in profile._asdict().items():
        if name in _CHOICES or name == "unused_from":
            lines.append(f"{name}: {value}")
        elif name == "needs_no_definition":
            lines.append(f"{name}: {' '.join(sorted(value))}")
        elif name == "ignored_files":
            lines += [f"per-file-ignores {path}: {' '.join(sorted(codes))}" for path, codes in sorted(value.items())]
    for rule in all_rules():
        state = "on " if profile.is_on(rule.code, by_default=rule.on) else "off"
        lines.append(f"{rule.code} {state} {profile.severities.get(rule.code, rule.severity):7} {rule.name}")
    return "\n".join(lines) + "\n"
