/** An error answer in the API's form. */
export class ApiFailure extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** auth.error: the code looks like the status times 1000 plus a number. */
  get body() {
    return { code: this.status * 1000, message: this.message };
  }
}
