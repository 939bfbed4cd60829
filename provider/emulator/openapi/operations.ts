import type { Command } from "../commands/command";
import type { Endpoint, Method } from "../endpoints/endpoint";
import type { ObjectRules } from "../rules";
import { neededFor, type Permitted } from "../wire/permissions";
import { bodyFailures, failures, jsonOf, listOf, type Schema } from "./building-blocks";
import { deeds } from "./deeds";
import { groupIn } from "./names";
import { queryOf } from "./query";
import type { Schemas } from "./schemas";

export function operationOf(rules: ObjectRules, endpoint: Endpoint, schemas: Schemas): Schema {
  const { deed = "get", method } = endpoint;
  const {
    operationId,
    summary,
    description,
    status = "200",
    headers,
    answer,
    body,
  } = deeds[deed](rules, schemas, endpoint.path);
  return {
    operationId,
    summary,
    description: sentences(description, permissionWords(rules, method)),
    tags: [groupIn(operationId)],
    parameters: queryOf(rules, deed, schemas),
    ...(body && { requestBody: { required: true, ...jsonOf(body) } }),
    responses: {
      [status]: { description: summary, ...(headers && { headers }), ...(answer && jsonOf(answer)) },
      ...failures,
      ...(body && bodyFailures),
    },
  };
}

export function commandOperation(command: Command, schemas: Schemas): Schema {
  const { operationId, summary, description, method, answers, body, isListSent } = command;
  const sent = body && schemas.sent(body.typeName, body.fields);
  return {
    operationId,
    summary,
    description: sentences(description, permissionWords(command, method)),
    tags: [groupIn(operationId)],
    ...(sent && { requestBody: { required: true, ...jsonOf(isListSent ? listOf(sent) : sent) } }),
    responses: {
      "200": { description: summary, ...jsonOf(schemas.answered(answers.typeName, answers.fields)) },
      ...failures,
      ...(sent && bodyFailures),
    },
  };
}

function permissionWords(rules: Permitted, method: Method): string {
  const needed = neededFor(method, rules);
  return needed ? `Needs the permission ${needed.join(" or ")}.` : "";
}

const sentences = (...words: string[]) => words.filter(Boolean).join(" ");
