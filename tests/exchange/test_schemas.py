"""The schemas under docs/ are those of the program, and what it writes is what they describe."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from peermentor.commands.table import Command, commands
from peermentor.exchange.outgoing.exports import find_export
from peermentor.exchange.outgoing.leaving import Leaving
from tests.cli.examples import ready, words
from tests.conftest import Desk
from tests.exchange import canary

TOP = Path(__file__).parent.parent.parent


def schema(name: str) -> Any:
    return json.loads((TOP / "docs" / name).read_text("utf-8"))


def test_the_schemas_are_in_step() -> None:
    done = subprocess.run([sys.executable, TOP / "scripts" / "schemas.py", "--check"], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("sharing", [False, True])
def test_an_export_is_what_its_schema_says(sharing: bool) -> None:
    said = json.loads(
        find_export("json").write(Leaving(canary.records("\n\x1b"), canary.MOMENT, sharing=sharing))
    )
    kind = jsonschema.validators.validator_for(schema("journal.schema.json"))
    kind.check_schema(schema("journal.schema.json"))
    jsonschema.validate(said, schema("journal.schema.json"))
    said["promises"][0]["due"] = 5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, schema("journal.schema.json"))


@pytest.fixture(scope="module")
def answers() -> Any:
    said = schema("answers.schema.json")
    kind = jsonschema.validators.validator_for(said)
    kind.check_schema(said)
    return kind(said)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in commands().values()])
def test_every_example_is_answered_as_the_schema_says(
    desk: Desk, row: Command, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(desk.path.parent))
    monkeypatch.setattr("tempfile.tempdir", str(desk.path.parent))
    ready(desk, row)
    said = desk.type("--json", *words(row)).json
    answers.validate(said)
    assert f'"const": "{row.name}"' in json.dumps(answers.schema["allOf"]), "not in scripts/answers.py"
    assert not answers.is_valid(said | {"data": "a text"}) or not said["ok"]


@pytest.mark.parametrize("line", ["mentor nobody", "later", "today", "show m1", "config", "goals"])
def test_other_answers_and_refusals_are_what_the_schema_says(desk: Desk, line: str, answers: Any) -> None:
    answers.validate(ready(desk).type("--json", *line.split()).json)
