"""What holds the rooms together: imports point one way, few public names, nothing of one machine in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import termkit

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCHMARKS = sorted((Path(__file__).parent / "benchmarks").glob("[a-z]*.py"))

# Each room imports from the rooms above it and from itself. A room that is added takes its place here.
ROOMS = (
    "errors",
    "cache",
    "text",
    "read",
    "terms",
    "extract",
    "align",
    "glossary",
    "exchange",
    "lookup",
    "check",
    "report",
    "corpus",
    "serve",
    "cli",
)
# The package itself is imported for its version only; __main__ starts the command line.
OUTSIDE = {"__init__", "__main__"}


def modules(root: Path) -> list[Path]:
    return sorted((root / "termkit").rglob("*.py"))


def room_of(path: Path, root: Path) -> str:
    return path.relative_to(root / "termkit").with_suffix("").parts[0]


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the rooms that a module imports from, with the line; names in strings of `import_module` count."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "termkit" else [node.module]
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"termkit(\.\w+)+", node.value)
        ):
            names = [node.value]
        for name in names:
            package, _, rest = name.partition(".")
            room = rest.partition(".")[0]
            if (
                package == "termkit"
                and (room in ROOMS or not isinstance(node, ast.Constant))
                and not room.startswith("__")
            ):
                yield room, getattr(node, "lineno", 0)


def test_every_module_is_in_a_room(root: Path) -> None:
    assert {room_of(path, root) for path in modules(root)} <= {*ROOMS, *OUTSIDE}


def test_imports_point_to_the_rooms_above(root: Path) -> None:
    order = {room: index for index, room in enumerate(ROOMS)}
    back = [
        f"{path.relative_to(root)}:{line}: {room_of(path, root)} imports {room}"
        for path in modules(root)
        if (own := room_of(path, root)) not in OUTSIDE
        for room, line in imported_rooms(path)
        if order[room] > order[own]
    ]
    assert back == []


def test_no_relative_imports(root: Path) -> None:
    """They hide from a reader, and from the test above, which room a name comes from."""
    found = [
        str(path.relative_to(root))
        for path in modules(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert found == []


def test_pure_rooms_read_and_write_no_files(root: Path) -> None:
    impure = {"os", "pathlib", "io", "shutil", "subprocess", "socket", "urllib", "tempfile", "click", "sys"}
    # It loads a package and its dictionary, which are code rather than files of a user.
    loader = root / "termkit" / "text" / "segmenter.py"
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in modules(root)
        if room_of(path, root) in {"text", "terms"} and path != loader
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if name.partition(".")[0] in impure
    ]
    assert found == []


def test_every_package_that_is_imported_is_a_declared_dependency(root: Path) -> None:
    """Among the packages of this environment, which may have more than a fresh one."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    declared = {re.split(r"[ \[<>=!~;]", each)[0].lower().replace("_", "-") for each in wanted}
    providers = packages_distributions()
    imported = {
        name.partition(".")[0]
        for path in modules(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    foreign = imported - sys.stdlib_module_names - {"termkit"}
    undeclared = {
        name for name in foreign if not {each.lower().replace("_", "-") for each in providers.get(name, [])} & declared
    }
    # What is not installed here belongs to an optional part.
    assert {name for name in undeclared if name in providers} == set()


def test_public_names() -> None:
    assert len(termkit.__all__) <= 20
    assert len(set(termkit.__all__)) == len(termkit.__all__)
    assert [name for name in termkit.__all__ if not hasattr(termkit, name)] == []
    assert termkit.__version__ in termkit.__all__ or "__version__" in termkit.__all__


def test_every_module_says_what_it_is_and_what_it_offers(root: Path) -> None:
    for path in modules(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path
        names = {
            t.id for node in tree.body if isinstance(node, ast.Assign) for t in node.targets if isinstance(t, ast.Name)
        }
        is_empty = not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
        assert "__all__" in names or is_empty or path.name == "__main__.py", path


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda path: path.stem)
def test_what_a_benchmark_measures_is_there(benchmark: Path) -> None:
    """They are run by hand: a name that is gone would go unseen."""
    load = "import runpy, sys; sys.path.insert(0, sys.argv[2]); runpy.run_path(sys.argv[1], run_name='benchmark')"
    done = subprocess.run(
        [sys.executable, "-c", load, str(benchmark), str(benchmark.parent)], capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stderr


def test_importing_termkit_is_cheap() -> None:
    command = [sys.executable, "-c", "import termkit, sys; print(*sorted(m for m in sys.modules if '.' not in m))"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"jieba", "rjieba", "lxml", "jinja2", "numpy", "chardet", "click"} & set(loaded)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("folders of one machine", r"(?<![\w.~}\])/])/(?:work|home|root|Users|mnt|private)/[a-z]"),
        (
            "hosts of package registries",
            r"(?:py" + r"pi\.org|files\.pythonhosted|python" + r"hosted\.org|registry\.npmjs|crates\.io)",
        ),
    ],
)
def test_nothing_of_one_machine_or_registry_is_in_the_tree(root: Path, what: str, pattern: str) -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout of git")
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = root / name
        if name.startswith("seeds/") or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{name}: {match.group()}" for match in re.finditer(pattern, text)]
    assert found == [], what
