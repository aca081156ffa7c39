import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder } from './folder.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'rapport-files-'));
});
afterEach(() => rmSync(path, { recursive: true }));

test('[U10] what a crash left unfinished goes, and nothing that comes in meanwhile is taken for it', async () => {
  const unfinished = join(path, 'incoming');
  mkdirSync(unfinished);
  for (let i = 0; i < 200; i += 1) writeFileSync(join(unfinished, i.toString(16).padStart(32, '0')), 'half of it');
  const folder = createFolder(path);
  // The relay looks through its files as it starts; a page has waited for it and sends one in the same moment.
  const looking = folder.older(0);
  const coming = await folder.incoming();
  await coming.write(Buffer.from('whole'));
  await looking;
  const id = await coming.keep([await coming.all()]);
  await coming.close();
  expect(readdirSync(unfinished)).toEqual([]);
  expect((await folder.read(id))?.size).toBe(5);
});
