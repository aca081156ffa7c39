// Which key means what. Pure: an event goes in, an action comes out.

import type { Resolved, Score } from '@rapport/protocol';

export type Action =
  | 'next'
  | 'previous'
  | 'needy'
  | 'join'
  | 'decline'
  | 'reply'
  | 'note'
  | 'transfer'
  | 'escalate'
  | 'end'
  | 'undo'
  | 'details'
  | 'help'
  | 'leave'
  | 'go'
  | `outcome ${Resolved}`
  | `guess ${Score}`
  | 'guess none'
  | 'place inbox'
  | 'place live';

export interface KeyLike {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly repeat?: boolean;
}

export interface Surroundings {
  /** The key went to a text field. */
  readonly typing: boolean;
  /** A dialog or a menu is open. */
  readonly dialog: boolean;
  /** A chat is about to end: digits say what came of it. */
  readonly ending?: boolean;
  /** A guess is asked for: digits say it. */
  readonly guessing?: boolean;
  /** The key before was `g`: this one says where to. */
  readonly going?: boolean;
  /** The person has left single keys on (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

const single: Readonly<Record<string, Action>> = {
  j: 'next',
  k: 'previous',
  u: 'needy',
  i: 'join',
  d: 'decline',
  r: 'reply',
  n: 'note',
  t: 'transfer',
  s: 'escalate',
  e: 'end',
  g: 'go',
  z: 'undo',
  c: 'details',
  '?': 'help',
};

const digits: Readonly<Record<string, Action>> = {
  1: 'outcome yes',
  2: 'outcome partly',
  3: 'outcome no',
  4: 'outcome unknown',
};
const guesses: Readonly<Record<string, Action>> = {
  0: 'guess none',
  1: 'guess 1',
  2: 'guess 2',
  3: 'guess 3',
  4: 'guess 4',
  5: 'guess 5',
};
const places: Readonly<Record<string, Action>> = { i: 'place inbox', l: 'place live' };

/** Only next and previous may repeat while the key is held. */
const repeats: ReadonlySet<Action> = new Set<Action>(['next', 'previous']);

export function actionOf(
  e: KeyLike,
  { typing, dialog, singleKeys, ending, guessing, going }: Surroundings,
): Action | null {
  if (e.isComposing || dialog) return null;
  if (e.key === 'Escape') return 'leave';
  if (e.altKey && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
    if (e.key === 'ArrowDown') return 'next';
    return e.key === 'ArrowUp' ? 'previous' : null;
  }
  if (typing || !singleKeys || e.ctrlKey || e.altKey || e.metaKey) return null;
  const letter = letterOf(e);
  if (letter === null || (e.shiftKey && letter !== '?')) return null;
  const said = ending ? digits : guessing ? guesses : {};
  const table = going ? places : letter in said ? said : single;
  const action = Object.hasOwn(table, letter) ? (table[letter] ?? null) : null;
  return action !== null && e.repeat === true && !repeats.has(action) ? null : action;
}

/** The sign itself if it is ASCII; on another layout the key at that place, so that Cyrillic, Greek and Arabic keyboards work. */
function letterOf(e: KeyLike): string | null {
  if (e.key.length !== 1) return null;
  if (/[!-~]/.test(e.key)) return e.key.toLowerCase();
  if (e.code === 'Slash' && e.shiftKey) return '?';
  return /^Key([A-Z])$/.exec(e.code)?.[1]?.toLowerCase() ?? null;
}

/** Whether Enter in a text field should send. Never while an input method composes: Safari still says 229 then. */
export function sends(e: KeyLike & { readonly keyCode?: number }, coarse: boolean): boolean {
  if (e.key !== 'Enter' || e.isComposing || e.keyCode === 229 || e.altKey) return false;
  if (e.ctrlKey || e.metaKey) return true;
  return !e.shiftKey && !coarse;
}
