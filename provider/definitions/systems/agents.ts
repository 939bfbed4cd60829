import { integer } from "../../core/fields";
import type { System } from "../../core/system";
import { agent } from "./agent";
import { department } from "./department";

// The lists of the global API have ten on a page by default (docs/api-notes.md#pages).
const listed = {
  method: "GET",
  answer: "pages",
  query: {
    pageIndex: integer("The first page that is fetched, from 1.", { default: 1 }),
    pageSize: integer("How many are fetched at once.", { default: 10 }),
  },
} as const;
const single = { method: "GET", answer: "object" } as const;

/** The agents of the vendor's global API, with their names and addresses; for look-ups. */
export const globalAgents: System = {
  endpointName: "globalAgents",
  description: "The site's agents as the global API has them, with names and addresses; read-only here.",
  operations: {
    list: { ...listed, description: "All agents.", path: "/globalSettings/agents", returns: agent },
    get: { ...single, description: "One agent.", path: "/globalSettings/agents/{id}", returns: agent },
  },
  permissions: { read: ["Manage Agent & Agent Roles"] },
  lookup: { name: "Agent", by: { email: "email", name: "displayName" } },
};

export const departments: System = {
  endpointName: "departments",
  description: "The site's departments as the global API has them; read-only here.",
  operations: {
    list: {
      ...listed,
      description: "All departments.",
      path: "/globalSettings/departments",
      returns: department,
    },
    get: {
      ...single,
      description: "One department.",
      path: "/globalSettings/departments/{id}",
      returns: department,
    },
  },
  permissions: { read: ["Manage departments"] },
  lookup: { name: "Department", by: { name: "name" } },
};
