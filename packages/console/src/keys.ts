// Which key means what. Pure: an event goes in, an action comes out.

export type Action = 'next' | 'previous' | 'join' | 'reply' | 'note' | 'end' | 'undo' | 'details' | 'help' | 'leave';

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
  /** The person has left single keys on (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

const single: Readonly<Record<string, Action>> = {
  j: 'next',
  k: 'previous',
  i: 'join',
  r: 'reply',
  n: 'note',
  e: 'end',
  z: 'undo',
  c: 'details',
  '?': 'help',
};

/** Only next and previous may repeat while the key is held. */
const repeats: ReadonlySet<Action> = new Set<Action>(['next', 'previous']);

export function actionOf(e: KeyLike, { typing, dialog, singleKeys }: Surroundings): Action | null {
  if (e.isComposing || dialog) return null;
  if (e.key === 'Escape') return 'leave';
  if (e.altKey && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
    if (e.key === 'ArrowDown') return 'next';
    return e.key === 'ArrowUp' ? 'previous' : null;
  }
  if (typing || !singleKeys || e.ctrlKey || e.altKey || e.metaKey) return null;
  const letter = letterOf(e);
  if (letter === null || (e.shiftKey && letter !== '?')) return null;
  const action = Object.hasOwn(single, letter) ? (single[letter] ?? null) : null;
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
