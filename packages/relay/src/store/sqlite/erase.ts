// Takes conversations and visitors out of the database, byte by byte: what people wrote is overwritten where it stands, before
// deleting moves rows from page to page and leaves copies; then the write-ahead log, which still has it, is emptied.
// All of that writes, so on a full disk it lives on the ballast.
import type { ActorId, ConvId, FileId } from '@rapport/protocol';
import { flagBits } from '../../core/reports/columns.ts';
import { type Erased, StoreFull } from '../store.ts';
import { eraseCases } from './cases.ts';
import type { Database, Statement } from './database.ts';
import { idsOf } from './files.ts';
import type { Log } from './log.ts';
import type { Project } from './project.ts';
import { samePerson } from './rows.ts';

export interface Eraser {
  conversation(conv: ConvId): Erased;
  visitor(id: ActorId): Erased;
}

const nothing: Erased = { visitors: 0, conversations: 0, events: 0, files: [] };

/** What a page of a long value holds, and how many are filled at once. */
const pageBytes = 2_000;
const mostPages = 4_096;

/** As many bytes as it had: then the row stays where it is. */
const blank = (column: string): string => `${column} = printf('%*s', length(CAST(${column} AS BLOB)), '')`;

/** `project`: the sessions of one conversation, before what they are made from goes. */
export function createEraser(db: Database, log: Log, project: Project): Eraser {
  const number = db.prepare('SELECT cid FROM conversation WHERE id = ?');
  const ofVisitor = db.prepare('SELECT id FROM conversation WHERE visitor = ?');
  const prepare = (...sql: string[]): Statement[] => sql.map((one) => db.prepare(one));
  const theirEvents = 'WHERE id IN (SELECT id FROM place WHERE cid = ?)';
  const blankEvents = prepare(
    `UPDATE event SET ${blank('data')} ${theirEvents}`,
    `UPDATE conversation SET ${blank('state')} WHERE cid = ?`,
  );
  const deleteEvents = db.prepare(`DELETE FROM event ${theirEvents}`);
  const deleteRest = prepare(...['place', 'mark', 'conversation'].map((table) => `DELETE FROM ${table} WHERE cid = ?`));
  const blankPerson = db.prepare(`UPDATE visitor SET ${blank('info')}, ${blank('block')} WHERE id = ?`);
  const deletePerson = db.prepare('DELETE FROM visitor WHERE id = ?');
  const family = db.prepare(samePerson.slice(1, -1));
  const deleteSignatures = db.prepare('DELETE FROM signature WHERE visitor = ?');
  const ofPerson = '(site, sub) = (SELECT site, sub FROM visitor WHERE id = ?)';
  const forgetPerson = prepare(
    `UPDATE person SET ${blank('claims')} WHERE ${ofPerson}`,
    `DELETE FROM person WHERE ${ofPerson}`,
  );
  const mailsOf = (column: string): Statement[] =>
    prepare(
      `UPDATE mail SET ${blank('address')}, ${blank('data')}, ${blank('error')} WHERE ${column} = ?`,
      `DELETE FROM mail WHERE ${column} = ?`,
    );
  const dropFiles = eraseFiles(db);
  const theirCases = eraseCases(db);
  // What came of a session stays, without whose it was and where.
  const theirSessions = db.prepare(
    `UPDATE session SET conv = NULL, visitor = NULL, visitor_no = 0, page = '', flags = flags & ~${flagBits(['comment'])},
       changed = (SELECT max(changed) + 1 FROM session) WHERE conv = ?`,
  );
  // The numbers of the last events are given again.
  const projected = db.prepare(
    `UPDATE meta SET value = (SELECT CAST(coalesce(max(id), 0) AS TEXT) FROM event)
     WHERE key = 'projected' AND CAST(value AS INTEGER) > (SELECT coalesce(max(id), 0) FROM event)`,
  );
  const freePages = db.prepare('PRAGMA freelist_count');
  const addScrap = db.prepare(`INSERT INTO meta (key, value) VALUES (?, printf('%*s', ?, ''))`);
  const dropScrap = db.prepare(`DELETE FROM meta WHERE key LIKE 'scrap %'`);
  const eraseReads = db.prepare('DELETE FROM rating_read WHERE conv = ?');
  const eraseMails = { conv: mailsOf('conv'), visitor: mailsOf('visitor') };

  function transact(work: () => Erased): Erased {
    try {
      return log.rewrite(work);
    } catch (cause) {
      // The ballast has been given up by now, so there is room.
      if (!(cause instanceof StoreFull)) throw cause;
      return log.rewrite(work);
    }
  }

  function overwriting(work: () => Erased): Erased {
    db.exec('PRAGMA secure_delete = ON');
    try {
      const erased = work();
      transact(scrub);
      return erased;
    } finally {
      db.exec('PRAGMA secure_delete = FAST');
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
  }

  /** Pages that are free have what stood in them when a state grew out of them (it has the words of a rating). Taken once, and given back empty. */
  function scrub(): Erased {
    for (let n = 0; ; n += 1) {
      const { freelist_count: free } = freePages.get() as { freelist_count: number };
      if (free === 0) break;
      addScrap.run(`scrap ${n}`, Math.min(free, mostPages) * pageBytes);
    }
    dropScrap.run();
    return nothing;
  }

  const conversation = (conv: ConvId): Erased =>
    transact(() => {
      const row = number.get(conv) as { cid: number } | undefined;
      if (!row) return nothing;
      project(row.cid);
      for (const statement of blankEvents) statement.run(row.cid);
      const { changes } = deleteEvents.run(row.cid);
      projected.run();
      for (const statement of deleteRest) statement.run(row.cid);
      for (const statement of [...eraseMails.conv, theirSessions, ...theirCases, eraseReads]) statement.run(conv);
      return { visitors: 0, conversations: 1, events: Number(changes), files: dropFiles('conv', conv) };
    });

  /** One transaction each: a crash leaves whole conversations, and the next try finds them. */
  function one(id: ActorId): Erased[] {
    const theirs = ofVisitor.all(id) as { id: ConvId }[];
    const erased = theirs.map(({ id: conv }) => conversation(conv));
    erased.push(
      transact(() => {
        for (const statement of eraseMails.visitor) statement.run(id);
        deleteSignatures.run(id);
        blankPerson.run(id);
        return { ...nothing, visitors: Number(deletePerson.run(id).changes), files: dropFiles('uploader', id) };
      }),
    );
    return erased;
  }

  return {
    conversation: (conv) => overwriting(() => conversation(conv)),
    visitor: (id) =>
      overwriting(() => {
        const all = (family.all(id) as Record<string, ActorId>[]).flatMap((row) => Object.values(row));
        transact(() => {
          for (const statement of forgetPerson) statement.run(id);
          return nothing;
        });
        // I8: the one that was asked for at the end, so that the next try after a crash finds the others by it.
        return [...all.filter((other) => other !== id), id].flatMap(one).reduce((sum, part) => ({
          visitors: sum.visitors + part.visitors,
          conversations: sum.conversations + part.conversations,
          events: sum.events + part.events,
          files: [...sum.files, ...part.files],
        }));
      }),
  };
}

/** Those that were sent in a conversation, or uploaded by a visitor and not sent. */
function eraseFiles(db: Database): (column: 'conv' | 'uploader', value: string) => readonly FileId[] {
  const of = { conv: 'conv = ?', uploader: 'conv IS NULL AND uploader = ?' };
  const prepared = (column: keyof typeof of) => ({
    blank: db.prepare(`UPDATE file SET ${blank('name')} WHERE ${of[column]}`),
    drop: db.prepare(`DELETE FROM file WHERE ${of[column]} RETURNING id`),
  });
  const statements = { conv: prepared('conv'), uploader: prepared('uploader') };
  return (column, value) => {
    statements[column].blank.run(value);
    return idsOf(statements[column].drop.all(value));
  };
}
