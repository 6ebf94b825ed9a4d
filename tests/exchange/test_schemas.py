"""The schemas under docs/ are those of the program, and what it writes is what they describe."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from peermentor.exchange.exports import find_export
from peermentor.exchange.leaving import Leaving
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
