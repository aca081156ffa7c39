// `rapport export`: what is kept of a conversation, of a visitor or of a site, as JSON lines and files in a new folder. It takes nothing
// away, and the folder is there whole or not at all.
import { createWriteStream } from 'node:fs';
import { access, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Audience, type ConvId, type EventData, type FileId, isId } from '@rapport/protocol';
import { createFolder, type Folder, filesName } from '../files/folder.ts';
import type { ConvRow, Store, VisitorRow } from '../store/store.ts';
import { done, failed, only, parse, type Run, Usage } from './command.ts';

type What = 'conversation' | 'visitor' | 'site';

const page = 200;
const many = 1_000_000;
const names = ['visitors', 'conversations', 'events', 'cases'] as const;
type Name = (typeof names)[number];
type Counts = Record<Name | 'files' | 'missing', number>;

export function exportCommand(args: readonly string[]): Run {
  const [what, ...rest] = args;
  if (what !== 'conversation' && what !== 'visitor' && what !== 'site')
    throw new Usage('Say what to export: conversation, visitor or site.');
  const { positionals, values } = parse(rest, { out: { type: 'string' }, 'for-visitor': { type: 'boolean' } });
  const id = only(positionals, what === 'site' ? 'KEY' : 'ID');
  if (!isId(id)) throw new Usage(`${what === 'site' ? 'KEY' : 'ID'} must be 1 to 40 of A–Z a–z 0–9 _ -.`);
  if (!values.out) throw new Usage('--out FOLDER is missing: where to put it.');
  const out = resolve(values.out);
  const isForVisitor = values['for-visitor'] ?? false;
  if (isForVisitor && what === 'site') throw new Usage('--for-visitor is for a conversation or a visitor.');
  return async ({ store, settings }) => {
    if (await isThere(out)) return failed(`${out} is there already. Name a folder that is not.`);
    const rows = await rowsOf(store, what, id);
    if (!rows) return failed(`There is no ${what} ${id}.`);
    const unfinished = join(dirname(out), `.${Date.now()}-${process.pid}.unfinished`);
    await mkdir(join(unfinished, 'files'), { recursive: true, mode: 0o700 });
    try {
      const folder = createFolder(join(settings.data, filesName));
      const counts = await write({ store, folder, to: unfinished, isForVisitor }, rows);
      await rename(unfinished, out);
      const { visitors, conversations, events, cases, files, missing } = counts;
      const gone = missing > 0 ? ` ${missing} files are not kept any more.` : '';
      return done(
        `Exported to ${out}: ${visitors} visitors, ${conversations} conversations, ${events} events, ${cases} recovery cases, ${files} files.${gone}`,
      );
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  };
}

interface Found {
  /** Also such as have begun no conversation. */
  readonly visitors: readonly VisitorRow[];
  readonly conversations: AsyncIterable<ConvRow>;
}

/** Null: there is no such thing. */
async function rowsOf(store: Store, what: What, id: string): Promise<Found | null> {
  if (what === 'conversation') {
    const row = await store.conversation(id);
    return row && { visitors: [], conversations: each([row]) };
  }
  if (what === 'visitor') {
    const visitor = await store.visitor(id);
    // All of the same subject, as erasing takes them (I8).
    return visitor && { visitors: [visitor], conversations: each(await store.conversationsOfPerson(id, many)) };
  }
  return (await store.site(id)) && { visitors: [], conversations: ofSite(store, id) };
}

async function* each(rows: readonly ConvRow[]): AsyncGenerator<ConvRow> {
  yield* rows;
}

/** Each once, also those that end or go on while they are listed. */
async function* ofSite(store: Store, key: string): AsyncGenerator<ConvRow> {
  const known = new Set<ConvId>();
  const fresh = (rows: readonly ConvRow[]): ConvRow[] =>
    rows.filter(({ conv, state }) => state.site === key && !known.has(conv) && known.add(conv));
  const stillOpen = async function* (): AsyncGenerator<ConvRow> {
    for (let after: ConvId | undefined, more = true; more; ) {
      const rows = await store.openConversations(page, after);
      yield* fresh(rows);
      after = rows.at(-1)?.conv;
      more = rows.length === page;
    }
  };
  yield* stillOpen();
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const closed = await store.closedConversations(page, cursor);
    yield* fresh(closed.rows);
    cursor = closed.cursor;
  }
  yield* stillOpen();
}

interface Where {
  readonly store: Store;
  readonly folder: Folder;
  readonly to: string;
  /** Nothing that the staff keeps to itself. */
  readonly isForVisitor: boolean;
}

async function write({ store, folder, to, isForVisitor }: Where, found: Found): Promise<Counts> {
  const counts: Counts = { visitors: 0, conversations: 0, events: 0, cases: 0, files: 0, missing: 0 };
  const handles = new Map<Name, FileHandle>();
  const known = new Set<string>();

  async function line(name: Name, value: object): Promise<void> {
    counts[name] += 1;
    await handles.get(name)?.appendFile(`${JSON.stringify(value)}\n`);
  }

  async function visitor(row: VisitorRow | null): Promise<void> {
    if (!row || known.has(row.id)) return;
    known.add(row.id);
    const { block, ...rest } = row;
    await line('visitors', { ...rest, ...(block && !isForVisitor ? { block } : {}) });
  }

  async function file(id: FileId, called: string): Promise<void> {
    const kept = await folder.read(id);
    counts[kept ? 'files' : 'missing'] += 1;
    const ending = /^\.\w{1,5}$/.exec(extname(called))?.[0] ?? '';
    if (kept) await pipeline(kept.bytes, createWriteStream(join(to, 'files', `${id}${ending}`), { mode: 0o600 }));
  }

  async function stream(conversation: ConvId, audience: Audience): Promise<void> {
    for (let after = 0, more = true; more; ) {
      const events = await store.events(conversation, audience, after, page);
      for (const event of events) {
        await line('events', { conversation, stream: audience, ...event });
        const { files = [] } = event.d as Partial<EventData['message']>;
        for (const { id, name } of files) await file(id, name);
      }
      after = events.at(-1)?.s ?? 0;
      more = events.length === page;
    }
  }

  async function conversation({ conv, state }: ConvRow): Promise<void> {
    const { site, openedAt, closedAt, n } = state;
    await visitor(await store.visitor(state.visitor));
    await line('conversations', { id: conv, site, visitor: state.visitor, openedAt, closedAt, sessions: n });
    for (const audience of isForVisitor ? (['main', 'rating'] as const) : (['main', 'notes', 'rating'] as const))
      await stream(conv, audience);
    if (isForVisitor) return;
    for (const row of await store.casesOf(conv))
      await line('cases', { ...row, events: await store.caseEvents(row.id) });
  }

  try {
    for (const name of names) handles.set(name, await open(join(to, `${name}.jsonl`), 'wx', 0o600));
    for (const row of found.visitors) await visitor(row);
    for await (const row of found.conversations) await conversation(row);
    for (const handle of handles.values()) await handle.sync();
  } finally {
    for (const handle of handles.values()) await handle.close();
  }
  return counts;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
