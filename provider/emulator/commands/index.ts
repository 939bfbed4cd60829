import { achieveConversion } from "./achieve-conversion";
import { changeCustomVariables } from "./change-custom-variables";
import type { Command } from "./command";
import { installationCode } from "./installation-code";

/** Every endpoint that is none of an object's usual ones. */
export const commands: readonly Command[] = [achieveConversion, changeCustomVariables, installationCode];
