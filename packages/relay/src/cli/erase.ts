// `rapport erase`: removes what is kept of a conversation or of a visitor. It says how much, never what.
import { join } from 'node:path';
import { isId } from '@rapport/protocol';
import { createFolder, filesName } from '../files/folder.ts';
import { done, only, parse, type Run, Usage } from './command.ts';

export function eraseCommand(args: readonly string[]): Run {
  const [what, ...rest] = args;
  if (what !== 'conversation' && what !== 'visitor') throw new Usage('Say what to erase: conversation or visitor.');
  const id = only(parse(rest, {}).positionals, 'ID');
  if (!isId(id)) throw new Usage('ID must be 1 to 40 of A–Z a–z 0–9 _ -.');
  return async ({ store, settings }) => {
    const { visitors, conversations, events, files } = await store.erase(
      what === 'visitor' ? { visitor: id } : { conversation: id },
    );
    await createFolder(join(settings.data, filesName)).remove(files);
    if (visitors + conversations === 0) return done(`Nothing is kept of ${what} ${id}.`);
    return done(
      `Erased: ${visitors} visitors, ${conversations} conversations, ${events} events, ${files.length} files.`,
    );
  };
}
