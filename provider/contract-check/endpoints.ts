import type { Operation } from "../core/operation";
import { groupsOf } from "../core/operations";
import { byText } from "../core/ordering";
import { parametersOf } from "../core/paths";
import type { SitePart } from "../core/site-parts";
import { definitions } from "../definitions";
import { systems } from "../definitions/systems";

/** An endpoint that is read: with everything that `include` adds, it is a second one. */
export interface Endpoint {
  /** `GET /livechat/campaigns/{campaignId}/chatButton` */
  name: string;
  operation: Operation;
  /** The values of `include`; empty for none. */
  include: readonly string[];
  parameters: readonly string[];
  /** For a parameter of the path that is an id: the list that has the ids. */
  lists: ReadonlyMap<string, Operation>;
}

/** Every endpoint that answers a GET, in the order of their paths. */
export function readEndpoints(): readonly Endpoint[] {
  const groups = groupsOf(definitions, systems);
  const gets = groups.flatMap(({ operations }) =>
    Object.values(operations)
      .filter(({ method }) => method === "GET")
      .map((operation) => ({ operation, ownList: operations.list })),
  );
  const all = gets.map(({ operation }) => operation);
  return gets
    .flatMap(({ operation, ownList }) => {
      const plain = endpointOf(operation, ownList, all);
      const include = operation.include ?? [];
      const name = `${plain.name}?include=${include.join(",")}`;
      return include.length === 0 ? [plain] : [plain, { ...plain, name, include }];
    })
    .sort(byText(({ name }) => name));
}

function endpointOf(
  operation: Operation,
  ownList: Operation | undefined,
  all: readonly Operation[],
): Endpoint {
  const { path } = operation;
  const parameters = parametersOf(path);
  const lists = parameters.flatMap((parameter) => {
    const above = path.slice(0, path.indexOf(`/{${parameter}}`));
    const isOwn = parameter === "id" && path.endsWith("/{id}");
    const list = all.find((one) => isList(one) && one.path === above) ?? (isOwn ? ownList : undefined);
    return list ? [[parameter, list] as const] : [];
  });
  return { name: `GET ${path}`, operation, include: [], parameters, lists: new Map(lists) };
}

const isList = ({ answer }: Operation) => answer === "list" || answer === "pages";

/** Whether an endpoint is that of such a part of a site, or of what belongs to it. */
export const isBelow = ({ operation: { path } }: Endpoint, parts: readonly SitePart[]): boolean =>
  parts.some(({ definition }) => path === definition.path || path.startsWith(`${definition.path}/`));
