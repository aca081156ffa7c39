// Plays a transcript to a relay: says what the clients said, and waits for everything that they were told then.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type Frame, holds, type Line, type Names, named, single, type Transcript } from './transcript.ts';

interface Wire {
  readonly socket: WebSocket;
  /** What came and was not asked for yet. */
  heard: Frame[];
  wake: () => void;
}

export interface Replayed {
  readonly said: number;
  readonly told: number;
}

/** `ticket`: for an agent's hello. Rejects with the frame that did not come when nothing has for `patienceMs`. */
export async function replay(
  { steps }: Transcript,
  url: string,
  ticket: () => Promise<string>,
  patienceMs: number,
): Promise<Replayed> {
  const wires = new Map<string, Wire>();
  const names: Names = new Map();
  let said = 0;
  let told = 0;

  const wireOf = async (name: string): Promise<Wire> => {
    const known = wires.get(name);
    if (known) return known;
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, 'rapport.v1', { origin: url });
    const wire: Wire = { socket, heard: [], wake: () => {} };
    wires.set(name, wire);
    socket.on('message', (data: Buffer) => {
      wire.heard.push(...single(JSON.parse(data.toString()) as Frame));
      wire.wake();
    });
    await once(socket, 'open');
    return wire;
  };

  /** Takes it out of what came; what came beside it stays for those who ask for it. */
  const await1 = async (wire: Wire, frame: Frame, where: string): Promise<void> => {
    for (;;) {
      const at = wire.heard.findIndex((other) => {
        const tried: Names = new Map(names);
        if (!holds(frame, other, tried)) return false;
        for (const [name, real] of tried) names.set(name, real);
        return true;
      });
      if (at >= 0) {
        wire.heard.splice(at, 1);
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => {
          const there = wire.heard.map((other) => JSON.stringify(other)).join('\n');
          reject(new Error(`${where}: the relay did not say\n${JSON.stringify(frame)}\nbut\n${there}`));
        }, patienceMs);
        wire.wake = () => {
          clearTimeout(late);
          resolve();
        };
      });
    }
  };

  const play = async (line: Line, did: string): Promise<void> => {
    const wire = await wireOf(line.wire);
    if (line.way === 'x') {
      wire.socket.close();
    } else if (line.way === '>') {
      said++;
      const isAgent = line.frame.t === 'hello' && line.frame['role'] === 'a';
      if (isAgent) names.set('$ticket', await ticket());
      wire.socket.send(JSON.stringify(named(line.frame, names)));
    } else {
      told++;
      await await1(wire, line.frame, `${did}, ${line.wire}`);
    }
  };

  try {
    for (const { did, lines } of steps) for (const line of lines) await play(line, did);
    return { said, told };
  } finally {
    for (const { socket } of wires.values()) socket.terminate();
  }
}
