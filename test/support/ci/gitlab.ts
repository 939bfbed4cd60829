import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "yaml";
import type { Ended, Runner } from "./shell";

export interface GitLabJob {
  extends?: string;
  script?: string[];
  before_script?: string[];
  variables?: Record<string, string>;
  environment?: string | { name: string; action?: string };
  resource_group?: string;
  needs?: string[];
  rules?: { if: string; when?: string }[];
  parallel?: { matrix: Record<string, string[]>[] };
}

interface Pipeline {
  include?: { local: string }[];
  [job: string]: unknown;
}

/** The jobs of a pipeline, with what they extend and the defaults. */
export function jobsOf(runner: Runner, file: string): Record<string, GitLabJob> {
  const read = (name: string) => parse(runner.read(name)) as Pipeline;
  const own = read(file);
  const included = (own.include ?? []).map(({ local }) => read(local));
  const all = Object.assign({}, ...included, own) as Record<string, GitLabJob | undefined>;
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, job]) => {
      if (name.startsWith(".") || !(job?.script ?? job?.extends)) return [];
      return [[name, { ...all.default, ...(job?.extends && all[job.extends]), ...job }]];
    }),
  );
}

/** Runs the commands of a job in one shell, as a runner does. */
export function runGitLabJob(
  runner: Runner,
  job: GitLabJob,
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const script = [...(job.before_script ?? []), ...(job.script ?? [])].join("\n");
  return runner.run(script, { ...environment, ...job.variables }, ["-e", "-o", "pipefail"]);
}

interface Issue {
  iid: number;
  title: string;
  description: string;
  state: string;
}
interface Note {
  id: number;
  body: string;
}

/** What of GitLab's API the example asks, on this machine. */
export interface FakeGitLab {
  url: string;
  issues: Issue[];
  notes: Note[];
  issueNotes: Note[];
  close(): Promise<void>;
}

export async function startFakeGitLab(token: string): Promise<FakeGitLab> {
  const known = { issues: [] as Issue[], notes: [] as Note[], issueNotes: [] as Note[] };
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.headers["private-token"] !== token) return answer(401, { message: "401 Unauthorized" });
    const result = respond(known, request, await bodyOf(request));
    return answer(result === undefined ? 404 : 200, result ?? { message: "404 Not Found" });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    ...known,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
    close: () => new Promise<void>((done) => void server.close(() => done())),
  };
}

type Known = Pick<FakeGitLab, "issues" | "notes" | "issueNotes">;

function respond(known: Known, { method, url = "" }: IncomingMessage, body: Record<string, string>): unknown {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const path = pathname.replace("/api/v4/projects/7", "");
  const [, list, id, below] = path.split("/");
  if (list === "merge_requests" && id === "5" && below === "notes") {
    const note = known.notes.find((one) => path.endsWith(`/notes/${one.id}`));
    if (method === "GET") return known.notes;
    if (method === "PUT" && note) return Object.assign(note, { body: body.body });
    if (method === "POST") return added(known.notes, { id: known.notes.length + 1, body: body.body ?? "" });
  }
  if (list !== "issues") return undefined;
  const issue = known.issues.find(({ iid }) => iid === Number(id));
  if (method === "GET" && id === undefined) {
    const [state, search] = ["state", "search"].map((name) => searchParams.get(name) ?? "");
    return known.issues.filter((one) => one.title.includes(search ?? "") && one.state === state);
  }
  if (method === "POST" && id === undefined) {
    const { title = "", description = "" } = body;
    return added(known.issues, { iid: known.issues.length + 1, title, description, state: "opened" });
  }
  if (method === "POST" && issue && below === "notes") {
    return added(known.issueNotes, { id: 1, body: body.body ?? "" });
  }
  if (method !== "PUT" || !issue) return undefined;
  if (body.state_event === "close") issue.state = "closed";
  return Object.assign(issue, body.description === undefined ? {} : { description: body.description });
}

function added<Item>(list: Item[], item: Item): Item {
  list.push(item);
  return item;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === "" ? {} : (JSON.parse(text) as Record<string, string>);
}
