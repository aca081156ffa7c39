// Whether a report holds up a chat: messages at an even pace, with and without somebody asking for reports over half a million
// sessions one after the other. The server may use both cores here, as it would.
import { tempDir } from '../test/temp-dir.ts';
import { createCrowd, type Round } from './crowd.ts';
import { alone, beside, inTurns, type Result } from './figures.ts';
import { fillSessions, firstDay, lastDay } from './fill-sessions.ts';
import { relayTarget } from './target.ts';

export const name = 'long reads: a chat while reports run';

const sessions = 500_000;
const conversations = 50;
const perSecond = 500;
const roundMs = 4_000;

export async function run(repetitions: number): Promise<Result> {
  const dir = tempDir();
  await fillSessions(dir.path, sessions);
  const relay = await relayTarget('relay', { data: dir.path, under: [], requestsPerMinute: 1_000_000 });
  try {
    const crowd = await createCrowd(relay, conversations);
    const reports: number[] = [];
    async function whileReading(): Promise<Round> {
      let isOver = false;
      async function read(): Promise<void> {
        while (!isOver) {
          const startedAt = performance.now();
          await relay.get(`/v1/reports/card?from=${firstDay}&to=${lastDay}&zone=Europe/Athens`);
          reports.push(performance.now() - startedAt);
        }
      }
      const reading = read();
      const round = await crowd.steady(roundMs, perSecond);
      isOver = true;
      await reading;
      return round;
    }
    const [reading = [], calm = []] = await inTurns(
      [whileReading, () => crowd.steady(roundMs, perSecond)],
      repetitions,
      1,
    );
    crowd.close();
    const baseline = { name: 'nobody reads', taken: calm };
    return {
      name,
      rows: [
        beside('send to agent, p50, while reports run', 'ms', reading, baseline, (round) => round.p50Ms),
        beside('send to agent, p99, while reports run', 'ms', reading, baseline, (round) => round.p99Ms),
        alone('one report', 'ms', reports, (ms) => ms),
      ],
    };
  } finally {
    await relay.stop();
    dir.remove();
  }
}
