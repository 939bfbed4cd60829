import { onEachEngine } from "../engine/on-each-engine";
import { releases, takesOver } from "../support/upgrades";

onEachEngine((engine) => takesOver(engine, releases.slice(-1)));
