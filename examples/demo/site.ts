/** The site in the emulator, seen and changed as a person would: without Pulumi. */
export interface Site {
  readonly config: Record<string, string | { secret: string }>;
  list(path: string): Promise<SiteObject[]>;
  get(path: string): Promise<SiteObject>;
  put(path: string, body: object): Promise<void>;
}

export type SiteObject = Readonly<Record<string, unknown>>;

/** The emulator's well-known credentials. */
const email = "agent@example.com";
const apiKey = "emulator-api-key";

export function openSite(url: string): Site {
  const authorization = `Basic ${Buffer.from(`${email}:${apiKey}`).toString("base64")}`;

  async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${url}/api/v3/livechat${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
    return (await answer.json()) as Answer;
  }

  return {
    config: { "comm100:baseUrl": url, "comm100:email": email, "comm100:apiKey": { secret: apiKey } },
    list: (path) => call("GET", path),
    get: (path) => call("GET", path),
    put: (path, body) => call("PUT", path, body),
  };
}

/** Everything on the site, with what belongs to a campaign below it. */
export async function everything(site: Site): Promise<{ title: string; fields: SiteObject }[]> {
  const [campaigns, variables, webhooks] = await Promise.all(
    ["/campaigns", "/customVariables", "/webhooks"].map((path) => site.list(path)),
  );
  const found = [];
  for (const campaign of campaigns ?? []) {
    const below = `/campaigns/${campaign.id}`;
    found.push({ title: "campaign", fields: campaign });
    found.push({ title: "  chat button", fields: await site.get(`${below}/chatButton`) });
    for (const fields of await site.list(`${below}/invitation/autoInvitations`)) {
      found.push({ title: "  auto invitation", fields });
    }
  }
  for (const fields of variables ?? []) found.push({ title: "custom variable", fields });
  for (const fields of webhooks ?? []) found.push({ title: "webhook", fields });
  return found;
}
