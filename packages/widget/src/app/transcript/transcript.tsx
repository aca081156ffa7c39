// Copies of the chat (W9–W11): one to print or save, one by mail. What each needs is loaded when it is asked for.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import { copiesStyle } from '../../style/copies.ts';
import { sheetOf } from '../../unit.ts';
import { type Child, h } from '../dom.ts';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';
import type { MailForm } from './mail-form.tsx';
import { loadTranscriptWords } from './words-transcript.ts';

export interface TranscriptPart {
  /** At the top of the menu. */
  menu(): Child;
  /** Below a rating that was given, or put away. */
  offer(): Child;
}

type Place = 'menu' | 'card';

export async function begin(panel: Panel): Promise<TranscriptPart> {
  await loadTranscriptWords();
  panel.shell.root.adoptedStyleSheets.push(sheetOf(copiesStyle));
  /** Where the form stands open. */
  let place: Place | null = null;
  let form: MailForm | null = null;
  const failed = () => panel.set({ note: t('error.other') });

  async function open(at: Place): Promise<void> {
    place = at;
    form ??= await import('./mail-form.tsx').then(({ createMailForm }) => createMailForm(panel));
    panel.set({});
    queueMicrotask(() => panel.focus('.cp input'));
  }

  const entries = (at: Place, style: string) => {
    const { conv, state, site, timeline } = panel.now;
    if (!conv || !state || state.phase === 'draft') return null;
    const isAnswered = timeline.items.some((item) => item.type === 'message' && !item.message.mine);
    const close = () => {
      place = null;
      panel.set({});
      queueMicrotask(() => panel.focus('.cpm'));
    };
    return [
      // Without a mail server, and before anybody has answered, none would go (K4, K5).
      site?.mail &&
        isAnswered &&
        (place === at && form ? (
          form.draw(conv, close)
        ) : (
          <button type="button" class={`${style} cpm`} key="mail" onClick={() => open(at).catch(failed)}>
            {t('transcript.email')}
          </button>
        )),
      <button
        type="button"
        class={style}
        key="print"
        // Brought before it is asked for: a page that opens long after the tap is held to be unwanted.
        onFocus={() => void import('./print.tsx').catch(() => undefined)}
        onPointerEnter={() => void import('./print.tsx').catch(() => undefined)}
        onClick={() => void import('./print.tsx').then(({ print }) => print(panel, conv, state)).catch(failed)}
      >
        {t('transcript.print')}
      </button>,
    ];
  };

  return {
    menu: () => entries('menu', 'cp'),
    offer: () => <div class="row">{entries('card', 'btn')}</div>,
  };
}
