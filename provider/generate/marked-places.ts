import { join } from "node:path";
import { definitions } from "../definitions";
import { ordered } from "./folders/folders";
import { folderList } from "./folders/readme";
import { resourceTable } from "./reference/resource-table";
import { settingsTable } from "./settings-table";

/** A part of a page that follows from the code: what stands between two markers. */
export interface MarkedPlace {
  /** Path from the repository on. */
  file: string;
  /** That of the markers: `<!-- name -->` and `<!-- /name -->`. */
  name: string;
  content(): string;
}

export const markedPlaces: readonly MarkedPlace[] = [
  { file: "README.md", name: "resources", content: () => resourceTable(definitions, "docs/reference") },
  { file: "docs/configuration.md", name: "settings", content: settingsTable },
  ...ordered.map((parent) => ({
    file: join("provider", parent, "README.md"),
    name: "folders",
    content: () => folderList(parent),
  })),
];
