// A Chromium as people have it, driven over bare CDP: Playwright keeps every page visible, starts without the back/forward
// cache, and cannot follow a page that comes out of it. Controls are found by role and name in the accessibility tree.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromiumPath } from '../test/chromium.ts';
import { tempDir } from '../test/temp-dir.ts';
import { until } from './until.ts';

type Params = Readonly<Record<string, unknown>>;
/** Sends a command of the protocol; the caller says what comes back. */
type Send = <T = unknown>(method: string, params?: Params) => Promise<T>;

export interface RawTab {
  readonly send: Send;
  /** Every parameter object of `event` so far. */
  heard(event: string): readonly unknown[];
  /** The value of `expression`, awaited. */
  evaluate<T>(expression: string): Promise<T>;
  goto(url: string): Promise<void>;
  /** One step back in the tab's history. */
  back(): Promise<void>;
  click(role: string, name: string): Promise<void>;
  write(text: string): Promise<void>;
  /** Waits until a bubble of the transcript is `text`. */
  sees(text: string): Promise<void>;
  /** The bubbles that begin with `label`, in order. */
  bubbles(label: string): Promise<readonly string[]>;
  /** All that the panel says. */
  says(): Promise<string>;
  /** Another tab is opened before it, in the same window. */
  hide(): Promise<unknown>;
  show(): Promise<unknown>;
}

export interface RawBrowser {
  /** A tab in a window of its own. */
  tab(url: string): Promise<RawTab>;
  /** The same, of somebody who was never here. */
  stranger(url: string): Promise<RawTab>;
  /** Runs `expression` in the background of the only extension. */
  inExtension(expression: string): Promise<void>;
  stop(): Promise<void>;
}

export interface RawOptions {
  readonly args?: readonly string[];
  /** What stands in the profile's `Preferences`. */
  readonly preferences?: object;
}

const shadow = `document.querySelector('rapport-chat')?.shadowRoot`;

export async function launchRaw({ args = [], preferences }: RawOptions = {}): Promise<RawBrowser> {
  const dir = tempDir();
  if (preferences) {
    mkdirSync(`${dir.path}/Default`);
    writeFileSync(`${dir.path}/Default/Preferences`, JSON.stringify(preferences));
  }
  const child = spawn(
    chromiumPath(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${dir.path}`,
      ...args,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = once(child, 'exit');
  const socket = new WebSocket(await addressIn(child.stderr));
  await once(socket as never, 'open');

  let count = 0;
  const waiting = new Map<number, { resolve(reply: unknown): void; reject(error: Error): void }>();
  const events = new Map<string, Map<string, unknown[]>>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, method, params, sessionId = '' } = JSON.parse(String(data));
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`${error.message} (${error.code})`));
    else asked?.resolve(result);
    if (method) {
      const ofTab = events.get(sessionId) ?? new Map<string, unknown[]>();
      events.set(sessionId, ofTab.set(method, [...(ofTab.get(method) ?? []), params]));
    }
  });
  const call = <T>(method: string, params: Params = {}, sessionId?: string): Promise<T> =>
    new Promise<unknown>((resolve, reject) => {
      waiting.set(++count, { resolve, reject });
      socket.send(JSON.stringify({ id: count, method, params, ...(sessionId && { sessionId }) }));
    }) as Promise<T>;

  const attach = async (targetId: string): Promise<Pick<RawTab, 'send' | 'heard'>> => {
    const { sessionId } = await call<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    return {
      send: (method, params) => call(method, params, sessionId),
      heard: (event) => events.get(sessionId)?.get(event) ?? [],
    };
  };

  const open = async (url: string, more: Params = {}): Promise<RawTab> => {
    const make = (newWindow: boolean): Promise<{ targetId: string }> =>
      call('Target.createTarget', { url: 'about:blank', newWindow, ...more });
    const { targetId } = await make(true);
    const { send, heard } = await attach(targetId);
    await Promise.all(['Page.enable', 'Runtime.enable', 'Accessibility.enable', 'Network.enable'].map((m) => send(m)));
    const tab: RawTab = {
      ...driven(send),
      send,
      heard,
      hide: () => make(false),
      show: () => send('Page.bringToFront'),
    };
    await tab.goto(url);
    return tab;
  };

  return {
    tab: (url) => open(url),
    async stranger(url) {
      return open(url, await call<{ browserContextId: string }>('Target.createBrowserContext'));
    },
    async inExtension(expression) {
      type Target = { readonly type: string; readonly url: string; readonly targetId: string };
      const isOfExtension = ({ type, url }: Target): boolean => type === 'service_worker' && /^chrome-ext/.test(url);
      const { targetInfos } = await until(
        'the background of the extension',
        () => call<{ targetInfos: readonly Target[] }>('Target.getTargets'),
        (reply) => reply.targetInfos.some(isOfExtension),
      );
      const { targetId } = targetInfos.find(isOfExtension) as Target;
      await evaluateOn((await attach(targetId)).send, expression);
    },
    async stop() {
      socket.close();
      child.kill();
      await gone;
      dir.remove();
    },
  };
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const found = /^DevTools listening on (ws:\S+)/.exec(line);
    if (found?.[1]) {
      output.resume();
      return found[1];
    }
  }
  throw new Error('Chromium ended before it could be driven.');
}

async function evaluateOn<T>(send: Send, expression: string): Promise<T> {
  const { result, exceptionDetails } = await send<{
    result: { value: T };
    exceptionDetails?: { exception?: { description?: string } };
  }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
  return result.value;
}

function driven(send: Send): Omit<RawTab, 'send' | 'heard' | 'hide' | 'show'> {
  const evaluate = <T>(expression: string): Promise<T> => evaluateOn(send, expression);
  /** Id of the only element of that role and name. */
  const find = async (role: string, accessibleName: string): Promise<number> => {
    type Node = { readonly backendDOMNodeId: number; readonly ignored: boolean };
    const look = async (): Promise<readonly Node[]> => {
      const { root } = await send<{ root: { backendNodeId: number } }>('DOM.getDocument');
      const { backendNodeId } = root;
      const query = { backendNodeId, role, accessibleName };
      const { nodes } = await send<{ nodes: readonly Node[] }>('Accessibility.queryAXTree', query);
      return nodes.filter(({ ignored }) => !ignored);
    };
    const [node] = await until(`one ${role} “${accessibleName}”`, look, ({ length }) => length === 1);
    return (node as Node).backendDOMNodeId;
  };
  const tab: ReturnType<typeof driven> = {
    evaluate,
    async goto(url) {
      await send('Page.navigate', { url });
      const look = (): Promise<string> => evaluate(`location.href + ' ' + document.readyState`);
      await until(url, look, (seen) => seen === `${url} complete`);
    },
    async back() {
      const { currentIndex, entries } = await send<{ currentIndex: number; entries: readonly { id: number }[] }>(
        'Page.getNavigationHistory',
      );
      await send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1]?.id });
    },
    async click(role, name) {
      const { model } = await send<{ model: { content: readonly number[] } }>('DOM.getBoxModel', {
        backendNodeId: await find(role, name),
      });
      // Four corners, clockwise from the left upper one.
      const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content;
      const at = { x: (left + right) / 2, y: (top + bottom) / 2, button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
      await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
    },
    async write(text) {
      await send('DOM.focus', { backendNodeId: await find('textbox', 'Type your message…') });
      await send('Input.insertText', { text });
      await tab.click('button', 'Send');
    },
    bubbles: (label) =>
      evaluate(
        `[...(${shadow}?.querySelectorAll('[role=log] .b:not(.typ)') ?? [])].map(b => b.textContent.trim()).filter(text => text.startsWith(${JSON.stringify(label)}))`,
      ),
    async sees(text) {
      await until(
        `“${text}”`,
        () => tab.bubbles(text),
        (texts) => texts.includes(text),
      );
    },
    says: () => evaluate(`${shadow}?.querySelector('.app')?.textContent ?? ''`),
  };
  return tab;
}
