"""Every command that a page shows can be typed, and every verb that exists is on the page."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.architecture.tree import ROOT, files_ending, text_of
from traceability import cli
from traceability.cli.area_verbs import AREAS, area_verb
from traceability.cli.load_outer_verb import OUTER_VERBS

GROUP = "lotline.commands"


def outer_verbs() -> dict[str, str]:
    """Verbs outside `traceability`, as pyproject.toml registers them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    verbs: dict[str, str] = project["entry-points"][GROUP]
    return verbs


def as_command(found: Any) -> Any:
    """A verb as its parser, whether it is a function, a dict of functions or a group."""
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    app = typer.Typer()
    if isinstance(found, dict):
        for name, function in found.items():
            app.command(name)(function)
    else:
        app.command()(found)
    return typer.main.get_command(app)


def load(target: str) -> Any:
    """The object behind `module:name`."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def all_verbs() -> dict[str, Any]:
    """The parser of every verb of `lotline`, inner and outer."""
    outer = {name: load(target) for name, target in outer_verbs().items()}
    verbs = cli.VERBS | {name: area_verb(name) for name in AREAS} | outer
    return {name: as_command(verb) for name, verb in verbs.items()}


def leaves(verbs: dict[str, Any], before: str = "") -> Iterator[str]:
    """Every verb with its sub-verb, such as `trace forward`."""
    for name, command in verbs.items():
        inner = getattr(command, "commands", None)
        if inner:
            yield from leaves(inner, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def shown_commands(page: Path) -> Iterator[str]:
    """Commands to be typed as they stand: lines of indented blocks, without their comments."""
    for line in text_of(page).splitlines():
        block = re.match(r" {4}(?:\S*bin/)?((?:lotline|make) .*)", line)
        if block:
            yield re.split(r"\s[#>]", block[1])[0].strip()


def named_commands(page: Path) -> Iterator[str]:
    """Commands that a sentence or a table names, with placeholders and options in brackets."""
    for line in text_of(page).splitlines():
        for command in re.findall(r"`((?:lotline|make) [^`]*)`", line):
            yield command.replace("\\|", "|").replace("[", "").replace("]", "")


def verb_of(words: list[str], verbs: dict[str, Any]) -> tuple[Any, list[str]]:
    """The parser that reads these words, and the words it reads. Raises LookupError."""
    parser, rest = verbs[words[0]], words[1:]
    inner = getattr(parser, "commands", None)
    return (inner[rest[0]], rest[1:]) if inner is not None and rest else (parser, rest)


def fault(command: str, verbs: dict[str, Any]) -> str | None:
    """Why a command line cannot be typed as it stands; None when it can. It is not run."""
    tool, *words = shlex.split(command)
    if tool == "make":
        return None if set(words) <= make_targets() else "no such target"
    try:
        parser, rest = verb_of(words, verbs)
        parser.make_context(tool, rest)
    except LookupError as error:
        return f"there is no {error}"
    except typer.TyperException as error:
        return f"{type(error).__name__} {error}"
    return None


def unknown_parts(command: str, verbs: dict[str, Any]) -> str | None:
    """What a named command has that does not exist: its verb or an option."""
    tool, *words = shlex.split(command)
    if tool == "make":
        return None if set(words) <= make_targets() else "no such target"
    if words[0] == "VERB" or words[0].startswith("--"):
        return None
    try:
        parser, rest = verb_of(words, verbs)
    except LookupError as error:
        return f"there is no {error}"
    named = [(*param.opts, *param.secondary_opts) for param in parser.params]
    known = {option for both in named for option in both} | {"--help"}
    return ", ".join(word for word in rest if word.startswith("-") and word not in known) or None


def make_targets() -> set[str]:
    """Targets of the Makefile."""
    return set(re.findall(r"^([a-z-]+):", text_of(Path("Makefile")), re.MULTILINE))


PAGES = [page for page in files_ending(".md") if [*shown_commands(page), *named_commands(page)]]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_command_on_a_page_can_be_typed(page: Path) -> None:
    verbs = all_verbs()

    faults = {command: fault(command, verbs) for command in shown_commands(page)}
    faults |= {command: unknown_parts(command, verbs) for command in named_commands(page)}

    assert {command: what for command, what in faults.items() if what} == {}


def test_every_verb_is_on_the_page_of_the_command_line() -> None:
    text = text_of(Path("docs/command-line.md"))

    missing = [
        verb
        for verb in leaves(all_verbs())
        if f"lotline {verb}" not in text and not _listed_beside(verb, text)
    ]

    assert missing == []


def test_every_option_is_on_the_page_of_the_command_line() -> None:
    text = text_of(Path("docs/command-line.md"))
    parsers = {verb: verb_of(verb.split(), all_verbs())[0] for verb in leaves(all_verbs())}

    missing = [
        f"{verb} {option}"
        for verb, parser in parsers.items()
        for param in parser.params
        for option in param.opts
        if option.startswith("--") and not re.search(rf"{option}\b", text)
    ]

    assert [option for option in missing if "completion" not in option] == []


def _listed_beside(verb: str, text: str) -> bool:
    """Whether a sub-verb stands in the row of its group: `lotline snapshot list`, `pin ID`."""
    group, _, name = verb.partition(" ")
    rows = [line for line in text.splitlines() if line.startswith(f"| `lotline {group} ")]
    return bool(name) and any(re.search(rf"`{name}\b", row) for row in rows)


def test_every_verb_of_an_area_file_is_known_and_no_other() -> None:
    registered = {}
    for path in (ROOT / "traceability" / "cli").glob("*_verbs.py"):
        module = import_module(f"traceability.cli.{path.stem}")
        verbs: dict[str, Any] = {}
        getattr(module, "register", dict)(verbs)
        registered |= dict.fromkeys(verbs, path.stem)

    assert registered == AREAS


def test_the_help_lists_exactly_the_outer_verbs_that_are_registered() -> None:
    assert OUTER_VERBS.keys() == outer_verbs().keys()


@pytest.mark.parametrize(
    "command",
    [
        "lotline trase forward X",
        "lotline trace sideways X",
        "lotline trace forward X --jsonn",
        "lotline trace forward",
        "lotline snapshot drop X",
        "make tea",
    ],
)
def test_the_check_of_commands_finds_a_wrong_one(command: str) -> None:
    assert fault(command, all_verbs())


def test_the_readme_shows_the_two_commands_and_the_way_without_make() -> None:
    shown = set(shown_commands(Path("README.md")))

    assert {"make demo", "make test", "lotline demo"} <= shown
    assert ".venv/bin/pip install ." in text_of(Path("README.md"))
