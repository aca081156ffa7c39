// The chunk of what few chats need. Begun once for a panel, with its words and its styles; from then on the panel asks it first.
import { type ChatEvent, referenceOf, type VisitorConversation } from '@rapport/sdk';
import { extraStyle } from '../../style/extra.ts';
import { sheetOf } from '../../unit.ts';
import type { Child } from '../dom.ts';
import { emailOf } from '../email-form.tsx';
import type { Panel, View } from '../panel.tsx';
import { isLive } from '../view.ts';
import { eventLine } from './event-line.ts';
import { HomeMore } from './home-more.tsx';
import { limited } from './limited.ts';
import { EndSheet, Menu } from './menu.tsx';
import { MessageForm } from './message-form.tsx';
import { noticeMore } from './notice-more.ts';
import { createOwn } from './own.ts';
import { QueueCard } from './queue-card.tsx';
import { LeadSheet } from './sheets.tsx';
import { StillThere } from './still-there.tsx';
import { loadExtraWords } from './words-more.ts';

export interface Extras {
  /** Under the title of the home screen. */
  home(): Child;
  /** Below the transcript. */
  cards(conv: VisitorConversation): Child;
  /** In the place of the composer; null: the composer. */
  bottom(): Child;
  menu(): Child;
  /** Undefined: as usual. */
  line(event: ChatEvent): string | undefined;
  notice(was: View, now: View): void;
  /** What people call the chat by. */
  reference(conv: VisitorConversation): string;
  /** Nothing more is taken for so long. */
  limited(forMs: number): void;
}

export async function begin(panel: Panel): Promise<Extras> {
  await loadExtraWords();
  panel.shell.root.adoptedStyleSheets.push(sheetOf(extraStyle));
  const own = createOwn(emailOf(panel));
  return {
    home: () => HomeMore(panel),
    cards(conv) {
      const { screen, state } = panel.now;
      if (!state) return null;
      return [
        screen === 'waiting' && state.phase !== 'draft' && QueueCard(panel, conv, state, own),
        state.can.stay && StillThere(panel, conv),
      ];
    },
    bottom() {
      const { ui, now } = panel;
      const { conv, here, screen } = now;
      if (conv && ui.layer === 'end') return EndSheet(panel, conv);
      if (conv && ui.layer === 'lead') return LeadSheet(panel, conv);
      if (conv && ui.layer === 'complaint') return panel.parts.visit?.complaint(conv, own);
      return screen === 'home' && here && !isLive(here) ? MessageForm(panel, own) : null;
    },
    menu: () => Menu(panel, own),
    line: (event) => eventLine(panel, event),
    notice: (was, now) => noticeMore(panel, own, was, now),
    reference: ({ id }) => referenceOf(id),
    limited: (forMs) => limited(panel, forMs),
  };
}
