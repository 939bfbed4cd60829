import type { ObjectRules, StoredObject } from "./index";

/** The value at a path such as `field.name`. */
export function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path.split(".")) value = (value as StoredObject | null | undefined)?.[name];
  return value;
}

/** The list that a path ends with: `chatButtons` of `/livechat/campaigns/:campaignId/chatButtons`. */
export const lastWord = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Whether the object can't be deleted. */
export const isPermanent = ({ permanent }: Pick<ObjectRules, "permanent">, object: StoredObject): boolean =>
  permanent !== undefined && valueAt(object, permanent) === true;
