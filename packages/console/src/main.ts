// What the browser runs: the console over a real relay.
import { createAgent } from '@rapport/sdk';
import { createLead } from './alerts.ts';
import { createApi } from './api.ts';
import { start } from './start.tsx';
import { browserKeep } from './storage.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('#app is missing in index.html');
const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/ws`;

start({
  view: window,
  root,
  api: createApi(),
  agent: (token) => createAgent({ url, token }),
  tab: browserKeep('tab'),
  device: browserKeep('device'),
  leads: createLead(window),
});
