/** One question at a time; of those that come meanwhile only the newest is asked. */
export function newest<Ask, Answer>(
  put: (ask: Ask) => Promise<Answer>,
  use: (answer: Answer, ask: Ask) => void,
  fail: (problem: unknown) => void,
): (ask: Ask) => void {
  let waiting: { ask: Ask } | null = null;
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    while (waiting) {
      const { ask }: { ask: Ask } = waiting;
      waiting = null;
      try {
        const answer = await put(ask);
        // An answer that has been overtaken is still nearer to the truth than the one on the page.
        use(answer, ask);
      } catch (problem) {
        if (!waiting) fail(problem);
      }
    }
    busy = false;
  }

  return (ask) => {
    waiting = { ask };
    if (!busy) void work();
  };
}
