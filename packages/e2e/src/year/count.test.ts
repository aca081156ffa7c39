import type { ReportName } from '@rapport/protocol';
import { planted, yearOf } from '@rapport/relay/sample';
import { expect, test } from 'vitest';
import { monday } from './calendar.ts';
import { type Counted, countOf } from './count.ts';
import { figureOf, tableOf, withReports } from './house.ts';

const agent = 'agent-c';
/** The twelfth digit is as good as the last. */
const plain = (value: number | 'never' | null): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value;

for (const [seed, team] of [
  [11, undefined],
  [12, undefined],
  [13, 'billing'],
] as const) {
  test(`[F1, F9, F10, F11, F14, F17, F18, F19, F20, F21, F24] what reports count of ${team ?? 'all'} in year ${seed} is what a hand counts`, async () => {
    const rows = yearOf(seed, planted, 20_000, monday);
    const hand = countOf(
      rows.filter((row) => team === undefined || row.team === team),
      agent,
    );
    const query = team === undefined ? {} : { team };
    await withReports(rows, async (reports) => {
      for (const [name, figures] of Object.entries(hand.figures) as [ReportName, Record<string, Counted>][]) {
        const report = await reports(name, name === 'coaching' ? { ...query, agent } : query);
        const said = Object.entries(figures).map(([id, counted]) => {
          const { count = 0, n, value } = figureOf(report, id);
          return [id, 'n' in counted ? { count, n } : { value: plain(value) }];
        });
        const counted = Object.entries(figures).map(([id, one]) => [
          id,
          'n' in one ? one : { value: plain(one.value) },
        ]);
        expect({ [name]: Object.fromEntries(said) }).toEqual({ [name]: Object.fromEntries(counted) });
        if (name !== 'coaching')
          expect([name, report.sessions, report.voided]).toEqual([name, hand.sessions, hand.voided]);
        for (const [id, counts] of Object.entries(hand.tables[name] ?? {})) {
          const cells = tableOf(report, id).rows.filter(([first, count]) => first !== 'rest' && count !== 0);
          // What fewer than five name is not named by the report either (F18).
          const often = Object.entries(counts).filter(([, count]) => name !== 'reasons' || count >= 5);
          expect({ [id]: Object.fromEntries(cells.map(([first, count]) => [`${first}`, count])) }).toEqual({
            [id]: Object.fromEntries(often),
          });
        }
      }
    });
  });
}
