// A provider of "things": a folder takes the place of the service. `objects.json` holds the things by id, and
// `calls.jsonl` gets a line for every call. What a thing is made of tells how the provider treats it.
const { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = process.env.SAMPLE_FOLDER;
let account;

exports.configure = async (request) => {
  account = request.config.get("sample:account");
  tell("configure", { account, token: request.config.get("sample:token") });
};

exports.check = async (olds, news) => {
  tell("check", { name: news.name, olds, news });
  const failures = (news.problems ?? []).map((property) => ({ property, reason: "is not good" }));
  return { inputs: news, failures };
};

exports.diff = async (id, olds, news) => {
  tell("diff", { name: news.name, id, olds, news });
  const replaces = ["kind", "of"].filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]));
  const changes = news.changes === "some" ? true : news.changes === "none" ? false : undefined;
  return { changes, replaces, deleteBeforeReplace: news.kind === "unique" || news.kind === "single" };
};

exports.create = async (inputs) => {
  await begin("create", inputs);
  if (inputs.failCreate) throw new Error(`no create of ${inputs.name}`);
  const id = freshId(inputs.name);
  put(id, inputs);
  tell("created", { name: inputs.name });
  failInPart(id, inputs);
  return { id, outs: outputs(id, inputs) };
};

exports.update = async (id, _olds, news) => {
  await begin("update", news);
  if (news.failUpdate) throw new Error(`no update of ${news.name}`);
  put(id, news);
  failInPart(id, news);
  return { outs: outputs(id, news) };
};

exports.read = async (id, props) => {
  tell("read", { id, account, props });
  const object = objects()[id];
  if (!object) return {};
  if (object.failRead) throw new Error(`no read of ${id}`);
  const inputs = { ...object, __provider: props.__provider };
  return { id, props: outputs(id, inputs), inputs };
};

exports.delete = async (id, props) => {
  await begin("delete", props);
  if (props.failDelete) throw new Error(`no delete of ${id}`);
  const { [id]: _, ...rest } = objects();
  save(rest);
};

async function begin(method, inputs) {
  tell(method, { name: inputs.name });
  if (inputs.takes) await new Promise((resolve) => setTimeout(resolve, inputs.takes));
}

function failInPart(id, inputs) {
  if (!inputs.failInPart) return;
  throw Object.assign(new Error("in part"), {
    id,
    properties: outputs(id, inputs),
    reasons: [inputs.failInPart],
  });
}

const outputs = (id, inputs) => ({
  ...inputs,
  size: JSON.stringify(inputs).length,
  made: `made-for-${id}`,
  account: account ?? "",
});
const objects = () => JSON.parse(readFileSync(join(folder, "objects.json"), "utf8"));
// Through another file, as another provider's process may be reading.
function save(all) {
  const file = join(folder, `objects-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(all));
  renameSync(file, join(folder, "objects.json"));
}
// Ids are `<name>-1`, then `<name>-2` for the one that replaces it.
const lastNumbers = join(folder, "numbers.json");
function freshId(name) {
  const numbers = existsSync(lastNumbers) ? JSON.parse(readFileSync(lastNumbers, "utf8")) : {};
  numbers[name] = (numbers[name] ?? 0) + 1;
  writeFileSync(lastNumbers, JSON.stringify(numbers));
  return `${name}-${numbers[name]}`;
}

const put = (id, { __provider, ...object }) => save({ ...objects(), [id]: object });

function tell(method, more) {
  appendFileSync(join(folder, "calls.jsonl"), `${JSON.stringify({ method, ...more })}\n`);
}
