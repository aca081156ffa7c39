// The whole chat as a page of its own, to print or to save: read from the relay, not from what is mounted. The page has no address,
// so no token stands in one; it is built from elements and a constructed sheet, so a strict policy of the site lets it be.
/** @jsxRuntime classic */ /** @jsx h */
import type { EventData, FileRef } from '@rapport/protocol';
import type { ChatEvent, VisitorConversation, VisitorState } from '@rapport/sdk';
import { transcriptStyle } from '../../style/transcript.ts';
import { type Child, h, render } from '../dom.ts';
import { lineOf } from '../line.ts';
import type { linkify } from '../linkify.ts';
import { need } from '../need.ts';
import type { Panel } from '../panel.tsx';
import { isolate, lang, nameIn, rtl, t } from '../words.ts';

/** A sheet belongs to its own window. */
type Page = Window & { readonly CSSStyleSheet: typeof CSSStyleSheet };

/** As sharp as paper needs, and no more than a phone can hold. */
const mostPixels = 1_400;

export async function print(panel: Panel, conv: VisitorConversation, state: VisitorState): Promise<void> {
  // At once: later the browser would take it for an unwanted one.
  const page = open('', '_blank') as Page | null;
  if (!page) return panel.set({ note: t('transcript.blocked') });
  const { document: doc } = page;
  const { site, timeline } = panel.now;
  const title = t('transcript.title', { site: site?.name ?? state.site });
  doc.title = title;
  Object.assign(doc.documentElement, { lang, dir: rtl ? 'rtl' : 'ltr' });
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(transcriptStyle);
  doc.adoptedStyleSheets = [sheet];
  render(<p>{t('transcript.loading')}</p>, doc.body);
  try {
    const [extras, { linkify }] = await Promise.all([need(panel, 'extras'), import('../later.ts')]);
    if (!extras) throw new Error('the words of it did not come');
    const pictures: Promise<unknown>[] = [];
    const events = await everything(conv, timeline.head);
    render(
      [
        <header key="top">
          <h1 dir="auto">{title}</h1>
          <p>
            {t('transcript.reference', { ref: extras.reference(conv) })} · {full(state.openedAt)}
          </p>
          <button type="button" onClick={() => page.print()}>
            {t('transcript.print')}
          </button>
        </header>,
        <main key="log">
          <ol>{events.map((event) => row(event, panel, state, linkify, pictures))}</ol>
        </main>,
      ],
      doc.body,
    );
    await Promise.all(pictures);
    if (page.closed) return;
    page.focus();
    page.print();
  } catch {
    page.close();
    panel.set({ note: t('error.other') });
  }
}

/** From the first event to the newest that is known here. Notes are in none of them (S1). */
async function everything(conv: VisitorConversation, head: number): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  if (head > 0)
    for await (const event of conv.events()) {
      events.push(event);
      if (event.seq >= head) break;
    }
  return events;
}

function row(
  event: ChatEvent,
  panel: Panel,
  { visitor, participants }: VisitorState,
  pieces: typeof linkify,
  pictures: Promise<unknown>[],
): Child {
  const { kind, author, at, seq, data } = event;
  if (kind !== 'message') {
    const isOwn = kind === 'joined' && (data as EventData['joined']).who.role === 'visitor';
    const line = !isOwn && lineOf(panel, event);
    return (
      line && (
        <li class="l" key={`${seq}`}>
          {line}
        </li>
      )
    );
  }
  const { text, files = [] } = data as EventData['message'];
  const name = author === visitor ? t('name.you') : isolate(nameIn(participants, author));
  return (
    <li key={`${seq}`}>
      <p key="who">
        <b dir="auto">{name}</b> <time>{full(at)}</time>
      </p>
      {text && (
        <p class="t" dir="auto">
          {pieces(text).map((piece) =>
            typeof piece === 'string' ? (
              piece
            ) : (
              // What it leads to is printed after it, unless it says so itself.
              <a href={piece.href} class={says(piece) ? '' : 'u'} rel="noopener noreferrer" dir="ltr">
                {piece.text}
              </a>
            ),
          )}
        </p>
      )}
      {files.map((ref) => File(ref, panel, pictures))}
    </li>
  );
}

const says = ({ text, href }: { readonly text: string; readonly href: string }): boolean =>
  href.replace(/^mailto:|\/$/g, '') === text.replace(/\/$/, '');

function File(ref: FileRef, { visitor }: Panel, pictures: Promise<unknown>[]): Child {
  const name = (
    <p class="f" dir="auto">
      {isolate(ref.name)}
    </p>
  );
  if (!/^image\//.test(ref.type) || !ref.w) return name;
  const canvas = document.createElement('canvas');
  // What does not come is told of by its name.
  pictures.push(
    visitor
      .file(ref.id)
      .then((blob) => paint(canvas, blob as Blob))
      .catch(() => undefined),
  );
  return [name, <div class="p" key={ref.id} ref={(box: HTMLElement | null) => box?.append(canvas)} />];
}

async function paint(canvas: HTMLCanvasElement, blob: Blob): Promise<void> {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

/** Whole, and with its zone. */
function full(at: number): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
}
