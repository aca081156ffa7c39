// The panel as a whole: what only this screen knows (`ui`), what it shows of the SDK's stores (`look`), and when it is drawn.
// No component has a state of its own: whatever changes, everything is drawn again, and what is the same object as before is skipped.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { Here, Person } from '@rapport/protocol';
import type { ChatErrorLike, Status, Timeline, Visitor, VisitorConversation, VisitorState } from '@rapport/sdk';
import type { Shell } from '../shell.ts';
import { type Announce, createAnnouncer } from './announce.ts';
import { Banner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { Fragment, h, render } from './dom.ts';
import { createDraft, type Draft, forgetDrafts, readSwitch } from './draft.ts';
import { Header } from './header.tsx';
import { Home } from './home.tsx';
import { Log, settle } from './log.tsx';
import { need } from './need.ts';
import { createNotice } from './notice.ts';
import { bring, bringAgain, isNeeded, type PartName, type Parts } from './parts.ts';
import type { RatingStep } from './rating-step.ts';
import type { SurveyUi } from './survey/survey.ts';
import { isBlocked, type Screen, screenOf } from './view.ts';
import { t } from './words.ts';

/** What is of the rating is there once its chunk is. */
export interface Ui extends SurveyUi {
  layer: 'none' | 'menu' | 'end' | 'lead' | 'complaint';
  text: string;
  draft: Draft;
  note: string;
  /** This browser keeps nothing: said for as long as there is nothing else to say. */
  unkept: boolean;
  sound: boolean;
  /** First message that was unread when the panel opened. */
  newFrom: string | null;
  /** The chat that is over and cannot go on is looked at. */
  past: boolean;
  /** Who is to answer: goes with the first message. */
  wish: { team?: string };
  /** The transcript is at its end; how many messages have come below it if not. */
  bottom: boolean;
  below: number;
}

/** What is so now, read once for each drawing. */
export interface View {
  status: Status;
  here: Here | null;
  site: ReturnType<Visitor['site']['getSnapshot']>;
  screen: Screen;
  /** Null on the home screen. */
  conv: VisitorConversation | null;
  state: VisitorState | null;
  timeline: Timeline;
  staff: readonly Person[];
  agent: string | undefined;
  typing: string | undefined;
  step: RatingStep;
  isOpen: boolean;
}

export interface Panel {
  readonly visitor: Visitor;
  readonly shell: Shell;
  readonly ui: Ui;
  readonly say: Announce;
  now: View;
  /** What the first file does not know, as far as it is there. */
  readonly parts: Parts;
  bring(name: PartName): Promise<void>;
  readonly coming: { [K in PartName]?: Promise<void> };
  /** Where this visitor can be reached, as far as the page has told; '' if it has not. */
  email(): string;
  /** Changes `ui` and draws. */
  set(part: Partial<Ui>): void;
  /** Closes menu or question and puts the focus on `selector`. */
  leave(selector: string): void;
  focus(selector: string): void;
  /** True: taken. */
  send(text: string): boolean;
  /** What Escape does. */
  escape(): void;
  /** Of what the person has done here nothing is left. */
  forget(): void;
}

const noTimeline: Timeline = { items: [], from: 1, head: 0, hasOlder: false, loadingOlder: false };

/** Draws into the shell's box from now on. `email`: what the page has told. */
export function createPanel(visitor: Visitor, shell: Shell, email: () => string): Panel {
  const { box, host } = shell;
  let isDue = false;
  let conv: VisitorConversation | null = null;
  let name = '';

  const look = (): View => {
    const state = conv?.state.getSnapshot() ?? null;
    const screen = screenOf(state, Date.now(), panel.ui.past || !!panel.ui.newFrom || !!state?.unread);
    const staff = state?.participants.filter((person) => person.role !== 'visitor') ?? [];
    return {
      status: visitor.status.getSnapshot(),
      here: visitor.here.getSnapshot(),
      site: visitor.site.getSnapshot(),
      screen,
      conv: screen === 'home' ? null : conv,
      state,
      timeline: conv?.timeline.getSnapshot() ?? noTimeline,
      staff,
      agent: staff.find((person) => person.id === state?.assignee)?.name,
      typing: state?.typing.find((id) => id !== state.visitor),
      step: 'none',
      isOpen: shell.isOpen,
    };
  };

  const draw = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      const { ui, now: was } = panel;
      const now = (panel.now = look());
      const { rating } = now.state ?? {};
      if (name !== (now.conv?.id ?? 'new')) {
        name = now.conv?.id ?? 'new';
        ui.draft?.flush();
        ui.draft = createDraft(name);
        ui.text = ui.draft.read();
      }
      if (rating) void panel.bring('survey');
      panel.parts.survey?.look(now);
      notice(was, now);
      if (isNeeded(now)) void panel.bring('extras');
      render(
        <>
          {Header(panel)}
          {Banner(panel)}
          {now.conv ? Log(panel, now.conv) : Home(panel)}
          {now.conv && rating && panel.parts.survey?.card(now.conv, rating)}
          {panel.parts.extras?.bottom() || (!isBlocked(now.status) && Composer(panel))}
        </>,
        box,
      );
      settle(panel, was);
    });
  };

  const panel: Panel = {
    visitor,
    shell,
    say: (shell.say ??= createAnnouncer(shell)),
    parts: {},
    coming: {},
    bring: (name) => bring(panel, name),
    ui: {
      layer: 'none',
      text: '',
      draft: createDraft('new'),
      note: '',
      unkept: false,
      sound: readSwitch('sound'),
      newFrom: null,
      past: false,
      wish: {},
      bottom: true,
      below: 0,
    } as Ui,
    now: undefined as unknown as View,
    set(part) {
      Object.assign(panel.ui, part);
      draw();
    },
    email,
    leave(selector) {
      panel.set({ layer: 'none' });
      // After the drawing that takes the layer away.
      queueMicrotask(() => panel.focus(selector));
    },
    // What the survey asks for stands before the composer, and is not where one writes on.
    focus: (selector) =>
      (box.querySelector<HTMLElement>(`.cmp ${selector}`) ?? box.querySelector<HTMLElement>(selector))?.focus(),
    send(text) {
      panel.set({ note: '' });
      try {
        const { conv } = panel.now;
        const files = panel.parts.files?.refs();
        // What is still on its way says so where it is.
        if (files === null) return false;
        const message = files?.[0] ? { text, files } : text;
        if (conv) conv.send(message);
        else visitor.start({ message, ...panel.ui.wish });
        panel.parts.files?.clear();
        return true;
      } catch (error) {
        panel.set({ note: t((error as ChatErrorLike).code === 'outbox_full' ? 'error.full' : 'error.other') });
        return false;
      }
    },
    escape() {
      if (panel.ui.layer !== 'none') panel.leave('.menu');
      else if (!shell.isInline) shell.set(false);
    },
    forget() {
      const { ui, parts, coming } = panel;
      ui.draft.write('');
      forgetDrafts();
      // What is typed in their fields is theirs: they begin anew when they are needed.
      for (const part in coming) {
        delete parts[part as PartName];
        delete coming[part as PartName];
      }
      panel.set({ text: '', layer: 'none', note: '', wish: {}, newFrom: null });
    },
  };
  // Closed, so that a panel which is open already is seen to open.
  panel.now = { ...look(), isOpen: false };
  const notice = createNotice(panel);

  box.onpaste =
    box.ondrop =
    box.ondragover =
      ((event: ClipboardEvent & DragEvent) => {
        const { types, files } = (event.clipboardData ?? event.dataTransfer) as DataTransfer;
        // What can be pasted as a text is one: a spreadsheet offers a picture of itself beside it.
        if (!types.includes('Files') || types.includes('text/plain')) return;
        event.preventDefault();
        const given = event.type === 'dragover' ? [] : [...files];
        void need(panel, 'files').then((part) => part?.take(given));
      }) as never;
  // Something was attached before this page was loaded.
  if (createDraft('files').read()) void panel.bring('files');

  let off: (() => void)[] = [];
  visitor.current.subscribe((current) => {
    for (const stop of off) stop();
    conv = current;
    panel.ui.past = false;
    off = conv ? [conv.state.subscribe(draw), conv.timeline.subscribe(draw)] : [];
    draw();
  });
  for (const store of [visitor.status, visitor.here, visitor.site]) store.subscribe(draw);
  host.addEventListener('rapport:open', draw);
  document.addEventListener('visibilitychange', draw);
  addEventListener('online', () => {
    bringAgain(panel);
    draw();
  });
  addEventListener('offline', draw);
  // A keyboard has come or gone: who was at the end still is.
  window.visualViewport?.addEventListener('resize', draw);
  addEventListener('pagehide', () => panel.ui.draft.flush());

  return panel;
}
