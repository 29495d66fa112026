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

from termkit.check.engine import all_rules
from termkit.check.finding import Severity
from termkit.check.profile import Profile
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
    """Where settings stand: the file, its text, the table of termkit in it."""

    path: Path
    text: str
    table: Mapping[str, Any]


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
        text = path.read_text(encoding="utf-8")
        table = _loaded(text)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8; save it as UTF-8", path) from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (1, 1)
        raise InputError(f"is not TOML: {str(error).split(' (at ')[0]}; mend that line", path, line, column) from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("termkit")
        if table is None:
            return None
    return Settings(path, text, table)


def load_profile(name: str = "", settings: Settings | None = None) -> Profile:
    """Return the profile of that name, else the one that the settings name, else `un`, with the settings on top.

    Raise UsageError for a profile that does not exist and InputError for a broken setting.
    """
    chosen = name or (_text(settings, "profile") if settings else "") or "un"
    profile = _shipped(chosen, settings if not name else None)
    return profile if settings is None else _apply(profile, settings)


def _shipped(name: str, asked_in: Settings | None) -> Profile:
    if name not in PROFILES:
        told = f"there is no profile {name}; choose one of {', '.join(PROFILES)}"
        if asked_in:
            raise InputError(told, asked_in.path, _line_of(asked_in, "profile"))
        raise UsageError(f"--profile: {told}")
    text = (Path(__file__).parent / "profiles" / f"{name}.toml").read_text(encoding="utf-8")
    table = _loaded(text)
    base = _shipped(table["extends"], None) if "extends" in table else Profile()
    return _apply(base, Settings(Path(f"{name}.toml"), text, table))._replace(name=name)


@lru_cache(maxsize=8)
def _loaded(text: str) -> Mapping[str, Any]:
    """Return what a TOML file says; the settings are asked for their language first, and then for all."""
    return tomllib.loads(text)


class _Key(NamedTuple):
    """A key of the settings: the field of the profile that it sets, and how its value is read."""

    field: str
    read: Callable[[Settings, str], Any]


def _text(settings: Settings, key: str) -> str:
    value = settings.table.get(key, "")
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
    by_name = {rule.name: rule.code for rule in all_rules()}
    found = frozenset(by_name.get(code, code) for code in codes)
    for code in sorted(found):
        if not code or not any(rule.code.startswith(code) for rule in all_rules()):
            raise error(f"names a rule {code!r} that does not exist; `termkit rule` lists them")
    return found


def _severities(settings: Settings, key: str) -> Mapping[str, Severity]:
    found = {}
    for code, value in _table(settings, key).items():
        try:
            (found_code,) = checked_codes(frozenset({code}), partial(_wrong, settings, code))
            found[found_code] = Severity(value)
        except ValueError:
            raise _wrong(settings, code, f"is {value!r}; it may be error, warning or info") from None
    return {rule.code: found[code] for code in sorted(found) for rule in all_rules() if rule.code.startswith(code)}


def _per_file(settings: Settings, key: str) -> Mapping[str, frozenset[str]]:
    found = {}
    for pattern, codes in _table(settings, key).items():
        if not isinstance(codes, list) or not all(isinstance(each, str) for each in codes):
            raise _wrong(settings, pattern, 'must be a list of codes, such as ["SF01"]')
        found[pattern] = checked_codes(frozenset(codes), partial(_wrong, settings, pattern))
    return found


def _table(settings: Settings, key: str) -> Mapping[str, Any]:
    value = settings.table[key]
    if not isinstance(value, dict):
        raise _wrong(settings, key, f"must be a table: [{key}]")
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
        if key in {"profile", "extends"}:
            continue
        if key not in _KEYS:
            raise _wrong(settings, key, f"is no setting; there are {', '.join(['profile', *_KEYS])}")
        value = _KEYS[key].read(settings, key)
        if key == "more_need_no_definition":
            value |= changes.get("needs_no_definition", profile.needs_no_definition)
        changes[_KEYS[key].field] = value
        if key == "per-file-ignores":
            changes["folder"] = str(settings.path.parent.resolve())
    return profile._replace(**changes)


def _wrong(settings: Settings, key: str, told: str) -> InputError:
    return InputError(f"{key} {told}", settings.path, _line_of(settings, key))


def _line_of(settings: Settings, key: str) -> int:
    """Return the line that sets a key, or 0: the TOML reader of the standard library keeps no places."""
    pattern = re.compile(rf"""^\s*\[?\s*(?:[\w.-]+\.)?["']?{re.escape(key)}["']?\s*[=\]]""")
    return next((n for n, line in enumerate(settings.text.splitlines(), 1) if pattern.match(line)), 0)


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
