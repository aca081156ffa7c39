// The bus between two relay nodes: the own node hears a hint at once and with its events, the other one later and without them (D7),
// in no certain order, and sometimes twice or not at all.
import type { Bus, Hint } from '@rapport/relay';
import type { Dice } from '@rapport/relay/sample';
import type { VirtualClock } from './clock.ts';

/** `own lost`: the node itself does not hear it. The others are what becomes of it on its way to the other node. */
export type HintFate = 'own lost' | 'lost' | 'twice' | 'late' | 'overtaken';

export interface LossyBus {
  /** The bus as the node of this number sees it. */
  of(node: number, alive: () => boolean): Bus;
  /** Fate of the next hint. */
  next: HintFate | null;
  /** Nothing passes between the nodes for so long. */
  cut(ms: number): void;
  /** A hint of a node that this test does not run. */
  tellAll(hint: Hint): void;
}

const lateMs = 5_000;

export function createLossyBus(clock: VirtualClock, dice: Dice, faulted: (what: string) => void): LossyBus {
  const listeners = new Map<(hint: Hint) => void, number>();
  /** What waits until the next one has passed it. */
  let overtaken: (() => void) | null = null;
  let cutUntil = 0;

  function tell(hint: Hint, to: (node: number) => boolean): void {
    for (const [run, node] of [...listeners]) if (to(node)) run(hint);
  }
  function pass(from: number, { conv, heads }: Hint): void {
    const others = [...listeners.values()].some((node) => node !== from);
    if (!others) return;
    const fate = bus.next;
    const go = (ms: number): void =>
      void clock.setTimer(ms, () => clock.now() >= cutUntil && tell({ conv, heads }, (node) => node !== from));
    const held = overtaken;
    overtaken = null;
    if (fate && fate !== 'own lost') {
      bus.next = null;
      faulted(`hint ${fate}`);
    }
    if (fate === 'overtaken') overtaken = () => go(50);
    else if (fate !== 'lost') go(fate === 'late' ? lateMs : dice.between(1, 20));
    if (fate === 'twice') go(dice.between(1, 60));
    held?.();
  }

  const bus: LossyBus = {
    next: null,
    of: (number, alive) => ({
      publish(hint) {
        if (!alive()) return;
        pass(number, hint);
        if (bus.next === 'own lost') {
          bus.next = null;
          return faulted('hint own lost');
        }
        tell(hint, (node) => node === number);
      },
      subscribe(run) {
        const guarded = (hint: Hint): void => void (alive() && run(hint));
        listeners.set(guarded, number);
        return () => void listeners.delete(guarded);
      },
    }),
    cut(ms) {
      cutUntil = Math.max(cutUntil, clock.now() + ms);
      faulted('bus cut');
    },
    tellAll: ({ conv, heads }) => tell({ conv, heads }, () => true),
  };
  return bus;
}
