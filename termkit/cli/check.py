"""termkit check."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termkit.check import load_profile
from termkit.check.baseline import Baseline
from termkit.check.engine import all_rules
from termkit.check.fixing import diff, edits_of, fix_source, fixed_findings
from termkit.check.outcome import fingerprints, sift
from termkit.check.settings import PROFILES, checked_codes, find_settings, show
from termkit.check.suppress import COMMENTED, comments_in
from termkit.cli.common import (
    Reading,
    color_option,
    documents_options,
    glossary_option,
    load_glossary,
    say,
    wants_color,
)
from termkit.cli.sources import PATCHED, SourceTexts
from termkit.corpus.checking import check_documents
from termkit.errors import UsageError
from termkit.report import findings_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from termkit.check.finding import Finding
    from termkit.check.outcome import Outcome
    from termkit.check.profile import Profile
    from termkit.text.document import Document

__all__ = ["command"]

_FORMATS = ("text", "concise", "json", "sarif", "github", "rdjson", "junit", "html")


@click.command("check")
@partial(documents_options, required=False)
@glossary_option
@click.option("--profile", "profile_name", metavar="NAME", default="", help=f"House style: {', '.join(PROFILES)}.")
@click.option("--select", multiple=True, metavar="CODES", help="Run only these rules (SF01,ZH), whatever the profile.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out.")
@click.option("--show-settings", is_flag=True, help="Print the settings that hold, and stop.")
@click.option("--against", multiple=True, metavar="PATH", help="Earlier documents to hold the drafts against.")
@click.option("--fix", is_flag=True, help="Make the safe fixes in the files; print what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: make the unsafe ones too.")
@click.option("--diff", "show_diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Count known findings, do not show.")
@click.option("--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Make all findings known.")
@click.option("--statistics", is_flag=True, help="Print the number of findings of each rule instead of findings.")
@click.option("--stdin-filename", default="", metavar="NAME", help="What to call standard input.")
@click.option(
    "--output-format", type=click.Choice(_FORMATS), default="text", show_default=True, help="How to print findings."
)
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes; 0 for one a core where that pays.")
@color_option
def command(paths: tuple[str, ...], encoding: str, glossary: str, *, quiet: bool, **options: Any) -> int:
    """Check documents, each by itself and all against one another.

    Exit code 0: no findings, or all fixed, suppressed or in the baseline; 1: findings; 2: something could not be
    read, or a setting is broken.
    """
    settings = find_settings(Path.cwd())
    profile = _with_codes(load_profile(options["profile_name"], settings), options["select"], options["ignore"])
    if options["show_settings"]:
        click.echo(show(profile, settings), nl=False)
        return 0
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    reading = Reading(paths, encoding, quiet=quiet)
    documents = _named(reading.documents(options["jobs"]), options["stdin_filename"])
    earlier = Reading(options["against"], encoding, quiet=quiet).documents() if options["against"] else []
    findings = check_documents(documents, load_glossary(glossary), profile, earlier=earlier, jobs=reading.jobs)
    sources = SourceTexts(documents)
    comments = {
        document.path: comments_in(sources.text(document.path) or "")
        for document in documents
        if document.format in COMMENTED
    }
    baseline = Baseline.read(options["baseline"]) if options["baseline"] else None
    outcome = sift(findings, profile, comments=comments, baseline=baseline, files=len(documents))
    if options["write_baseline"]:
        sources.write(options["write_baseline"], Baseline.of(fingerprints(outcome.shown + outcome.baselined)).dumps())
        say(f"{len(outcome.shown + outcome.baselined)} findings in {options['write_baseline']}", quiet=quiet)
        return 2 if reading.failed else 0
    if options["fix"] or options["show_diff"]:
        outcome = _fix(outcome, sources, documents, options, quiet=quiet)
    if not options["show_diff"]:
        _print(outcome, documents, sources, options)
    say(outcome.counts() + (f"; {reading.failed} not read" if reading.failed else ""), quiet=quiet)
    return 2 if reading.failed else int(bool(outcome.shown))


def _with_codes(profile: Profile, select: Sequence[str], ignore: Sequence[str]) -> Profile:
    chosen = [
        checked_codes(
            frozenset(code for each in given for code in each.replace(",", " ").split()),
            lambda told, option=option: UsageError(f"{option} {told}"),  # type: ignore[misc]
        )
        for option, given in (("--select", select), ("--ignore", ignore))
    ]
    return replace(profile, only=chosen[0] or profile.only, ignore=profile.ignore | chosen[1])


def _named(documents: list[Document], name: str) -> list[Document]:
    if not name:
        return documents
    return [replace(document, path=name) if document.path == "-" else document for document in documents]


def _fix(
    outcome: Outcome, sources: SourceTexts, documents: Sequence[Document], options: dict[str, Any], *, quiet: bool
) -> Outcome:
    """Make the fixes of the findings that are shown, or print them as a diff; return what is left."""
    formats = {document.path: document.format for document in documents}
    wanted = [
        finding
        for finding in fixed_findings(outcome.shown, unsafe=options["unsafe_fixes"])
        if formats[finding.path] in PATCHED
    ]
    others = {f.path for f in fixed_findings(outcome.shown, unsafe=options["unsafe_fixes"])} - {f.path for f in wanted}
    for path in sorted(others):
        say(f"termkit: {path}: fixes are made in .txt, .md and .html only; this file stays as it is", quiet=quiet)
    done: list[Finding] = []
    made = 0
    for path, edits in sorted(edits_of(wanted).items()):
        source = sources.text(path)
        if source is None:
            continue
        fixed = fix_source(source, edits)
        if options["show_diff"]:
            click.echo(diff(source, fixed.text, path), nl=False)
        else:
            sources.replace(path, fixed.text)
        made += fixed.edits
        done += [finding for finding in wanted if finding.path == path]
    say(f"{made} edits {'to make' if options['show_diff'] else 'made'}", quiet=quiet)
    if options["show_diff"]:
        return outcome
    whole = {id(finding) for finding in done if finding.fix is not None and finding.fix.complete}
    return replace(outcome, shown=tuple(finding for finding in outcome.shown if id(finding) not in whole))


def _print(outcome: Outcome, documents: Sequence[Document], sources: SourceTexts, options: dict[str, Any]) -> None:
    form = options["output_format"]
    if options["statistics"]:
        counts = Counter(finding.code for finding in outcome.shown)
        for rule in all_rules():
            if counts[rule.code]:
                click.echo(f"{counts[rule.code]:6} {rule.code} {rule.name}")
    elif form in {"text", "concise"}:
        tinted = wants_color(options["color"])
        render = findings_text.render if form == "text" else findings_text.concise
        for line in render(outcome.shown, color=tinted):
            click.echo(line, color=tinted)
        if told := findings_text.closing(outcome.shown):
            click.echo(told)
    else:
        click.echo(_rendered(form, outcome, documents, sources), nl=False)


def _rendered(form: str, outcome: Outcome, documents: Sequence[Document], sources: SourceTexts) -> str:
    # Start-up: each output is imported when it is asked for.
    from termkit.report import (  # noqa: PLC0415
        findings_github,
        findings_html,
        findings_json,
        findings_junit,
        findings_rdjson,
        findings_sarif,
    )

    renderers = {
        "json": lambda: findings_json.render(outcome.shown),
        "sarif": lambda: findings_sarif.render(outcome),
        "github": lambda: findings_github.render(outcome.shown),
        "rdjson": lambda: findings_rdjson.render(outcome.shown, sources.line),
        "junit": lambda: findings_junit.render(outcome, [document.path for document in documents]),
        "html": lambda: findings_html.render(outcome),
    }
    return renderers[form]()
