// What the settings ask of the browser.
import { afterEach, expect, test, vi } from 'vitest';
import { openStage, type Stage } from '../test/stage.ts';
import { words } from '../words.ts';

let stage: Stage;
afterEach(() => {
  stage.close();
  vi.unstubAllGlobals();
});

test('[UX118] leave to notify is asked for by a click, and never before', async () => {
  const requestPermission = vi.fn(async () => 'granted');
  vi.stubGlobal('Notification', Object.assign(vi.fn(), { requestPermission, permission: 'default' }));
  stage = await openStage({ hash: '' });
  expect(requestPermission).not.toHaveBeenCalled();
  await stage.click(stage.field(words.settings.notify));
  expect(requestPermission).toHaveBeenCalledTimes(1);
});
