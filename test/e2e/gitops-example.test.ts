import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pulumiMissing } from "../engine";
import { type Job, matrixOf, type RanJob, readWorkflow, runJob, type Workflow } from "../support/ci/github";
import { type FakeGitLab, jobsOf, runGitLabJob, startFakeGitLab } from "../support/ci/gitlab";
import { type Ended, openRunner, type Runner } from "../support/ci/shell";
import { credentials, startTestEmulator, type TestEmulator } from "../support/emulator";
import { needs } from "../support/needs";
import { peopleOf } from "../support/random-site";
import { writes } from "../support/site";

const names = ["staging", "production"];
const departments: Readonly<Record<string, string>> = { staging: "Sales", production: "Sales (shop)" };
const token = "obviously-fake-gitlab-token";

const sites = new Map<string, TestEmulator>();
const siteOf = (name: string) => sites.get(name) as TestEmulator;
let runner: Runner;
let gitlab: FakeGitLab;

beforeAll(async () => {
  for (const name of names) {
    const emulator = await startTestEmulator();
    sites.set(name, emulator);
    await emulator.load(peopleOf(7, "aaaaaaaa", { agents: ["ann"], departments: [departments[name] ?? ""] }));
    await emulator.forgetRequests();
  }
  runner = openRunner("gitops-two-sites", {
    "https://api2.comm100.io": siteOf("staging").url,
    "https://api1.comm100.io": siteOf("production").url,
  });
  gitlab = await startFakeGitLab(token);
});
afterAll(async () => {
  await Promise.all([...sites.values()].map((emulator) => emulator.close()));
  await gitlab?.close();
  runner?.dispose();
});

/** The backend is a folder here, in place of an access token. */
const backend = () => ({
  PULUMI_BACKEND_URL: `file://${runner.folder}`,
  PULUMI_CONFIG_PASSPHRASE: "an-obvious-fake",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  // The types are checked by a job of its own.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
});

const given = (needs: Record<string, unknown> = {}) => ({
  context: {
    github: {
      event: { number: 5, pull_request: { head: { repo: { full_name: "us/live-chat" } } } },
      repository: "us/live-chat",
      token: "obviously-fake-github-token",
    },
    needs,
  },
  environment: { ...backend(), GITHUB_REPOSITORY: "us/live-chat" },
  // Only an environment has credentials.
  secrets: (environment: string | undefined) =>
    environment === undefined
      ? {}
      : {
          COMM100_EMAIL: credentials.email,
          COMM100_API_KEY: credentials.apiKey,
          PULUMI_ACCESS_TOKEN: "obviously-fake-pulumi-token",
        },
});

function jobOf({ jobs }: Workflow, name: string): Job {
  const job = jobs[name];
  if (!job) throw new Error(`There is no job ${name}`);
  return job;
}

/** Runs a job for each of its matrix, and each has to succeed. */
async function runAll(job: Job, needs: Record<string, unknown> = {}): Promise<RanJob[]> {
  const ran: RanJob[] = [];
  const now = given(needs);
  for (const matrix of matrixOf(job, now.context))
    ran.push(succeeded(await runJob(runner, job, now, matrix)));
  return ran;
}

function succeeded<Result extends Ended>(ended: Result): Result {
  if (ended.code !== 0) throw new Error(ended.output);
  expect(ended.output).not.toMatch(/emulator-api-key|obviously-fake/);
  return ended;
}

const changes = async () =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, writes(await siteOf(name).requests())] as const)),
  );

const nothing = { staging: [], production: [] };

/** As somebody would do it in the control panel. */
async function changeColour(colour: string): Promise<void> {
  const { call } = siteOf("production");
  const [campaign] = await call<{ id: string }[]>("GET", "/campaigns");
  const path = `/campaigns/${campaign?.id}/chatButton`;
  await call("PUT", path, { ...(await call<object>("GET", path)), adaptiveButtonColor: colour });
  await siteOf("production").forgetRequests();
}

describe("examples/gitops-two-sites", () => {
  it("has workflows with no more rights than they need, actions by commit, and one run at a time for a site", () => {
    const all = ["pull-request", "deploy", "drift"].map((name) => readWorkflow(runner, name));
    for (const { permissions, jobs } of all) {
      expect(permissions).toEqual({ contents: "read" });
      for (const { steps, permissions: own = {} } of Object.values(jobs)) {
        const { contents = "read", ...others } = own;
        expect(contents).toBe("read");
        expect(Object.keys(others).every((name) => ["pull-requests", "issues"].includes(name))).toBe(true);
        for (const { uses } of steps) if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      }
    }
    const [pullRequest, deploy, drift] = all as [Workflow, Workflow, Workflow];
    for (const name of names) {
      const { concurrency, environment } = jobOf(deploy, name);
      expect({ concurrency, environment }).toEqual({
        concurrency: { group: `site-${name}`, "cancel-in-progress": false },
        environment: name,
      });
    }
    expect(jobOf(deploy, "production").needs).toBe("staging");
    const read = `$\{{ matrix.site.name }}-read`;
    expect([jobOf(pullRequest, "preview").environment, jobOf(drift, "drift").environment]).toEqual([
      read,
      read,
    ]);
    const texts = ["pull-request", "drift"].map((name) => runner.read(`.github/workflows/${name}.yml`));
    for (const text of texts) expect(text).not.toMatch(/pulumi (up|destroy|import|refresh)|promote/);
  });

  it("checks a pull request without a secret, and finds what is wrong with the document", async () => {
    const validate = jobOf(readWorkflow(runner, "pull-request"), "validate");
    const [{ outputs }] = (await runAll(validate)) as [RanJob];
    expect((JSON.parse(outputs.sites ?? "") as { name: string }[]).map(({ name }) => name)).toEqual(names);
    const right = runner.read("site.yaml");
    runner.put("site.yaml", right.replace("{hooks}/", "{hoks}/"));
    const steps = validate.steps.filter(({ run = "" }) => run.includes("validate"));
    const wrong = await runJob(runner, { ...validate, steps }, given());
    runner.put("site.yaml", right);
    expect(wrong.code).toBe(1);
    expect(wrong.output).toContain("{hoks} stands for a value that the overlay doesn't have. Did you mean");
    const jobs = jobsOf(runner, ".gitlab-ci.yml");
    const commands = validate.steps.flatMap(({ run = "npm" }) => (/npm|sites/.test(run) ? [] : run));
    expect(jobs.validate?.script).toEqual(commands);
    expect(await changes()).toEqual(nothing);
  });

  it("GitHub: comments previews, deploys to both sites, and keeps one issue about drift", {
    ...needs(pulumiMissing()),
    timeout: 600_000,
  }, async () => {
    for (const name of names) {
      succeeded(await runner.run(`pulumi stack init ${name} --non-interactive`, backend()));
    }
    const pullRequest = readWorkflow(runner, "pull-request");
    const listed = await runAll(jobOf(readWorkflow(runner, "drift"), "sites"));
    const needs = { validate: listed[0], sites: listed[0] };
    const previews = await runAll(jobOf(pullRequest, "preview"), needs);
    expect(previews.map(({ environment }) => environment)).toEqual(["staging-read", "production-read"]);
    const [first, second] = runner.github().comments;
    expect(first?.body).toMatch(
      /^<!-- Preview of staging -->\n## Preview of stack staging: 7 changes\n[\s\S]*`targetUrl: "https:\/\/hooks\.staging\.example\.com/,
    );
    expect(second?.body).toMatch(/^<!-- Preview of production -->\n[\s\S]*#B3261E/);
    expect(previews[1]?.summary).toContain("#B3261E");
    expect(await changes()).toEqual(nothing);

    const deploy = readWorkflow(runner, "deploy");
    await runAll(jobOf(deploy, "staging"));
    expect((await changes()).production).toEqual([]);
    await runAll(jobOf(deploy, "production"), { staging: {} });
    const [hook] = await siteOf("production").call<object[]>("GET", "/webhooks");
    expect(hook).toMatchObject({ targetUrl: "https://hooks.example.com/comm100/chat-ended" });
    const [campaign] = await siteOf("production").call<{ id: string }[]>("GET", "/campaigns");
    const button = await siteOf("production").call("GET", `/campaigns/${campaign?.id}/chatButton`);
    expect(button).toMatchObject({ adaptiveButtonColor: "#B3261E" });

    // A second push to the pull request changes the comment that is there.
    const preview = jobOf(pullRequest, "preview");
    const steps = preview.steps.filter(({ name }) => name?.startsWith("Comment"));
    const [, production] = matrixOf(preview, given(needs).context);
    runner.put("comment.md", "<!-- Preview of production -->\n\nAnother one");
    succeeded(await runJob(runner, { ...preview, steps }, given(needs), production));
    expect(runner.github().writes).toEqual(["comment", "comment", "edit comment"]);
    expect(runner.github().comments[1]?.body).toBe("<!-- Preview of production -->\n\nAnother one");

    for (const name of names) await siteOf(name).forgetRequests();
    const drift = jobOf(readWorkflow(runner, "drift"), "drift");
    const matrix = matrixOf(drift, given(needs).context);
    const compare = (index: number, job = drift) => runJob(runner, job, given(needs), matrix[index]);
    const clean = succeeded(await compare(0));
    expect([clean.environment, clean.concurrency]).toEqual(["staging-read", "site-staging"]);
    expect(clean.summary).toContain("no differences");
    expect(runner.github().issues).toEqual([]);
    await changeColour("#00FF00");
    const drifted = succeeded(await compare(1));
    expect(drifted.summary).toContain("#00FF00");
    const [issue] = runner.github().issues;
    expect(issue).toMatchObject({ title: "Live chat: production is not what was deployed", state: "open" });
    expect(issue?.body).toBe(drifted.summary);
    expect(issue?.body).toContain("pulumi up --refresh --stack production puts the site right");
    const again = drift.steps.map((step) =>
      step.id === "drift"
        ? { ...step, run: 'echo "code=2" >> "$GITHUB_OUTPUT"; echo Again > drift.md' }
        : step,
    );
    succeeded(await compare(1, { ...drift, steps: again }));
    expect(runner.github().issues.map(({ body }) => body)).toEqual(["Again\n"]);
    // What a reviewer sees before it is put back, and what puts it back: the deployment, run again.
    const [, previewed] = await runAll(jobOf(pullRequest, "preview"), needs);
    expect(previewed?.output).toMatch(/#00FF00[\s\S]*#B3261E/);
    await runAll(jobOf(deploy, "production"), { staging: {} });
    expect((await changes()).production?.map((write) => write.split(" ")[0])).toEqual(["PUT"]);
    await siteOf("production").forgetRequests();
    succeeded(await compare(1));
    expect(runner.github().issues.map(({ state }) => state)).toEqual(["closed"]);
    const written = runner.github().writes.slice(3);
    expect(written.filter((write) => write.endsWith("issue"))).toEqual([
      "create issue",
      "edit issue",
      "close issue",
    ]);
    expect(await changes()).toEqual(nothing);
    // What can't be compared is no drift, and no reason to touch an issue.
    const missing = { site: { ...(matrix[1]?.site as object), stack: "nothing" } };
    const broken = await runJob(runner, drift, given(needs), missing);
    expect([broken.code, runner.github().writes.slice(3)]).toEqual([1, written]);
  });

  it("GitLab: does the same with its jobs, one for each site", {
    ...needs(pulumiMissing()),
    timeout: 600_000,
  }, async () => {
    const jobs = jobsOf(runner, ".gitlab-ci.yml");
    const job = (name: string, all = jobs) => {
      const found = all[name];
      if (!found) throw new Error(`There is no job ${name}`);
      return found;
    };
    const variables = {
      ...backend(),
      COMM100_EMAIL: credentials.email,
      COMM100_API_KEY: credentials.apiKey,
      GITLAB_TOKEN: token,
      CI_API_V4_URL: gitlab.url,
      CI_PROJECT_ID: "7",
      CI_MERGE_REQUEST_IID: "5",
    };
    expect(job("preview").parallel?.matrix).toEqual([{ SITE: names }]);
    succeeded(await runGitLabJob(runner, job("preview"), { ...variables, SITE: "staging" }));
    succeeded(await runner.run("node ci/gitlab.mjs comment comment.md", variables));
    expect(gitlab.notes).toEqual([{ id: 1, body: runner.read("comment.md") }]);

    expect(names.map((name) => job(name).resource_group)).toEqual(["site-staging", "site-production"]);
    expect(job("production")).toMatchObject({ needs: ["staging"], rules: [{ when: "manual" }] });
    const deployed = jobOf(readWorkflow(runner, "deploy"), "production").steps.flatMap(
      ({ run }) => run ?? [],
    );
    expect(job("production").script).toEqual(deployed.filter((command) => command !== "npm ci"));
    for (const name of names) await siteOf(name).forgetRequests();

    succeeded(await runGitLabJob(runner, job("sites"), {}));
    const child = jobsOf(runner, "drift-pipeline.yml");
    expect(Object.keys(child)).toEqual(names.map((name) => `drift ${name}`));
    await changeColour("#00FF00");
    succeeded(await runGitLabJob(runner, job("drift production", child), variables));
    await changeColour("#B3261E");
    const [issue] = gitlab.issues;
    expect(issue?.title).toBe("Live chat: production is not what was deployed");
    expect(issue?.description).toContain("#00FF00");
    runner.put("other.md", "Something else.");
    succeeded(await runner.run(`node ci/gitlab.mjs issue "${issue?.title}" other.md`, variables));
    expect(gitlab.issues.map(({ description }) => description)).toEqual(["Something else."]);
    succeeded(await runGitLabJob(runner, job("drift production", child), variables));
    expect(gitlab.issues.map(({ state }) => state)).toEqual(["closed"]);
    expect(await changes()).toEqual(nothing);
  });
});
