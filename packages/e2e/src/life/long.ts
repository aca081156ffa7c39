// Browser life at length, a part of `pnpm test:long`:
//   node --conditions=@rapport/source packages/e2e/src/life/long.ts [--rounds N] [--seed N] [--minutes N]
// It prints what was tried and ends with 0 if nothing was lost, doubled or out of order.
import { parseArgs } from 'node:util';
import { createDice } from '@rapport/relay/sample';
import { hiddenFor } from './hidden.ts';
import { acts, soak, type Tally } from './soak.ts';
import { setStage } from './stage.ts';

const steps = 40;

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, minutes: { type: 'string' } },
});
const rounds = Number(values.rounds ?? 20);
const seed = Number(values.seed ?? 1);
const minutes = Number(values.minutes ?? 3);

// The subject is the browser: a visitor who writes faster than people do is not asked to wait.
const stage = await setStage({ limits: { visitorCommands: [{ count: 1_000, perMs: 1_000 }] } });
const wrong: string[] = [];
try {
  const hidden = await hiddenFor(stage, minutes);
  wrong.push(...hidden.wrong);
  process.stdout.write(
    `hidden for ${hidden.minutes} min: ${hidden.answers} answers heard on ${hidden.sockets} socket, a timer of 1 s ran ${hidden.ticks} times;\n` +
      `without a network for ${hidden.secondsAway} s it ran ${hidden.ticksAway} times; all heard ${hidden.backAfterS} s after the return\n`,
  );

  const tally = Object.fromEntries(acts.map((act) => [act, 0])) as Tally;
  for (let round = 0; round < rounds; round++) {
    const found = await soak(stage, createDice(seed + round), { label: `Round${seed + round}`, steps, tally });
    for (const sentence of found) process.stdout.write(`seed ${seed + round}: ${sentence}\n`);
    wrong.push(...found);
  }
  const told = Object.entries(tally).map(([act, times]) => `${act} ${times}`);
  process.stdout.write(`${rounds} rounds of ${steps} acts from seed ${seed}: ${told.join(', ')}\n`);
} finally {
  await stage.stop();
}
process.stdout.write(wrong.length === 0 ? 'nothing lost, doubled or out of order\n' : `${wrong.length} wrong\n`);
process.exit(wrong.length === 0 ? 0 : 1);
