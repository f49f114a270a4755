"""Lists the benchmarks, or runs one, prints its figures and writes them as JSON."""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

import benchmarks

Run = Callable[..., dict[str, float]]


def names() -> list[str]:
    """All benchmarks: the modules of this package whose name does not begin with an underscore."""
    return sorted(info.name for info in pkgutil.iter_modules(benchmarks.__path__) if not info.name.startswith("_"))


def description(name: str) -> str:
    """The first line of a benchmark's docstring, read without running it."""
    source = Path(benchmarks.__path__[0], f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]


def main(arguments: list[str] | None = None) -> int:
    """The command line of `python -m benchmarks`; 0 unless the benchmark is unknown (2)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", help="the benchmark to run; without it they are listed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="labelled development material, if there is any")
    parser.add_argument("--seeds", type=int, metavar="N", help="how many sample releases to read")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often to repeat what is timed")
    parser.add_argument(
        "--pages", type=int, metavar="N", help="how large a project to make, or how much of each file to read"
    )
    options = vars(parser.parse_args(arguments))
    name, target = options.pop("name"), options.pop("json")
    console = Console()
    if name is None:
        _list(console)
        return 0
    if name not in names():
        parser.print_usage(sys.stderr)
        print(f"no benchmark {name!r}: there are {', '.join(names())}", file=sys.stderr)
        return 2
    function: Run = importlib.import_module(f"benchmarks.{name}").run
    figures = run(function, {key: value for key, value in options.items() if value is not None})
    console.print(_table(name, figures))
    if target:
        target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def run(function: Run, options: dict[str, object]) -> dict[str, float]:
    """Call a benchmark with those of the options that it takes."""
    taken = inspect.signature(function).parameters
    return {key: float(value) for key, value in function(**{k: v for k, v in options.items() if k in taken}).items()}


def _list(console: Console) -> None:
    for name in names():
        console.print(f"{name:12} {description(name)}", highlight=False, soft_wrap=True)


def _table(name: str, figures: dict[str, float]) -> Table:
    table = Table(title=f"{name}: {description(name)}", title_justify="left", min_width=40)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for key, value in figures.items():
        table.add_row(key, f"{value:,.0f}" if value == int(value) and abs(value) >= 2 else f"{value:,.4f}")
    return table


if __name__ == "__main__":
    sys.exit(main())
