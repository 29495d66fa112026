"""termkit check."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termkit.check import load_profile
from termkit.check.baseline import Baseline
from termkit.check.outcome import fingerprints, sift
from termkit.check.settings import PROFILES, checked_codes, find_settings, show
from termkit.cli.common import (
    Reading,
    color_option,
    counted,
    documents_options,
    glossary_option,
    language_option,
    load_glossary,
    say,
    wants_color,
    write_utf8,
)
from termkit.corpus.checking import check_documents
from termkit.corpus.sources import SourceFiles, write_bytes
from termkit.errors import UsageError
from termkit.read import file_of
from termkit.report.findings import FORMATS, STATISTICS, render, statistics
from termkit.report.labels import counts
from termkit.text.garbage import uncollected
from termkit.text.message import NOTHING, Wording, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.outcome import Outcome
    from termkit.check.pairs import AlignedPair
    from termkit.check.profile import Profile
    from termkit.terms.concept import Concept
    from termkit.text.document import Document

__all__ = ["command"]

_NOT_READ = Wording("; {count} not read", "；{count}份无法读取")


@click.command("check")
@partial(documents_options, required=False)
@glossary_option
@click.option("--profile", "profile_name", metavar="NAME", default="", help=f"House style: {', '.join(PROFILES)}.")
@click.option("--select", multiple=True, metavar="CODES", help="Run only these rules (SF01,ZH), whatever the profile.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option("--show-settings", is_flag=True, help="Print the settings that hold, and stop.")
@click.option("--against", multiple=True, metavar="PATH", help="Earlier documents to hold the drafts against.")
@click.option("--pair", nargs=2, multiple=True, metavar="ZH EN", help="A Chinese draft and its English version: both "
              "are aligned, and terms and numbers held against each other.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files; print what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix, --diff or --track: make the unsafe ones too.")
@click.option("--diff", "show_diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option(
    "--word", type=click.Path(path_type=Path), metavar="OUT", help="Write the draft as a Word file with comments."
)
@click.option("--track", is_flag=True, help="With --word: safe fixes as tracked changes.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Count known findings, do not show.")
@click.option("--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Make all findings known.")
@click.option("--statistics", is_flag=True, help="Print the number of findings of each rule instead of findings.")
@click.option("--stdin-filename", default="", metavar="NAME", help="What to call standard input.")
@click.option(
    "--output-format", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print findings."
)
@language_option
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 for one a core where that pays.")
@color_option
@uncollected
def command(paths: tuple[str, ...], encoding: str, glossary: str, *, quiet: bool, **options: Any) -> int:
    """Check documents, each by itself and all against one another.

    Bilingual files (TMX, XLIFF) and documents given with --pair ZH EN are also held against their English.

    Exit code 0: no findings, or all fixed, suppressed or in the baseline; 1: findings; 2: something could not be
    read, or a setting is broken.
    """
    settings = find_settings(Path.cwd())
    profile = _with_codes(load_profile(options["profile_name"], settings), options["select"], options["ignore"])
    profile = profile._replace(language=options["language"])
    if options["show_settings"]:
        click.echo(show(profile, settings), nl=False)
        return 0
    if not paths and not options["pair"]:
        raise click.UsageError("Missing argument 'PATH...'.")
    drafts = [*paths, *(zh for zh, _ in options["pair"])]
    _agree(options, drafts)
    _keep(drafts, glossary, options)
    earlier = Reading(options["against"], encoding, quiet=quiet).documents() if options["against"] else []
    concepts = load_glossary(glossary)
    baseline = Baseline.read(options["baseline"]) if options["baseline"] else None

    def look(*, again: bool = False) -> tuple[Reading, SourceFiles, Outcome]:
        """Read the drafts and check them; a second time without the remarks on how they were read."""
        reading = Reading(drafts, encoding, quiet=quiet or again, stdin_name=options["stdin_filename"])
        documents = reading.documents(options["jobs"])
        pairs = _pairs(documents, options["pair"], concepts, encoding, quiet=quiet or again)
        sources = SourceFiles(documents, options["stdin_filename"] or "-")
        for path, fault in sources.faults():
            say(f"termkit: warning: {path}:{fault.line}: {fault.told}", quiet=quiet or again)
        findings = check_documents(
            documents, concepts, profile, earlier=earlier, jobs=reading.jobs, pairs=pairs, comments=sources.comments()
        )
        found = sift(findings, profile, baseline=baseline, files=len(documents))
        return reading, sources, found

    if options["output_format"] not in {"text", "concise"}:
        write_utf8()
    reading, sources, outcome = look()
    if options["write_baseline"]:
        known, out = outcome.shown + outcome.baselined, options["write_baseline"]
        write_bytes(out, Baseline.of(fingerprints(known, out.parent)).dumps().encode())
        say(f"{counted(len(known), 'finding')} in {out}", quiet=quiet)
        return 2 if reading.failed else 0
    if options["word"]:
        _write_word(outcome, sources, options, quiet=quiet)
    if (options["fix"] or options["show_diff"]) and _fix(outcome, sources, options, quiet=quiet):
        # What is said from here on is of the text as it is now.
        _, sources, outcome = look(again=True)
    if options["statistics"]:
        click.echo(statistics(options["output_format"], outcome, profile.language), nl=False)
    elif not options["show_diff"]:
        tinted = wants_color(options["color"])
        printed = render(
            options["output_format"], outcome, list(sources.documents), sources.line, color=tinted,
            language=profile.language,
        )  # fmt: skip
        click.echo(printed, nl=False, color=tinted)
    unread = _NOT_READ(count=reading.failed) if reading.failed else NOTHING
    say(joined((counts(outcome), unread), NOTHING).of(profile.language), quiet=quiet)
    return 2 if reading.failed else int(bool(outcome.shown))


def _agree(options: dict[str, Any], drafts: Sequence[str]) -> None:
    """Refuse options that contradict one another, or that would do nothing."""
    if options["track"] and not options["word"]:
        raise UsageError("--track goes with --word OUT.docx; --fix makes the fixes in the file itself")
    if options["word"] and (options["fix"] or options["show_diff"]):
        raise UsageError("--word leaves the draft as it is; use --track, or --fix without --word")
    if options["unsafe_fixes"] and not (options["fix"] or options["show_diff"] or options["track"]):
        raise UsageError("--unsafe-fixes goes with --fix, --diff or --track: by itself it changes nothing")
    if options["write_baseline"]:
        for name in ("fix", "show_diff", "word", "statistics"):
            if options[name]:
                told = name.removeprefix("show_")
                raise UsageError(f"--write-baseline only makes findings known; run --{told} by itself, before it")
    if options["statistics"] and options["output_format"] not in STATISTICS:
        raise UsageError(f"--statistics goes with --output-format {', '.join(STATISTICS)}")
    if options["stdin_filename"] and "-" not in drafts:
        raise UsageError("--stdin-filename names standard input; give - as PATH to read it")


def _keep(drafts: Sequence[str], glossary: str, options: dict[str, Any]) -> None:
    """Refuse to write over what is read; a baseline may take the place of the one before."""
    read = Reading([*drafts, *(en for _, en in options["pair"]), *options["against"]], "", quiet=True)
    for name, others in (("word", (glossary, options["baseline"])), ("write_baseline", (glossary,))):
        if options[name]:
            read.keep([options[name]], *others, option="--" + name.replace("_", "-"))


def _pairs(
    documents: Sequence[Document],
    asked: Sequence[tuple[str, str]],
    concepts: Sequence[Concept],
    encoding: str,
    *,
    quiet: bool,
) -> list[AlignedPair]:
    """Return the bilingual files among the documents, and the pairs of --pair aligned."""
    from termkit.corpus.paired import align_pair, pair_within  # noqa: PLC0415  start-up

    found = [pair for document in documents if (pair := pair_within(document, encoding)) is not None]
    by_file = {file_of(document.path): document for document in documents}
    for zh, en in asked:
        if (chinese := by_file.get(file_of(zh))) is not None:
            (english,) = Reading([en], encoding, quiet=quiet).documents()
            found.append(align_pair(chinese, english, concepts))
    return found


def _with_codes(profile: Profile, select: Sequence[str], ignore: Sequence[str]) -> Profile:
    chosen = [
        checked_codes(
            frozenset(code for each in given for code in each.replace(",", " ").split()),
            lambda told, option=option: UsageError(f"{option} {told}"),  # type: ignore[misc]
        )
        for option, given in (("--select", select), ("--ignore", ignore))
    ]
    return profile._replace(only=chosen[0] or profile.only, ignore=profile.ignore | chosen[1])


def _fix(outcome: Outcome, sources: SourceFiles, options: dict[str, Any], *, quiet: bool) -> bool:
    """Make the fixes of the findings that are shown, or print them as a diff; tell whether a file was changed."""
    # Start-up: few runs change files.
    from termkit.corpus.fixing import fixed_files  # noqa: PLC0415

    is_changed = False
    edits = 0
    for each in fixed_files(outcome.shown, sources, unsafe=options["unsafe_fixes"]):
        refused = each.refused or (
            "" if options["show_diff"] or sources.is_file(each.path) else "is no file; use --diff"
        )
        if refused:
            say(f"termkit: {each.path}: {refused}", quiet=False)  # an error: what was asked for is not done
            continue
        if options["show_diff"]:
            click.echo(each.diff, nl=False)
        else:
            sources.replace(each.path, each.data)
            is_changed = True
        edits += each.edits
    say(f"{counted(edits, 'edit')} {'to make' if options['show_diff'] else 'made'}", quiet=quiet)
    return is_changed


def _write_word(outcome: Outcome, sources: SourceFiles, options: dict[str, Any], *, quiet: bool) -> None:
    from termkit.report.findings_word import annotate, out_ending, stamp_now  # noqa: PLC0415  start-up

    if len(sources.documents) != 1:
        raise UsageError(f"--word writes one document; {len(sources.documents)} were given")
    ((path, document),) = sources.documents.items()
    out: Path = options["word"]
    if out.suffix.lower() != (ending := out_ending(document)):
        raise UsageError(f"--word {out}: the name of this Word file must end with {ending}")
    annotated = annotate(
        sources.data(path), document, outcome.shown, track=options["track"], unsafe=options["unsafe_fixes"],
        language=options["language"], stamp=stamp_now(),
    )  # fmt: skip
    write_bytes(out, annotated.data)
    changes = f", {counted(annotated.changes, 'tracked change')}" if options["track"] else ""
    say(f"{out}: {counted(len(outcome.shown), 'comment')}{changes}", quiet=quiet)
