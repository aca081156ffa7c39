// One drawn year from a terminal, and what the public reports find in it.
//   npx pnpm@12 exec node --conditions=@rapport/source packages/e2e/src/year/main.ts [--seed N] [--sessions N] [--nothing]
import { parseArgs } from 'node:util';
import { nothing, planted, yearOf } from '@rapport/relay/sample';
import { monday, sessionsOfYear } from './calendar.ts';
import { withReports } from './house.ts';
import { truthsOf } from './truths.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, sessions: { type: 'string' }, nothing: { type: 'boolean' } },
});
const seed = Number(values.seed ?? 1);
const sessions = Number(values.sessions ?? sessionsOfYear);
process.stdout.write(
  `${sessions} sessions of a year with ${values.nothing ? 'nothing' : 'six facts'} in it, seed ${seed}:\n`,
);
const year = yearOf(seed, values.nothing ? nothing : planted, sessions, monday);
for (const { fact, found, says } of await withReports(year, truthsOf))
  process.stdout.write(`${found ? 'found    ' : 'not found'} ${fact}\n            ${says}\n`);
