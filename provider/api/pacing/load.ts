/** How many requests the service bears at once: half as many after each strain, and slowly more while all goes well. */
export class Load {
  readonly #most: number;
  #atOnce: number;
  #goodInARow = 0;
  #sent = 0;
  #sentBeforeStrain = 0;

  constructor(most: number) {
    this.#most = most;
    this.#atOnce = most;
  }

  get atOnce(): number {
    return this.#atOnce;
  }

  /** A request sets out. @returns its number */
  setOut(): number {
    this.#sent += 1;
    return this.#sent;
  }

  /** Whether a request can tell anything new. Requests that were under way when the service was strained can't. */
  isNews(request: number): boolean {
    return request > this.#sentBeforeStrain;
  }

  good(): void {
    this.#goodInARow += 1;
    if (this.#goodInARow < this.#atOnce) return;
    this.#goodInARow = 0;
    this.#atOnce = Math.min(this.#most, this.#atOnce + 1);
  }

  strained(): void {
    this.#sentBeforeStrain = this.#sent;
    this.#goodInARow = 0;
    this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
  }
}
