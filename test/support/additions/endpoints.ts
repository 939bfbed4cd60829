import { type FactEndpoint, facts } from "../facts";

/** What the endpoints of the facts say of an object that can be written. */
export interface Described {
  kind: "collection" | "singleton";
  /** With `{parameter}` for ids. */
  path: string;
  permissions: { read?: readonly string[]; write?: readonly string[] };
}

export function described(type: string): Described {
  const own = (facts?.endpoints ?? []).filter(
    ({ requestType, responseType }) => requestType === type || responseType === type,
  );
  const created = own.find(({ method, statusCodes }) => method === "POST" && statusCodes.success === 201);
  const written = created ?? own.find(({ method }) => method === "PUT");
  return {
    kind: created ? "collection" : "singleton",
    path: written?.path ?? "",
    permissions: { ...needed("read", own.find(isRead)), ...needed("write", written) },
  };
}

const isRead = ({ method }: FactEndpoint) => method === "GET";

const needed = (name: "read" | "write", endpoint: FactEndpoint | undefined) =>
  endpoint && endpoint.permissions.length > 0 ? { [name]: endpoint.permissions } : {};
