// Keeps one comment of a merge request, or one issue, up to date. GITLAB_TOKEN: an access token of the project with
// the scope api and the role Reporter; the other variables are GitLab's own.
//
//   node ci/gitlab.mjs comment FILE        the file's first line tells the comment from others
//   node ci/gitlab.mjs issue TITLE FILE    opens it, or replaces its text
//   node ci/gitlab.mjs close TITLE TEXT    closes it with a comment, if it is open
import { readFileSync } from "node:fs";

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, GITLAB_TOKEN } = process.env;
const project = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}`;

async function call(method, path, body) {
  const answer = await fetch(`${project}${path}`, {
    method,
    headers: { "private-token": GITLAB_TOKEN ?? "", "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function find(path, matches) {
  for (let page = "1"; page; ) {
    const answer = await call("GET", `${path}${path.includes("?") ? "&" : "?"}per_page=100&page=${page}`);
    const found = (await answer.json()).find(matches);
    if (found) return found;
    page = answer.headers.get("x-next-page");
  }
  return undefined;
}

const openIssue = (title) =>
  find(`/issues?state=opened&in=title&search=${encodeURIComponent(title)}`, (one) => one.title === title);

const commands = {
  async comment(file) {
    const body = readFileSync(file, "utf8");
    const [mark] = body.split("\n", 1);
    const notes = `/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;
    const mine = await find(notes, (note) => note.body.split("\n", 1)[0] === mark);
    if (mine) await call("PUT", `${notes}/${mine.id}`, { body });
    else await call("POST", notes, { body });
  },
  async issue(title, file) {
    const description = readFileSync(file, "utf8");
    const issue = await openIssue(title);
    if (issue) await call("PUT", `/issues/${issue.iid}`, { description });
    else await call("POST", "/issues", { title, description });
  },
  async close(title, text) {
    const issue = await openIssue(title);
    if (!issue) return;
    await call("POST", `/issues/${issue.iid}/notes`, { body: text });
    await call("PUT", `/issues/${issue.iid}`, { state_event: "close" });
  },
};

const [command, ...args] = process.argv.slice(2);
await commands[command](...args);
