// `pnpm test:mutants [rule …]`: breaks the house in every way we know of, one at a time, and demands that the test of the rule notices.
// Prints a table: rule, mistake, the test that noticed. Fails if one goes unnoticed, or if a rule has neither a mutant nor a reason.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { copyHouse, type Fate, type Mutant } from './mutants.ts';
import { allMutants } from './mutants-all.ts';
import { withoutMutant } from './mutants-nowhere.ts';
import { root } from './packages.ts';
import { formulasOf, rulesOf } from './rules.ts';
import { together } from './run.ts';

const { positionals: wanted } = parseArgs({ allowPositionals: true });
const rules = rulesOf(readFileSync(`${root}/packages/protocol/PROTOCOL.md`, 'utf8'));
/** These are computed by packages/ratings and proved there; here what is counted for them can be broken. */
const formulas = formulasOf(readFileSync(`${root}/packages/ratings/README.md`, 'utf8'));
const mutants = allMutants.filter(({ rule }) => wanted.length === 0 || wanted.includes(rule));

async function main(): Promise<number> {
  const startedAt = performance.now();
  const copies = [copyHouse(), copyHouse()];
  const free = [...copies];
  try {
    const insane = await copies[0]?.sane(mutants);
    if (insane) {
      process.stderr.write(`${insane}\n`);
      return 1;
    }
    const fates = await together(
      mutants.map((mutant) => async () => {
        const copy = free.pop() as (typeof copies)[number];
        const fate = await copy.try(mutant);
        free.push(copy);
        process.stdout.write(`${line(mutant, fate)}\n`);
        return fate;
      }),
      copies.length,
    );
    return report(fates, Math.round((performance.now() - startedAt) / 1_000));
  } finally {
    for (const copy of copies) copy.remove();
  }
}

function report(fates: readonly Fate[], seconds: number): number {
  const unnoticed = mutants.filter((_, i) => fates[i]?.kind !== 'noticed');
  const covered = new Set([...allMutants.map(({ rule }) => rule), ...Object.keys(withoutMutant)]);
  const bare = wanted.length > 0 ? [] : rules.filter((rule) => !covered.has(rule));
  const foreign = [...covered].filter((rule) => !rules.includes(rule) && !formulas.includes(rule));
  const out = [
    '',
    `${mutants.length} mutants of ${new Set(mutants.map(({ rule }) => rule)).size} rules, ${unnoticed.length} not noticed, ${seconds} s`,
  ];
  for (const [rule, reason] of Object.entries(withoutMutant)) out.push(`${rule.padEnd(4)} without: ${reason}`);
  for (const mutant of unnoticed) out.push(`NOT NOTICED ${mutant.rule}: ${mutant.mistake} (${mutant.file})`);
  for (const rule of bare) out.push(`NO MUTANT for ${rule}, and no reason in scripts/mutants-nowhere.ts`);
  for (const rule of foreign) out.push(`NO RULE ${rule} in PROTOCOL.md, and no formula`);
  process.stdout.write(`${out.join('\n')}\n`);
  return unnoticed.length + bare.length + foreign.length > 0 ? 1 : 0;
}

function line({ rule, mistake, file }: Mutant, fate: Fate): string {
  const what = `${rule.padEnd(4)} ${mistake.padEnd(58)} `;
  if (fate.kind !== 'noticed')
    return `${what} ${fate.kind.toUpperCase()} (${file})${fate.kind === 'broken' ? ` ${fate.why}` : ''}`;
  return `${what} ${fate.byWaiting ? 'waited for: ' : ''}${fate.test}`;
}

process.exitCode = await main();
