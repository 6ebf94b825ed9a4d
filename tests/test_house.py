"""The house: which room may lean on which. The drawing is in CONTRIBUTING.md; this holds everyone to it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from peermentor import to_type
from peermentor.commands.table import commands

PACKAGE = Path(__file__).parent.parent / "peermentor"

MAY_IMPORT = {
    "cli": {"to_type", "app", "commands", "errors", "interrupts", "language", "screen"},
    "app": {"to_type", "years", "dates", "errors", "journal", "language", "practice", "templates"},
    "commands": {
        "to_type",
        "app",
        "dates",
        "errors",
        "exchange",
        "journal",
        "language",
        "practice",
        "screen",
        "templates",
    },
    "exchange": {"to_type", "years", "dates", "errors", "journal", "language", "practice"},
    "screen": {"to_type", "dates", "errors", "interrupts", "language", "practice"},
    "journal": {"to_type", "years", "errors", "interrupts", "language", "practice"},
    "practice": {"to_type", "dates", "errors", "language"},
    "templates": {"to_type", "errors", "language", "practice"},
    "dates": {"language", "years"},
    "interrupts": {"errors"},
    "errors": {"to_type", "language"},
    "language": {"to_type"},
    "to_type": set(),
    "years": set(),
}
ONLY_IN = {"tinydb": {"journal"}, "rich": {"screen"}, "fcntl": {"journal"}}


def modules() -> Iterator[tuple[str, Path]]:
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room not in ("__init__", "__main__"):
            yield room, path


@cache
def parsed(path: Path) -> ast.Module:
    """A file as Python reads it, once for every question about it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def as_written(node: ast.AST) -> str:
    return ast.unparse(node)


@cache
def walked(source: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(source))


def imported(path: Path) -> Iterator[str]:
    for node in walked(parsed(path)):
        yield from imports_of(node)


def test_a_room_leans_only_on_the_rooms_below_it() -> None:
    for room, path in modules():
        leans_on = {name.split(".")[1] for name in imported(path) if name.startswith("peermentor.")}
        leans_on -= {"__version__", room}
        assert leans_on <= MAY_IMPORT[room], path


def test_one_room_draws_and_one_touches_the_disk() -> None:
    for room, path in modules():
        for name in imported(path):
            assert room in ONLY_IN.get(name.split(".")[0], {room}), path


@cache
def calls(source: ast.AST) -> set[str]:
    """What is called, as it is written: "print", "sys.stdout.write", "….write_text" of whatever it is."""
    found = {as_written(node.func) for node in walked(source) if isinstance(node, ast.Call)}
    return found | {f"….{name.rpartition('.')[2]}" for name in found}


PRINTS = {
    "print",
    "….writelines",
    "….echo",
    "….secho",
    "echo",
    "secho",
    "os.write",
    "os.writev",
    "….sendfile",
}
# What writes to another program and to no screen: the one that asks for a passphrase.
NO_SCREEN = {"pinentry": {"os.write"}}
# A stream of this process, by whatever way it is reached: `sys.stdout.buffer.write`, `sys.__stderr__.write`.
WRITES_TO_A_STREAM = re.compile(r"(sys\.)?(stdout|stderr|__stdout__|__stderr__)(\.\w+)*\.write(lines)?")
A_STREAM = re.compile(r"sys\.(stdout|stderr|__stdout__|__stderr__)(\.\w+)*(\(\))?")


def prints(source: ast.AST) -> set[str]:
    """What writes to the screen: calls, `print` handed on, and a stream that goes by another name."""
    named = {node.id for node in walked(source) if isinstance(node, ast.Name)}
    called = calls(source)
    renamed_streams = {
        as_written(node.value)
        for node in walked(source)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value
    }
    return (
        (called | (named & {"print"})) & PRINTS
        | {call for call in called if WRITES_TO_A_STREAM.fullmatch(call)}
        | {stream for stream in renamed_streams if A_STREAM.fullmatch(stream)}
    )


def test_one_room_prints() -> None:
    for room, path in modules():
        if room != "screen":
            assert prints(parsed(path)) <= NO_SCREEN.get(path.stem, set()), path


WRITES = {
    *(
        "….write_text",
        "….write_bytes",
        "….unlink",
        "….mkdir",
        "….rmdir",
        "….touch",
        "….chmod",
        "….symlink_to",
    ),
    *("….rename", "….open", "open", "os.open", "os.replace", "os.remove", "os.makedirs"),
}
# Where nothing of the person is on the disk: a stream that was closed, the terminal itself.
NO_FILES = {"streams": {"open", "os.open", "….open"}, "ask": {"os.open", "….open"}}


def test_one_room_writes_files() -> None:
    for room, path in modules():
        if room != "journal":
            assert calls(parsed(path)) & WRITES <= NO_FILES.get(path.stem, set()), path


def test_what_prints_and_what_writes_a_file_is_found() -> None:
    source = ast.parse("""
import sys, typer
say = print
def f(path): sys.stderr.write("x"); typer.echo("x"); path.write_text("x")
""")
    assert prints(source) == {"print", "sys.stderr.write", "….echo"}
    assert calls(source) & WRITES == {"….write_text"}


@pytest.mark.parametrize(
    "line",
    [
        *('os.write(1, b"x")', "os.writev(2, [])", 'sys.stdout.write("x")', 'sys.stdout.buffer.write(b"x")'),
        *('sys.__stderr__.write("x")', 'stdout.write("x")', "sys.stdout.writelines([])", "map(print, [])"),
        *(
            "out = sys.stdout",
            "to = sys.stdout.fileno()",
            "out: object = sys.stderr.buffer",
            "(o := sys.stdout)",
        ),
    ],
)
def test_whatever_prints_past_the_room_that_prints_is_found(line: str) -> None:
    assert prints(ast.parse(line))


@pytest.mark.parametrize(
    "line", ['say("x", sys.stdout)', "sys.stdout.flush()", "sys.stdout.isatty()", "f.write(b)"]
)
def test_what_hands_a_stream_on_or_asks_about_it_prints_nothing(line: str) -> None:
    assert not prints(ast.parse(line))


# Where a module is found by its name: the first screen, a format, a view, the module of a command.
FOUND_BY_NAME = ["cli", "commands.shared.every_command", "exchange.formats", "screen.terminal.answer"]


def test_what_is_imported_by_a_name_made_meanwhile_is_on_a_list() -> None:
    """No test follows such an arrow."""
    found = [
        name_of(path).removeprefix("peermentor.")
        for _room, path in modules()
        for node in walked(parsed(path))
        if isinstance(node, ast.Call) and as_written(node.func).endswith(("import_module", "__import__"))
    ]
    assert sorted(found) == FOUND_BY_NAME


def test_the_journal_knows_records_and_no_rule() -> None:
    rules = {
        name
        for room, path in modules()
        if room == "journal"
        for name in imported(path)
        if name.startswith("peermentor.practice") and not name.startswith("peermentor.practice.nouns")
    }
    assert rules == set()


def test_a_command_never_imports_a_command() -> None:
    rituals = {f"peermentor.commands.{row.module}" for row in commands().values()}
    for room, path in modules():
        if room == "commands":
            assert not (leaned_on(path) & rituals) - {name_of(path)}, path


# Where the clock, the disk, the environment, other programs and chance are.
WORLD = {
    "os",
    "io",
    "pathlib",
    "time",
    "sys",
    "subprocess",
    "socket",
    "shutil",
    "tempfile",
    "random",
    "secrets",
}


def test_the_practice_reads_no_clock_and_no_disk() -> None:
    for room, path in modules():
        if room in ("practice", "dates"):
            assert not calls(parsed(path)) & {"open", "….today", "….now", "….utcnow"}, path
            assert not {name.split(".")[0] for name in imported(path)} & WORLD, path


def test_no_import_is_relative() -> None:
    """The tests here read whole names."""
    for _room, path in modules():
        assert not [n for n in walked(parsed(path)) if isinstance(n, ast.ImportFrom) and n.level], path


def test_no_circle_of_files() -> None:
    """An import inside a function is an arrow too; one that only the type checker follows is none."""
    arrows = {name_of(path): sorted(leaned_on(path) - {name_of(path)}) for path in PACKAGE.rglob("*.py")}
    assert circles(arrows) == []


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def files() -> set[str]:
    return {name_of(path) for path in PACKAGE.rglob("*.py")}


@cache
def leaned_on(path: Path) -> set[str]:
    names = {name for node in really(parsed(path)) for name in imports_of(node)}
    # `from a.b import c` is an arrow to the module a.b.c where there is one, else to a.b.
    return {name if name in files() else name.rpartition(".")[0] for name in names} & files()


def imports_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)


def really(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through what is imported when the program runs."""
    if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
        for child in node.orelse:
            yield from really(child)
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from really(child)


def circles(arrows: dict[str, list[str]]) -> list[str]:
    """Take away what leans on nothing that is left, until none goes: circles stay, and what leans on them."""
    left = dict(arrows)
    while gone := [name for name, leans in left.items() if not any(one in left for one in leans)]:
        for name in gone:
            del left[name]
    return [f"{name} -> {', '.join(one for one in leans if one in left)}" for name, leans in left.items()]


def test_what_only_the_type_checker_follows_is_no_arrow() -> None:
    source = ast.parse("""
if TYPE_CHECKING: import a
else: import b
if typing.TYPE_CHECKING: from c import d
def f(): import e
""")
    assert [name for node in really(source) for name in imports_of(node)] == ["b", "e"]


def test_a_circle_is_found() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": []}) == ["a -> b", "b -> c", "c -> b"]


ROOMS = {
    "practice.nouns": set(),
    "practice.growth": {"nouns"},
    "practice.talk": {"nouns", "growth"},
    "practice.peers": {"nouns", "growth", "contract"},
    "practice.contract": {"nouns", "growth"},
    "practice.corrections": {"nouns", "growth", "talk", "peers", "contract"},
    "practice.lookback": {"nouns", "growth", "talk", "peers", "contract"},
    "practice.report": {"nouns", "growth", "talk", "peers", "contract", "lookback"},
    "practice.prep": {"nouns", "growth", "talk", "peers", "contract"},
    "practice.review": {"nouns", "growth", "talk", "peers", "contract"},
    "practice.today": {"nouns", "growth", "talk", "peers", "contract", "lookback", "prep", "review"},
    "screen.terminal": set(),
    "screen.views": {"terminal"},
    "commands.shared": set(),
    "exchange.documents": set(),
    "exchange.outgoing": set(),
    "exchange.incoming": {"outgoing"},
    "journal.file": set(),
    "journal.store": {"file"},
    "journal.beside": {"file"},
    "journal.upkeep": {"file", "store", "beside"},
    "journal.vault": {"file", "store", "beside", "upkeep"},
}


def test_a_room_inside_a_room_leans_only_on_those_below_it() -> None:
    """An import inside a function is an arrow too; one that only the type checker follows is none."""
    for place, below in ROOMS.items():
        wing, room = place.split(".")
        for path in (PACKAGE / wing / room).rglob("*.py"):
            names = {name.split(".")[2] for name in leaned_on(path) if name.startswith(f"peermentor.{wing}.")}
            assert {name for name in names if (PACKAGE / wing / name).is_dir()} <= below | {room}, path


def test_every_room_inside_a_room_has_its_arrows() -> None:
    rooms = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    assert {".".join(r.relative_to(PACKAGE).parts) for r in rooms if r.parent.parent == PACKAGE} == set(ROOMS)


def test_only_the_app_hands_out_the_journal() -> None:
    for path in (PACKAGE / "commands").rglob("*.py"):
        assert not {name for name in leaned_on(path) if name.startswith("peermentor.journal")}, path


# A module that is named after none of its commands, because they are three ways of one thing, or as Python
# keeps the word for itself.
NOUNS = {"ending": {"pause", "resume", "close"}, "importing": {"import"}}


def test_the_code_of_a_command_is_found_by_its_name() -> None:
    named: dict[str, set[str]] = {}
    for row in commands().values():
        named.setdefault(row.module, set()).add(row.name)
    assert named.keys() == {path.stem for path in (PACKAGE / "commands").glob("[!_]*.py")} - {"table"}
    for module, names in named.items():
        assert module in names or NOUNS[module] == names, module


def test_a_view_that_a_command_names_is_there() -> None:
    views = {path.stem for path in (PACKAGE / "screen" / "views").glob("[!_]*.py")}
    for path in (PACKAGE / "commands").rglob("*.py"):
        said = {
            node.value
            for node in walked(parsed(path))
            if isinstance(node, ast.keyword) and node.arg == "view"
        }
        assert {one.value for one in said if isinstance(one, ast.Constant)} <= views, path


A_TYPE = re.compile(r"_?[A-Z]\w*[a-z]\w*")


def types_named(source: ast.Module) -> Iterator[str]:
    """The classes of a module and its names for types, as `Kind = Literal[…]`; a TypeVar names none."""
    yield from (node.name for node in walked(source) if isinstance(node, ast.ClassDef))
    for node in source.body:
        if isinstance(node, ast.Assign) and not as_written(node.value).startswith("TypeVar("):
            yield from (
                one.id for one in node.targets if isinstance(one, ast.Name) and A_TYPE.fullmatch(one.id)
            )
        elif isinstance(node, ast.AnnAssign) and A_TYPE.fullmatch(as_written(node.target)):
            yield as_written(node.target)


def test_no_two_types_share_a_name() -> None:
    places: dict[str, list[str]] = {}
    for _room, path in modules():
        for name in types_named(parsed(path)):
            places.setdefault(name, []).append(name_of(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_type_is_seen_by_whatever_it_is_named() -> None:
    source = """
Kind = Literal["a"]
Offers: TypeAlias = list[str]
T = TypeVar("T")
MOST = 3
class Talk: ...
"""
    assert sorted(types_named(ast.parse(source))) == ["Kind", "Offers", "Talk"]


def renamed(source: ast.AST) -> set[tuple[str, str]]:
    """What is imported under another name: as what it is known, and as what here."""
    return {
        (f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name, alias.asname)
        for node in walked(source)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }


def test_no_module_goes_by_another_name_and_nothing_by_that_of_a_module() -> None:
    modules_known = {name.rpartition(".")[2] for name in files()}
    for _room, path in modules():
        for known, here in renamed(parsed(path)):
            assert known not in files(), path
            assert not (known.startswith("peermentor.") and here in modules_known), path


SAYS_NO_NOUN = {"utils", "util", "helpers", "helper", "core", "manager", "common", "misc", "base", "tools"}


def test_a_module_is_named_after_what_it_serves() -> None:
    assert not {part for name in files() for part in name.split(".")} & SAYS_NO_NOUN


SAYS_NOTHING = {
    "said",
    "_said",
    "keep",
    "read",
    "_read",
    "_asked",
    "_kept",
    "_shown",
    "came",
    "begun",
    "meant",
}


def test_a_function_is_called_by_a_verb_and_what_it_is_about() -> None:
    for room, path in modules():
        if room != "journal":
            alone = {node.name for node in parsed(path).body if isinstance(node, ast.FunctionDef)}
            assert not alone & SAYS_NOTHING, path


# Every verb the docstrings begin with; a new one is added here by whoever needs it.
VERBS = set(
    """
    Add Agree Ask Average Begin Bring Build Change Check Choose Close Collect Compare Complete Copy
    Count Create Cut Declare Decode Describe Divide Do Draft Draw Drop End Explain Fill Find
    Fold Forget Gather Get Give Group Have Hold Join Judge Keep Leave Let List Load Lock Look
    Make Mark Measure Move Name Offer Open Order Own Park Pause Place Prepare Print Propose Put Quote
    Raise Rank Read Refuse Remember Remove Replace Run Say Seal Search Send Set Settle Show
    Split Sum Take Tell Translate Treat Try Type Understand Unlock Use Wait Work Write
    """.split()  # noqa: SIM905 - a hundred words in quotes would be no list one reads
)


def public_functions(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef]:
    for one in node.body:
        if isinstance(one, ast.ClassDef) and one.name[0] != "_":
            yield from public_functions(one)
        elif isinstance(one, ast.FunctionDef) and one.name[0] != "_" and not is_property(one):
            yield one


def is_property(function: ast.FunctionDef) -> bool:
    """Tell whether it reads like a field: its docstring names what it is, as a field's would."""
    return any(ast.unparse(by).endswith("property") for by in function.decorator_list)


def without_a_verb(source: ast.Module) -> list[str]:
    docs = {one.name: ast.get_docstring(one) for one in public_functions(source)}
    return [name for name, doc in docs.items() if doc and doc.split()[0].rstrip(".,:;") not in VERBS]


def test_what_a_function_does_is_said_with_a_verb_first() -> None:
    for _room, path in modules():
        assert without_a_verb(parsed(path)) == [], path


def test_a_docstring_without_a_verb_first_is_found() -> None:
    source = ast.parse(
        """
class Talks:
    @property
    def held(self): "The talks that were held."
    def last(self): "The latest talk."
def count(talks): "Counts the talks."
def rank(talks): "Rank talks: the latest first."
"""
    )
    assert without_a_verb(source) == ["last", "count"]


MARKED = {"_", "several", "said_of", "said_elsewhere", "counted_elsewhere"}


def marked_inside_an_f_string(source: ast.Module) -> Iterator[str]:
    for node in walked(source):
        if isinstance(node, ast.JoinedStr):
            yield from (ast.unparse(call) for call in marked(node))


def marked(source: ast.AST) -> Iterator[ast.Call]:
    for node in walked(source):
        if isinstance(node, ast.Call) and as_written(node.func).removeprefix("language.") in MARKED:
            yield node


def test_no_text_that_is_marked_is_put_together_meanwhile() -> None:
    # The tool that finds the texts passes over it, and no catalogue has what it becomes.
    for _room, path in modules():
        for call in marked(parsed(path)):
            made = (ast.JoinedStr, ast.BinOp, ast.Call)
            assert not [ast.unparse(call) for said in call.args[:2] if isinstance(said, made)], path


def test_no_text_is_marked_inside_an_f_string() -> None:
    # Until Python 3.12 an f-string is one word to the tool that finds the texts: it is never translated.
    for _room, path in modules():
        assert list(marked_inside_an_f_string(parsed(path))) == [], path


def test_a_text_marked_inside_an_f_string_is_found_at_any_depth() -> None:
    source = ast.parse(
        """f"{_('agreed on {day}').format(day=day)} {', '.join(several('a', 'b', n) for n in x)}" """
    )
    assert list(marked_inside_an_f_string(source)) == [
        "_('agreed on {day}')",
        "several('a', 'b', n)",
    ]


# Where a sentence of ours is looked up, and so completed; the rows of the table have examples for nobody.
COMPLETED = {"_", "several", "said_of", "said_elsewhere", "Command"}


def test_no_command_is_printed_past_the_one_function_that_writes_them() -> None:
    past = []
    for path in sorted(PACKAGE.rglob("*.py")):
        nodes = walked(parsed(path))
        looked_up = {
            id(inside)
            for call in nodes
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in COMPLETED
            for inside in ast.walk(call)
        }
        docstrings = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
        for one in nodes:
            if id(one) in looked_up or id(one) in docstrings:
                continue
            if isinstance(one, ast.JoinedStr):
                said = ast.unparse(one)
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                said = one.value
            else:
                continue
            if re.search(to_type._A_COMMAND, said) or re.search(
                r"\b(chmod|chown|mkdir|mv|sudo) [-\w{]", said
            ):
                past.append((path.name, said))
    # The version on the manual page, and what the demo shows being typed.
    assert {name for name, _said in past} <= {"man_page.py", "cli.py", "demo.py"}, past
