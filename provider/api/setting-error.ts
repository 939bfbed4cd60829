import { Comm100Error } from "../core/errors";

/** A setting that is missing or can't be right. Its message names the setting, and never a credential. */
export class SettingError extends Comm100Error {
  override name = "SettingError";
  /** As in `settings`. */
  readonly setting: string;
  /** What is wrong, as the end of a sentence that begins with the setting's name. */
  readonly problem: string;

  /** @param where what stands before the setting's name, such as `Configuration comm100:` */
  constructor(setting: string, problem: string, where = "") {
    super(`${where}${setting} ${problem}`);
    this.setting = setting;
    this.problem = problem;
  }
}
