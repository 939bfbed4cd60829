import type { Command } from "../commands/command";
import type { Deed, Endpoint, Method } from "../endpoints/endpoint";
import type { ObjectRules } from "../rules";
import { neededFor, type Permitted } from "../wire/permissions";
import { failures, jsonOf, listOf, reference, type Schema } from "./building-blocks";
import { queryOf } from "./query";
import { objectSchema } from "./schemas";

export function operationOf(rules: ObjectRules, { deed = "get", method }: Endpoint): Schema {
  const { words, status = "200", answer, body } = deeds[deed](rules);
  return {
    summary: `${rules.name}: ${words}`,
    tags: [rules.name],
    ...permissionsOf(rules, method),
    query: queryOf(rules, deed),
    ...(body && { requestBody: { required: true, ...jsonOf(body) } }),
    responses: { [status]: { description: words, ...(answer && jsonOf(answer)) }, ...failures },
  };
}

/** What a deed says of itself, and the schemas of its answer and its body. */
interface Described {
  words: string;
  status?: string;
  answer?: Schema;
  body?: Schema;
}

const deeds: Readonly<Record<Deed, (rules: ObjectRules) => Described>> = {
  list: (rules) => ({ words: "All of them.", answer: listSchema(rules) }),
  view: ({ name }) => ({ words: "Those that belong to it.", answer: listOf(reference(name)) }),
  get: ({ name }) => ({ words: "One.", answer: reference(name) }),
  create: ({ name }) => ({
    words: "Makes one.",
    status: "201",
    answer: reference(name),
    body: reference(name),
  }),
  update: ({ name }) => ({ words: "Replaces it.", answer: reference(name), body: reference(name) }),
  delete: () => ({ words: "Deletes it.", status: "204" }),
  deleteBatch: () => ({
    words: "Deletes several, by id.",
    status: "204",
    body: listOf({ type: "string" }),
  }),
};

export function commandOperation(command: Command, schemas: Map<string, Schema>): Schema {
  const { name, method, answers, body, isListSent } = command;
  const sent = body && objectSchema(body, schemas);
  return {
    summary: name,
    tags: ["commands"],
    ...permissionsOf(command, method),
    ...(sent && { requestBody: { required: true, ...jsonOf(isListSent ? listOf(sent) : sent) } }),
    responses: { "200": { description: "Done.", ...jsonOf(reference(answers.typeName)) }, ...failures },
  };
}

function permissionsOf(rules: Permitted, method: Method): Schema {
  const needed = neededFor(method, rules);
  return needed ? { description: `Needs the permission ${needed.join(" or ")}.` } : {};
}

function listSchema({ name, listing }: ObjectRules): Schema {
  const items = listOf(reference(name));
  if (!listing?.pages) return items;
  const { pages } = listing;
  const address: Schema = { type: "string" };
  return {
    type: "object",
    properties: {
      [pages.total]: { type: "integer" },
      previousPage: address,
      nextPage: address,
      [pages.items]: items,
    },
    required: [pages.total, pages.items],
  };
}
