// What is attached to a reply or a note and not sent yet: checked, uploaded, and what is wrong with it in words.
import { type ReadonlySignal, signal } from '@preact/signals';
import { type FileRef, fileTypes, limits } from '@rapport/protocol';
import type { Agent } from '@rapport/sdk';
import type { Announce } from './announcer.ts';
import { fileWords } from './file-words.ts';

export interface Chip {
  readonly key: string;
  readonly file: File;
  /** Of it that has left, 0–1; null: nothing is under way. At 1 the relay looks at it. */
  readonly share: number | null;
  readonly ref: FileRef | null;
  /** null: nothing is wrong. */
  readonly problem: string | null;
  /** What is wrong may be gone at another try. */
  readonly again: boolean;
}

export interface Attached {
  readonly chips: ReadonlySignal<readonly Chip[]>;
  /** Gives what is wrong with all of them together, or null. */
  add(files: readonly File[]): string | null;
  remove(key: string): void;
  retry(key: string): void;
  /** What can be sent; null: something is still on its way. */
  ready(): readonly FileRef[] | null;
  /** It was sent. */
  clear(): void;
  /** Nobody waits for it any more. */
  dispose(): void;
}

const megabyte = 1_048_576;
const kinds = fileTypes.map((type) => (type.split('/')[1] as string).replace('plain', 'txt').toUpperCase()).join(', ');
let count = 0;

/** `kept`: told of the bytes of what was uploaded here. */
export function createAttached(
  { upload, limits: taken }: Pick<Agent, 'upload' | 'limits'>,
  announce: Announce,
  kept: (ref: FileRef, file: File) => void,
): Attached {
  const chips = signal<readonly Chip[]>([]);
  const stops = new Map<string, AbortController>();

  const change = (key: string, part: Partial<Chip>): void => {
    chips.value = chips.peek().map((chip) => (chip.key === key ? { ...chip, ...part } : chip));
  };
  const fail = (key: string, name: string, problem: string, again = false): void => {
    change(key, { share: null, problem, again });
    announce(`${name}: ${problem}`, true);
  };
  const begin = async (key: string, file: File): Promise<void> => {
    const stop = new AbortController();
    stops.set(key, stop);
    change(key, { share: 0, problem: null, again: false });
    try {
      const ref = await upload(file, { signal: stop.signal, onProgress: (share) => change(key, { share }) });
      kept(ref, file);
      change(key, { share: null, ref });
      if (chips.peek().some((chip) => chip.key === key)) announce(fileWords.ready(ref.name));
    } catch (error) {
      if (!stop.signal.aborted) fail(key, file.name, ...problemOf(error));
    }
  };
  const take = (file: File): void => {
    const key = `file ${++count}`;
    chips.value = [...chips.peek(), { key, file, share: null, ref: null, problem: null, again: false }];
    const max = taken.getSnapshot()?.file ?? 0;
    if (max === 0) fail(key, file.name, fileWords.off);
    else if (!(fileTypes as readonly string[]).includes(file.type)) fail(key, file.name, fileWords.type(kinds));
    else if (file.size > max) fail(key, file.name, fileWords.big(Math.floor(max / megabyte)));
    else void begin(key, file);
  };

  return {
    chips,
    add(files) {
      const room = limits.files - chips.peek().filter(({ problem, again }) => problem === null || again).length;
      for (const file of files.slice(0, room)) take(file);
      return files.length > room ? fileWords.many(limits.files) : null;
    },
    remove(key) {
      const chip = chips.peek().find((one) => one.key === key);
      chips.value = chips.peek().filter((one) => one !== chip);
      stops.get(key)?.abort();
      if (chip) announce(fileWords.removed(chip.file.name));
    },
    retry(key) {
      const chip = chips.peek().find((one) => one.key === key);
      if (chip) void begin(key, chip.file);
    },
    ready() {
      const all = chips.peek();
      return all.some(({ share }) => share !== null) ? null : all.flatMap(({ ref }) => ref ?? []);
    },
    clear() {
      chips.value = chips.peek().filter(({ ref }) => ref === null);
    },
    dispose() {
      for (const stop of stops.values()) stop.abort();
    },
  };
}

function problemOf(error: unknown): [problem: string, again: boolean] {
  const { code = '', details } = error as { code?: string; details?: { max?: number } | null };
  if (code === 'too_large')
    return [details?.max ? fileWords.big(Math.floor(details.max / megabyte)) : fileWords.pixels, false];
  if (code === 'file_type') return [fileWords.type(kinds), false];
  if (code === 'files_off') return [fileWords.off, false];
  if (code === 'rate_limited' || code === 'quota') return [fileWords.quota, true];
  if (code === 'storage_full') return [fileWords.full, true];
  return [code === 'unavailable' || code === 'timeout' ? fileWords.network : fileWords.failed, true];
}
