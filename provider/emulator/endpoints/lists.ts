import type { ObjectRules, StoredObject } from "../rules";
import { isSameWord } from "../rules/letter-case";
import { memberPlace } from "../site/places";
import { json } from "../wire/answers";
import { type Endpoint, type Site, shown } from "./endpoint";
import { filtered } from "./filters";
import { page } from "./pages";
import { parametersOf, placeOf, requireOwner } from "./places";

/** The members of a collection: filtered, and page by page where the API has pages. */
export const listEndpoint = (rules: ObjectRules, { store }: Site, path: string): Endpoint => ({
  deed: "list",
  method: "GET",
  path,
  answer(context) {
    requireOwner(path, store, context);
    const collection = placeOf(path, context);
    const members = filtered(rules, store.members(collection), store, context);
    const show = (member: StoredObject) =>
      shown(rules, store, context, memberPlace(collection, member.id), member);
    const pages = rules.listing?.pages;
    return pages ? page(pages, context, members, show) : json(context, members.map(show));
  },
});

/** The members that belong to what the path is below. */
export const viewEndpoint = (
  rules: ObjectRules,
  { store }: Site,
  { path, field }: { path: string; field: string },
): Endpoint => ({
  deed: "view",
  method: "GET",
  path,
  answer(context) {
    requireOwner(path, store, context);
    const [owner] = Object.values(parametersOf(context));
    const members = store.members(rules.path).filter((member) => isSameWord(member[field], owner));
    return json(
      context,
      members.map((member) => shown(rules, store, context, memberPlace(rules.path, member.id), member)),
    );
  },
});
