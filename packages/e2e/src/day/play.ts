// Plays the script on a stage: goes to the time of each step, has people do it, and sees for itself that the relay does its part.
import type { Audience, ConvId } from '@rapport/protocol';
import type { Line } from './diary.ts';
import type { House } from './house.ts';
import { type Act, type Step, script, type Visitor } from './script.ts';

export type ActOfPeople = Exclude<Act, { by: 'relay' }>;
type ActOfRelay = Extract<Act, { by: 'relay' }>;

/** How people do what they do: with the SDK, or on screens. */
export interface Stage {
  /** Resolves when it is done and seen by whom it concerns. `conv`: of the visitor that it is about, once he has written. */
  act(step: ActOfPeople, conv: (of: Visitor) => ConvId): Promise<void>;
  close(): Promise<void>;
}

/** By which event the relay's part is known. */
const deeds: Readonly<Record<ActOfRelay['does'], readonly [Audience, kind: string]>> = {
  returns: ['notes', 'returned'],
  misses: ['notes', 'missed'],
  requeues: ['main', 'requeued'],
  'is late': ['main', 'late'],
  asks: ['main', 'asked'],
  ends: ['main', 'closed'],
};

/** How late the relay may do what it does by itself. */
const tardySeconds = 5;

export const msOf = (at: Step['at']): number => {
  const [minutes = 0, seconds = 0] = at.split(':').map(Number);
  return (minutes * 60 + seconds) * 1_000;
};

export async function play(house: House, stage: Stage, steps: readonly Step[] = script): Promise<void> {
  const { diary, clock } = house;
  const convs = new Map<Visitor, ConvId>();
  const seen = new Map<string, number>();

  function conv(of: Visitor): ConvId {
    const id = convs.get(of);
    if (id === undefined) throw new Error(`${of} has written nothing yet.`);
    return id;
  }

  /** Who has just written for the first time has the conversation that was nobody's. */
  async function learn(visitor: Visitor): Promise<void> {
    if (convs.has(visitor)) return;
    const known = [...convs.values()];
    const fresh = await diary.until(0, ({ conv: id, ev }) => ev.k === 'opened' && !known.includes(id));
    convs.set(visitor, fresh.conv);
  }

  async function awaitDeed({ of, does }: ActOfRelay): Promise<void> {
    const [audience, kind] = deeds[does];
    const isIt = (line: Line): boolean =>
      line.conv === conv(of) && line.audience === audience && line.ev.k === kind && line.ev.a === 'system';
    const before = seen.get(`${of} ${does}`) ?? 0;
    seen.set(`${of} ${does}`, before + 1);
    for (let waited = 0; diary.lines.filter(isIt).length <= before; waited += 1) {
      if (waited === tardySeconds) throw new Error(`The relay never did it: ${does}, of ${of}.`);
      await clock.pass(1_000);
    }
  }

  for (const step of steps) {
    const at = msOf(step.at);
    try {
      await clock.to(at);
      if (clock.now() - house.startedAt - at > 2_000) throw new Error('The day is late.');
      if (step.by === 'relay') await awaitDeed(step);
      else await stage.act(step, conv);
      if (step.does === 'writes') await learn(step.by);
    } catch (cause) {
      throw new Error(`At ${step.at}, ${step.by} ${step.does} ${'of' in step ? step.of : ''}: ${String(cause)}`, {
        cause,
      });
    }
  }
}
