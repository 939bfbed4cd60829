/** Runs the task when fewer than the limit run; the tasks that wait start in the order in which they came. */
export type Limiter = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function limiter(most: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // A place is handed on, so that no other task takes it in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
