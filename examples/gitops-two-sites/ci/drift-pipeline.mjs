// Writes a pipeline with a drift job for each site that `comm100 sites --json` has listed: JSON, which is YAML.
import { readFileSync } from "node:fs";

const sites = JSON.parse(readFileSync(process.argv[2], "utf8"));
const jobs = sites.map(({ name, stack, baseUrl }) => [
  `drift ${name}`,
  { extends: ".drift", variables: { SITE: name, STACK: stack ?? name, COMM100_BASE_URL: baseUrl } },
]);
const pipeline = { include: [{ local: "ci/drift.gitlab-ci.yml" }], ...Object.fromEntries(jobs) };
process.stdout.write(`${JSON.stringify(pipeline, null, 2)}\n`);
