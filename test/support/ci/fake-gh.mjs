#!/usr/bin/env node
// A fake of GitHub's command line: the comments and issues are in a file, and whatever isn't in use here is refused.
import { readFileSync, writeFileSync } from "node:fs";

const file = process.env.FAKE_GITHUB;
const known = JSON.parse(readFileSync(file, "utf8"));
const args = process.argv.slice(2);
const option = (name) => {
  const index = args.indexOf(`--${name}`);
  return index === -1 ? undefined : args[index + 1];
};
const need = (condition, why) => {
  if (condition) return;
  console.error(`gh ${args.join(" ")}: ${why}`);
  process.exit(1);
};
need(process.env.GH_TOKEN, "GH_TOKEN is missing");

const text = () => {
  const name = option("body-file") ?? option("field")?.replace(/^body=@/, "");
  need(name, "no body");
  return readFileSync(name, "utf8");
};
const change = (what) => {
  known.writes.push(what);
  writeFileSync(file, JSON.stringify(known));
};
const quoted = () => JSON.parse(/"(?:[^"\\]|\\.)*"/.exec(option("jq"))[0]);
const issue = () => known.issues.find(({ number }) => number === Number(args[2]));

const [command, sub] = args;
if (command === "api" && option("method") === "PATCH") {
  const comment = known.comments.find(({ id }) => args.some((arg) => arg.endsWith(`/issues/comments/${id}`)));
  need(comment, "no such comment");
  comment.body = text();
  change("edit comment");
} else if (command === "api") {
  need(
    args.some((arg) => /^repos\/.+\/issues\/\d+\/comments$/.test(arg)),
    "not known here",
  );
  for (const { id } of known.comments.filter(({ body }) => body.startsWith(quoted()))) console.log(id);
} else if (command === "pr" && sub === "comment") {
  known.comments.push({ id: 100 + known.comments.length, body: text() });
  change("comment");
} else if (command === "issue" && sub === "list") {
  need(option("state") === "open", "only open ones");
  for (const one of known.issues.filter(({ title, state }) => title === quoted() && state === "open")) {
    console.log(one.number);
  }
} else if (command === "issue" && sub === "create") {
  known.issues.push({ number: 1 + known.issues.length, title: option("title"), body: text(), state: "open" });
  change("create issue");
} else if (command === "issue" && sub === "edit") {
  need(issue(), "no such issue");
  issue().body = text();
  change("edit issue");
} else if (command === "issue" && sub === "close") {
  need(issue()?.state === "open", "no such open issue");
  issue().state = "closed";
  change("close issue");
} else {
  need(false, "not known here");
}
