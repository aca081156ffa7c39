// What a command is given and what it answers. A command prints nothing and ends no process: main.ts does.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';

export interface Given {
  readonly store: Store;
  readonly settings: Settings;
  readonly now: number;
}

/** Exit code, and what goes to standard output (0) or standard error (1). */
export interface Done {
  readonly code: 0 | 1;
  readonly text: string;
}

/** Wrong usage: exit code 2. The message says what to do. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

/** A command whose words were right; it still needs the store. */
export type Run = (given: Given) => Promise<Done>;

type Options = NonNullable<ParseArgsConfig['options']>;

/** `parseArgs`, with its complaints as Usage. */
export function parse<const O extends Options>(
  args: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true; args: string[] }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : 'Wrong usage.');
  }
}

/** Exactly one word must be left, `what`. */
export function only(positionals: readonly string[], what: string): string {
  const [word, ...more] = positionals;
  if (word === undefined) throw new Usage(`${what} is missing.`);
  if (more.length > 0) throw new Usage(`Too many words: ${more.join(' ')}. Put a name with spaces in quotes.`);
  return word;
}

export function none(positionals: readonly string[]): void {
  if (positionals.length > 0) throw new Usage(`Too many words: ${positionals.join(' ')}.`);
}

export const done = (text: string): Done => ({ code: 0, text });
export const failed = (text: string): Done => ({ code: 1, text });

/** Columns of equal width, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((wide, row) => row.map((cell, i) => Math.max(wide[i] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
