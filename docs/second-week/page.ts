import { withMarked } from "../../provider/generate/marked";
import { story } from "./story";
import { openWeek } from "./week";

/** The page with what each step prints now. */
export async function pageOf(page: string): Promise<string> {
  const week = await openWeek();
  let text = page;
  try {
    for (const { name, carryOut } of story) text = withMarked(text, name, await carryOut(week));
  } finally {
    await week.end();
  }
  return text;
}
