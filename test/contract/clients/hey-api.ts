// The calls of every generated client, by functions of hey-api. The test puts those beside it.
import {
  type CampaignInput,
  campaignsCreate,
  campaignsGet,
  campaignsList,
  campaignsUpdate,
  chatsList,
} from "./generated";
import { createClient, createConfig } from "./generated/client";

const [, , baseUrl = "", authorization = ""] = process.argv;
const client = createClient(createConfig({ baseUrl, headers: { authorization } }));

const body: CampaignInput = { name: "Spring" };
const created = await campaignsCreate({ client, body });
const id: string = created.data?.id ?? "";
const listed = await campaignsList({ client });

const conditions = {
  "conditions[0][field]": "name",
  "conditions[0][operate]": "contains",
  "conditions[0][value]": "mia",
} as const;
const timeFrom = "2000-01-01T00:00:00";
const all = await chatsList({ client, query: { timeFrom } });
const filtered = await chatsList({ client, query: { timeFrom, include: ["campaign"], ...conditions } });

const updated = await campaignsUpdate({
  client,
  path: { id },
  body: { name: "Summer", description: "From June" },
});
const failed = await campaignsGet({ client, path: { id: "nobody" } });

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
