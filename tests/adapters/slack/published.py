"""Slack's own published types as a validator: @slack/types, with the limits its comments state in prose."""

import json
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

PACKAGES = ("@slack/types@3.2.0", "ts-json-schema-generator@2.4.0", "typescript@5.9.3")
ENTRY = """
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
export interface Message { text: string; blocks: KnownBlock[]; }
export type Modal = ModalView;
export type Home = HomeView;
"""
CONFIG = {
    "compilerOptions": {"module": "nodenext", "moduleResolution": "nodenext", "strict": True, "skipLibCheck": True},
    "files": ["entry.ts"],
}
_NUMBER = r"([\d,]*\d)"
_LENGTH = re.compile(rf"max(?:imum)?\s+length[^.]{{0,60}}?\s{_NUMBER}\s+characters", re.IGNORECASE)
_COUNT = re.compile(
    rf"max(?:imum)?(?:\s+number)?(?:\s+of\s+\w+)?(?:\s+is|\s+of)\s+{_NUMBER}(?:\s+(?:blocks|elements|options|items))?",
    re.IGNORECASE,
)


@cache
def schema() -> dict[str, Any]:
    """The types as JSON Schema, kept between runs. Skips the test where npm cannot provide them."""
    kept = Path(tempfile.gettempdir()) / "parley-slack-types-3.2.0.json"
    if not kept.exists():
        kept.write_text(_generated(), encoding="utf-8")
    made: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    for definition in made["definitions"].values():
        for each in definition.get("properties", {}).values():
            _limit(each)
    return made


def faults(payload: object, kind: str) -> str:
    """What Slack's types find wrong with a ``Message``, ``Modal`` or ``Home``; empty when nothing."""
    validator = Draft7Validator(schema() | {"$ref": f"#/definitions/{kind}"})
    worst = best_match(validator.iter_errors(payload))
    return "" if worst is None else f"{worst.json_path}: {worst.message[:300]}"


def _generated() -> str:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "entry.ts").write_text(ENTRY, encoding="utf-8")
        Path(folder, "tsconfig.json").write_text(json.dumps(CONFIG), encoding="utf-8")
        Path(folder, "package.json").write_text("{}", encoding="utf-8")
        install = [npm, "install", "--no-audit", "--no-fund", *PACKAGES]
        if subprocess.run(install, cwd=folder, capture_output=True, timeout=180, check=False).returncode:
            pytest.skip("npm cannot reach its registry")
        generator = str(Path(folder, "node_modules/.bin/ts-json-schema-generator"))
        command = [generator, "--path", "entry.ts", "--tsconfig", "tsconfig.json", "--type", "*"]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=180, check=True, text=True)
        return str(done.stdout)


def _limit(each: dict[str, Any]) -> None:
    """Read the limit out of a property's comment, and hold the property to it."""
    prose = " ".join(str(each.get("description", "")).split())
    if each.get("type") == "array":
        if found := _COUNT.search(prose):
            each["maxItems"] = _value(found)
    elif found := _LENGTH.search(prose):
        if each.get("type") == "string":
            each["maxLength"] = _value(found)
        elif "$ref" in each:
            text = {"properties": {"text": {"maxLength": _value(found)}}}
            each["allOf"] = [{"$ref": each.pop("$ref")}, text]


def _value(found: re.Match[str]) -> int:
    return int(found[1].replace(",", ""))
