// Reads manifests from standard input; writes what Microsoft's own schema package finds wrong with each.
const fs = require("fs");
const path = require("path");
const { AppManifestUtils } = require("@microsoft/app-manifest");

async function main() {
  const root = path.dirname(require.resolve("@microsoft/app-manifest"));
  const found = [];
  for (const manifest of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const file = `${root}/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`;
    const schema = JSON.parse(fs.readFileSync(file, "utf8"));
    found.push(await AppManifestUtils.validateAgainstSchema(manifest, schema));
  }
  process.stdout.write(JSON.stringify(found));
}

main();
