// The calls of every generated client, by types of openapi-typescript. The test puts those beside it.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated";

const [, , baseUrl = "", authorization = ""] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { authorization } });
const below = "/api/v3/livechat";

const body: components["schemas"]["CampaignInput"] = { name: "Spring" };
const created = await client.POST(`${below}/campaigns`, { body });
const id: string = created.data?.id ?? "";
const listed = await client.GET(`${below}/campaigns`);

const conditions = {
  "conditions[0][field]": "name",
  "conditions[0][operate]": "contains",
  "conditions[0][value]": "mia",
} as const;
const timeFrom = "2000-01-01T00:00:00";
const all = await client.GET(`${below}/chats`, { params: { query: { timeFrom } } });
const filtered = await client.GET(`${below}/chats`, {
  params: { query: { timeFrom, include: ["campaign"], ...conditions } },
});

const updated = await client.PUT(`${below}/campaigns/{id}`, {
  params: { path: { id } },
  body: { name: "Summer", description: "From June" },
});
const failed = await client.GET(`${below}/campaigns/{id}`, { params: { path: { id: "nobody" } } });

console.log(
  JSON.stringify({
    created: created.data?.name,
    listed: listed.data?.map(({ name }) => name),
    all: all.data?.totalCount,
    filtered: filtered.data?.chats.map(({ preChat, campaign }) => [preChat?.name, typeof campaign?.name]),
    updated: updated.data,
    error: failed.error?.code,
  }),
);
