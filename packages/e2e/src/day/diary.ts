// Every event that the relay has committed, in order, for whoever waits for one.
import type { Audience, ConvId, Ev } from '@rapport/protocol';

export interface Line {
  readonly conv: ConvId;
  readonly audience: Audience;
  readonly ev: Ev;
}

export interface Diary {
  readonly lines: readonly Line[];
  write(conv: ConvId, events: readonly { readonly audience: Audience; readonly ev: Ev }[]): void;
  /** The first line from the `from`-th on that `is` it. Rejects when it does not come. */
  until(from: number, is: (line: Line) => boolean): Promise<Line>;
}

/** Only as a failure. */
const patienceMs = 30_000;

export function createDiary(): Diary {
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  return {
    lines,
    write(conv, events) {
      for (const { audience, ev } of events) lines.push({ conv, audience, ev });
      for (const look of [...waiting]) look();
    },
    until: (from, is) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          const came = lines.slice(from).map(({ audience, ev }) => `${audience}/${ev.k}`);
          reject(new Error(`It was not committed. What was: ${came.join(' ')}`));
        }, patienceMs);
        function look(): void {
          const found = lines.slice(from).find(is);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        }
        waiting.add(look);
        look();
      }),
  };
}
