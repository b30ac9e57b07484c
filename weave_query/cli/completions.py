"""`weave-query completion`: a script with which bash, zsh or fish complete commands, options and their values."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from weave_query.cli.screen import Screen

SHELLS = ("bash", "zsh", "fish")
_INSTALL = """\
bash   eval "$(weave-query completion bash)"        in ~/.bashrc
zsh    eval "$(weave-query completion zsh)"         in ~/.zshrc, behind compinit
fish   weave-query completion fish | source         in ~/.config/fish/config.fish"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "completion",
        help="print a script that completes this command line",
        description="Print a script with which a shell completes commands, options and their values.",
        epilog=_INSTALL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")
    parser.set_defaults(command=_completion)


def _completion(args: argparse.Namespace, screen: Screen) -> int:
    from weave_query.cli import parser

    commands = list(_commands(parser()))
    screen.line({"bash": _bash, "zsh": _zsh, "fish": _fish}[args.shell](commands))
    return 0


@dataclass(frozen=True)
class _Option:
    """names: `--json`, `-h`. values: the choices of its value. takes: does it have one?"""

    names: tuple[str, ...]
    values: tuple[str, ...]
    takes: bool
    about: str


@dataclass(frozen=True)
class _Command:
    name: str
    about: str
    options: tuple[_Option, ...]


def _commands(parser: argparse.ArgumentParser) -> Iterator[_Command]:
    """The commands with their options, as argparse knows them."""
    (subparsers,) = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    about = {each.dest: each.help or "" for each in subparsers._choices_actions}
    for name, command in subparsers.choices.items():
        options = tuple(
            _Option(
                tuple(action.option_strings),
                tuple(map(str, action.choices or ())),
                action.nargs != 0,
                (action.help or "").replace("%%", "%"),
            )
            for action in command._actions
            if action.option_strings
        )
        yield _Command(name, about.get(name, ""), options)


def _bash(commands: list[_Command]) -> str:
    cases = []
    for command in commands:
        names = " ".join(name for option in command.options for name in option.names)
        values = "".join(
            f"        {'|'.join(option.names)}) {_bash_reply(option.values)}; return;;\n"
            for option in command.options
            if option.values
        )
        inner = f'      case "$before" in\n{values}      esac\n' if values else ""
        cases.append(
            f"    {command.name})\n{inner}"
            f'      if [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W "{names}" -- "$word")); fi;;\n'
        )
    known = " ".join(command.name for command in commands)
    return f"""_weave_query() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
  if [[ $COMP_CWORD -eq 1 ]]; then COMPREPLY=($(compgen -W "{known}" -- "$word")); return; fi
  case "${{COMP_WORDS[1]}}" in
{"".join(cases)}  esac
}}
complete -o default -F _weave_query weave-query"""


def _bash_reply(words: tuple[str, ...]) -> str:
    return f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word"))'


def _zsh(commands: list[_Command]) -> str:
    cases = []
    for command in commands:
        specs = " ".join(spec for option in command.options for spec in _zsh_specs(option))
        cases.append(f"    {command.name}) _arguments {specs} '*:file:_files';;\n")
    known = " ".join(f"'{command.name}:{_quoted(command.about)}'" for command in commands)
    return f"""_weave_query() {{
  local -a commands=({known})
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command=$words[2]
  shift words; (( CURRENT-- ))
  case $command in
{"".join(cases)}  esac
}}
compdef _weave_query weave-query"""


def _zsh_specs(option: _Option) -> Iterator[str]:
    value = f":value:({' '.join(option.values)})" if option.values else ":value:_files" if option.takes else ""
    for name in option.names:
        yield f"'{name}[{_quoted(option.about)}]{value}'"


def _quoted(text: str) -> str:
    """Text in a specification of zsh, in single quotes."""
    return text.replace("'", "'\\''").replace("[", "(").replace("]", ")").replace(":", "\\:")


def _fish(commands: list[_Command]) -> str:
    lines = ["complete -c weave-query -e"]
    for command in commands:
        about = command.about.replace("'", "\\'")
        lines.append(f"complete -c weave-query -n __fish_use_subcommand -f -a {command.name} -d '{about}'")
        for option in command.options:
            names = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            value = f" -x -a '{' '.join(option.values)}'" if option.values else " -r" if option.takes else ""
            told = option.about.replace("'", "\\'")
            lines.append(
                f"complete -c weave-query -n '__fish_seen_subcommand_from {command.name}' {names}{value} -d '{told}'"
            )
    return "\n".join(lines)
