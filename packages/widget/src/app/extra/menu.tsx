// W6: what the menu holds, and the question before a chat is ended.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { VisitorConversation } from '@rapport/sdk';
import { h, type VNode } from '../dom.ts';
import { writeSwitch } from '../draft.ts';
import { end } from '../header.tsx';
import type { Panel } from '../panel.tsx';
import { t } from '../words.ts';
import type { Own } from './own.ts';
import { Asked, mayAsk } from './sheets.tsx';

export function Menu(panel: Panel, own: Own): VNode {
  const { ui, now, set } = panel;
  void panel.bring('choices');
  void panel.bring('transcript');
  void panel.bring('visit');
  const state = now.conv && now.state;
  const entry = (name: string, run: () => void) => (
    <button key={name} onClick={run}>
      {name}
    </button>
  );
  return (
    <div class="sheet">
      {panel.parts.transcript?.menu()}
      {entry(t(ui.sound ? 'sound.off' : 'sound.on'), () => {
        ui.sound = !ui.sound;
        writeSwitch('sound', ui.sound);
        panel.leave('.menu');
      })}
      {state &&
        state.phase !== 'draft' && [
          mayAsk(now, state, Date.now()) && entry(t('escalate.supervisor'), () => set({ layer: 'lead' })),
          state.lead && (
            <p class="note" key="lead">
              {t('lead.stands')}
            </p>
          ),
          panel.parts.visit &&
            state.can.complain &&
            entry(t('complaint.make'), () => {
              own.complaint = { text: own.complaint.text, step: 'writing' };
              set({ layer: 'complaint' });
            }),
        ]}
      {panel.parts.choices?.menu()}
      {panel.parts.visit?.menu()}
      {state?.can.close && entry(t('end.button'), () => set({ layer: 'end' }))}
    </div>
  );
}

/** Minimising never ends a chat, and ending it is asked about. The focus is on the answer that changes nothing. */
export function EndSheet(panel: Panel, conv: VisitorConversation): VNode {
  return Asked(
    'end',
    t('end.confirm'),
    null,
    [t('end.button'), () => end(panel, conv, 'h2')],
    [t('end.keep'), () => panel.leave('textarea')],
    true,
  );
}
