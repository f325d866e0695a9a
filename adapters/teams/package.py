"""``python -m adapters.teams.package``: the zip an administrator uploads to Teams."""

import json
import re
import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

import click

HERE = Path(__file__).parents[2] / "manifest" / "teams"
ICONS = ("color.png", "outline.png")
MANIFEST = "manifest.json"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, so that the same input makes the same file."""


def manifest(app_id: str, website: str = "", developer: str = "") -> dict[str, Any]:
    """The manifest for one app registration. Raises ``ValueError`` for an id or address Teams would not take."""
    try:
        own = str(uuid.UUID(app_id))
    except ValueError:
        raise ValueError("the app id is not a GUID such as Azure shows as Application (client) ID") from None
    if not uuid.UUID(app_id).int:
        raise ValueError("the app id is not set; give --app-id or MICROSOFT_APP_ID")
    made: dict[str, Any] = json.loads((HERE / MANIFEST).read_text("utf-8"))
    made["id"] = made["webApplicationInfo"]["id"] = made["bots"][0]["botId"] = own
    if website:
        if not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", website):
            raise ValueError("the website must be an https address")
        site = website.rstrip("/")
        made["developer"] |= {"websiteUrl": site, "privacyUrl": f"{site}/privacy", "termsOfUseUrl": f"{site}/terms"}
    if developer:
        made["developer"]["name"] = developer
    return made


def write(target: Path, made: dict[str, Any]) -> None:
    """The zip: the manifest and its two icons, nothing else."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, MANIFEST, json.dumps(made, indent=2, ensure_ascii=False).encode())
        for icon in ICONS:
            _put(package, icon, (HERE / icon).read_bytes())


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


@click.command()
@click.option("--app-id", envvar="MICROSOFT_APP_ID", default="", help="The Application (client) ID of the bot.")
@click.option("--website", default="", help="An https address of your firm; /privacy and /terms are taken below it.")
@click.option("--developer", default="", help="Your firm's name, as Teams shows it beside the app.")
@click.option("--out", default="parley-teams.zip", type=click.Path(dir_okay=False, path_type=Path))
def main(app_id: str, website: str, developer: str, out: Path) -> None:
    """Build the package that an administrator uploads."""
    try:
        write(out, manifest(app_id, website, developer))
    except ValueError as error:
        click.echo(f"parley: {error}", err=True)
        sys.exit(2)
    click.echo(f"{out}: upload it in the Teams admin center under Manage apps.")


if __name__ == "__main__":
    main()
