import { onEachEngine } from "../engine/on-each-engine";
import { changesSurviveKills, survivesKills } from "../support/crashes";

/** How often each command is killed. Forty times take minutes: npm run test:crashes. */
const times = Number(process.env.COMM100_TEST_CRASHES ?? 6);

onEachEngine((engine) => {
  survivesKills(engine, times);
  changesSurviveKills(engine, times);
});
