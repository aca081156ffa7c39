// One drawn year from a terminal, and what is found in it.
//   node --conditions=@rapport/source packages/e2e/src/year/main.ts [--seed N] [--sessions N] [--nothing]
import { parseArgs } from 'node:util';
import { sessionsOfYear, yearOf } from './draw.ts';
import { nothing, planted } from './plan.ts';
import { truthsOf } from './truths.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, sessions: { type: 'string' }, nothing: { type: 'boolean' } },
});
const seed = Number(values.seed ?? 1);
const sessions = Number(values.sessions ?? sessionsOfYear);
process.stdout.write(
  `${sessions} sessions of a year with ${values.nothing ? 'nothing' : 'six facts'} in it, seed ${seed}:\n`,
);
for (const { fact, found, says } of truthsOf(yearOf(seed, values.nothing ? nothing : planted, sessions)))
  process.stdout.write(`${found ? 'found    ' : 'not found'} ${fact}\n            ${says}\n`);
