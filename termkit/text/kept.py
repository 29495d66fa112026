"""What functions of a word or a name return, kept for the words and names that come again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["kept"]

_K = TypeVar("_K")
_V = TypeVar("_V")


class _Kept(dict[_K, _V]):
    """The results of a function by its argument."""

    def __init__(self, function: Callable[[_K], _V], most: int) -> None:
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, argument: _K) -> _V:
        if len(self) >= self._most:
            self.clear()
        self[argument] = result = self._function(argument)
        return result


def kept(most: int) -> Callable[[Callable[[_K], _V]], Callable[[_K], _V]]:
    """Return a decorator that keeps the results of a function of one argument, up to a number, then begins anew.

    What is kept is found in half the time of `functools.lru_cache`, and as `functools.cache` does not, it stays bounded
    however many documents there are.
    """

    def keep(function: Callable[[_K], _V]) -> Callable[[_K], _V]:
        return _Kept(function, most).__getitem__

    return keep
