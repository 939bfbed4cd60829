import type { Deed } from "../endpoints/endpoint";
import type { ObjectRules } from "../rules";
import { listOf, type Schema } from "./building-blocks";
import { capitalised, groupOf, oneOf, placeName, wordsOf } from "./names";
import type { Schemas } from "./schemas";

/** What a deed says of itself, and the schemas of its answer and its body. */
interface Described {
  operationId: string;
  summary: string;
  description: string;
  status?: string;
  headers?: Schema;
  answer?: Schema;
  body?: Schema;
}

export const deeds: Readonly<
  Record<Deed, (rules: ObjectRules, schemas: Schemas, path: string) => Described>
> = {
  list: (rules, schemas, path) => ({
    operationId: idOf(rules, "list", path),
    summary: `List ${wordsOf(groupOf(rules))}${placeWords(rules, path)}`,
    description: rules.listing?.pages ? "Page by page." : "All of them at once.",
    answer: listSchema(rules, schemas),
  }),
  view: (rules, schemas, path) => ({
    operationId: `${ownerIn(path)}.list${capitalised(groupOf(rules))}`,
    summary: `List the ${wordsOf(groupOf(rules))} of one of the ${wordsOf(ownerIn(path))}`,
    description: "All of them at once.",
    answer: listOf(schemas.answered(rules.name)),
  }),
  get: (rules, schemas) => ({
    operationId: `${groupOf(rules)}.get`,
    summary: `Get ${oneWords(rules)}`,
    description: rules.description,
    answer: schemas.answered(rules.name),
  }),
  create: (rules, schemas, path) => ({
    operationId: idOf(rules, "create", path),
    summary: `Create ${oneWords(rules)}${placeWords(rules, path)}`,
    description: "The answer has its id. What the body leaves out has its default.",
    status: "201",
    headers: { Location: { description: "Its address.", schema: { type: "string" } } },
    answer: schemas.answered(rules.name),
    body: schemas.sent(rules.name),
  }),
  update: (rules, schemas) => ({
    operationId: `${groupOf(rules)}.update`,
    summary: `Replace ${oneWords(rules)}`,
    description: "What the body leaves out is put back to its default.",
    answer: schemas.answered(rules.name),
    body: schemas.sent(rules.name),
  }),
  delete: (rules) => ({
    operationId: `${groupOf(rules)}.delete`,
    summary: `Delete ${oneWords(rules)}`,
    description: "With all that is below it.",
    status: "204",
  }),
  deleteBatch: (rules) => ({
    operationId: `${groupOf(rules)}.deleteMany`,
    summary: `Delete several ${wordsOf(groupOf(rules))}`,
    description: "Those of the ids in the body. If there is one that isn't there, none is deleted.",
    status: "204",
    body: listOf({ type: "string" }),
  }),
};

const oneWords = ({ kind, name }: ObjectRules) =>
  kind === "singleton" ? `the ${wordsOf(name)}` : oneOf(name);

/** Of several collections of the same objects each has its own operation. */
const idOf = (rules: ObjectRules, deed: string, path: string) =>
  [groupOf(rules), deed, ...(rules.otherCollections ? [placeName(path)] : [])].join(".");

const placeWords = ({ otherCollections }: ObjectRules, path: string) =>
  otherCollections ? ` of ${wordsOf(placeName(path))}` : "";

/** What a path is below: `sessions` of `/livechat/sessions/:sessionId/chats`. */
const ownerIn = (path: string) => path.match(/(\w+)\/:\w+\/\w+$/)?.[1] ?? "";

function listSchema({ name, listing }: ObjectRules, schemas: Schemas): Schema {
  const items = listOf(schemas.answered(name));
  if (!listing?.pages) return items;
  return schemas.named(`${name}Page`, listing.pages, (pages) => {
    const address: Schema = { type: "string", description: "Empty where there is none." };
    return {
      type: "object",
      properties: {
        [pages.total]: { type: "integer" },
        previousPage: address,
        nextPage: address,
        [pages.items]: items,
      },
      required: [pages.total, "previousPage", "nextPage", pages.items],
    };
  });
}
