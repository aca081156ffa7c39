// The sizes that the README promises are the ones that are checked. Pure.

export interface Budget {
  readonly name: string;
  readonly limit: string;
}

/** What the README leaves out or says otherwise, one sentence each: every budget has a line with its name, and its limit stands there. */
export function untrue(readme: string, budgets: readonly Budget[]): string[] {
  const lines = readme.split('\n');
  return budgets.flatMap(({ name, limit }) => {
    const about = lines.filter((line) => line.includes(name));
    if (about.length === 0) return [`README.md does not say how big "${name}" may be (${limit}).`];
    return about.some((line) => line.includes(`${limit} `))
      ? []
      : [`README.md says another size of "${name}" than ${limit}.`];
  });
}
