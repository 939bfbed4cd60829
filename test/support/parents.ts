import type { Definition, Properties } from "../../provider/core/definition";
import { typeOf } from "../../provider/core/field-facts";
import { leastExample } from "../../provider/generate/reference/example";

/**
 * What the path of an object needs: a new campaign for what belongs to one, and so on.
 *
 * @param agentId of what no request makes
 */
export async function newParentsOf(
  definition: Definition,
  create: (parent: Definition, declared: Properties) => Promise<{ id: string }>,
  agentId: string,
): Promise<Properties> {
  const parents: Properties = {};
  for (const parameter of definition.parameters) {
    const choice = definition.choices[parameter] as unknown as { options: string[] } | undefined;
    const parent = definition.parents[parameter];
    if (choice) parents[parameter] = choice.options[0];
    else if (parent === undefined || typeof parent === "string") parents[parameter] = agentId;
    else {
      const declared = { ...another(parent), ...(await newParentsOf(parent, create, agentId)) };
      parents[parameter] = (await create(parent, declared)).id;
    }
  }
  return parents;
}

let count = 0;

/** As the definition's example, with a natural key of its own. */
function another(definition: Definition): Properties {
  count += 1;
  const { naturalKey, fields } = definition;
  const example = leastExample(definition);
  const texts = naturalKey.filter((name) => fields[name] && typeOf(fields[name]) === "string");
  return { ...example, ...Object.fromEntries(texts.map((name) => [name, `${example[name]}${count}`])) };
}
