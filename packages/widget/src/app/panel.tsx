// The panel as a whole: what only this screen knows (`ui`), what it shows of the SDK's stores (`look`), and when it is drawn.
// No component has a state of its own: whatever changes, everything is drawn again, and what is the same object as before is skipped.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { Here, Person } from '@rapport/protocol';
import type { ChatErrorLike, Status, Timeline, Visitor, VisitorConversation, VisitorState } from '@rapport/sdk';
import type { Shell } from '../shell.ts';
import { type Announce, createAnnouncer } from './announce.ts';
import { Banner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { type Child, Fragment, h, render } from './dom.ts';
import { createDraft, type Draft, readSwitch } from './draft.ts';
import { bring, bringSurvey, type Extras, isNeeded, type Survey } from './extras.ts';
import { EndSheet, Header } from './header.tsx';
import { Home } from './home.tsx';
import { Log, settle } from './log.tsx';
import { createNotice } from './notice.ts';
import { RatingCard } from './rating.tsx';
import { answerOf, type Choice, createChoice, type Form, formOf } from './rating-form.ts';
import { isBlocked, mayRemind, type RatingStep, ratingStep, type Screen, screenOf, type Touch } from './view.ts';
import { base, lang, t } from './words.ts';

export interface Ui {
  layer: 'none' | 'menu' | 'end' | 'lead' | 'complaint';
  text: string;
  draft: Draft;
  note: string;
  /** This browser keeps nothing: said for as long as there is nothing else to say. */
  unkept: boolean;
  sound: boolean;
  touch: Touch;
  form: Form;
  /** All reasons are shown. */
  all: boolean;
  /** When the question came into view here; 0: it has not. */
  askedAt: number;
  /** This visit may bring the one reminder. */
  reminds: boolean;
  choice: Choice;
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
  /** Null: it did not come. */
  extras?: Extras | null;
  coming?: Promise<unknown>;
  survey?: Survey;
  surveying?: Promise<unknown>;
  /** What the first file does not know. */
  bring(): Promise<unknown>;
  identity?: Promise<unknown> | (() => Child);
  /** Where this visitor can be reached, as far as the page has told; '' if it has not. */
  email(): string;
  /** Changes `ui` and draws. */
  set(part: Partial<Ui>): void;
  /** Closes menu or question and puts the focus on `selector`. */
  leave(selector: string): void;
  focus(selector: string): void;
  /** True: taken. */
  send(text: string): boolean;
}

const noTimeline: Timeline = { items: [], from: 1, head: 0, hasOlder: false, loadingOlder: false };

/** Draws into the shell's box from now on. `email`: what the page has told. Returns what Escape does. */
export function createPanel(visitor: Visitor, shell: Shell, email: () => string): () => void {
  const { box, host } = shell;
  let isDue = false;
  let conv: VisitorConversation | null = null;
  let name = '';
  let rated = '';

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
      step: screen === 'ended' ? ratingStep(state?.rating ?? null, panel.ui.touch) : 'none',
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
      if (rated !== `${name}${rating?.session}`) {
        rated = `${name}${rating?.session}`;
        ui.form = formOf(rating?.given ?? null, email(), rating?.extra);
        ui.touch = 'none';
        ui.all = false;
        ui.askedAt = 0;
        ui.reminds = !!now.state && mayRemind(now.state, Date.now());
        now.step = look().step;
      }
      notice(was, now);
      if (isNeeded(now)) void panel.bring();
      if (now.isOpen && now.step !== 'none') bringSurvey(panel);
      render(
        <>
          {Header(panel)}
          {Banner(panel)}
          {now.conv ? Log(panel, now.conv) : Home(panel)}
          {now.conv && rating && RatingCard(panel, now.conv, rating)}
          {now.conv && ui.layer === 'end'
            ? EndSheet(panel, now.conv)
            : panel.extras?.bottom() || (!isBlocked(now.status) && Composer(panel))}
        </>,
        box,
      );
      settle(panel, was);
    });
  };

  const panel: Panel = {
    visitor,
    shell,
    say: createAnnouncer(shell),
    ui: {
      layer: 'none',
      text: '',
      draft: createDraft('new'),
      note: '',
      unkept: false,
      sound: readSwitch('sound'),
      touch: 'none',
      form: formOf(null),
      all: false,
      askedAt: 0,
      reminds: false,
      newFrom: null,
      past: false,
      wish: {},
      bottom: true,
      below: 0,
      choice: createChoice(() => {
        const { ui, now } = panel;
        const form = { ...ui.form, afterMs: ui.form.afterMs ?? Date.now() - (ui.askedAt || Date.now()) };
        const answer = answerOf(form, base(lang), now.state?.rating?.extra);
        if (answer) now.conv?.rate(answer);
        panel.set({ touch: 'editing', form });
      }),
    },
    now: undefined as unknown as View,
    set(part) {
      Object.assign(panel.ui, part);
      draw();
    },
    email,
    bring: () => bring(panel),
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
        if (panel.now.conv) panel.now.conv.send(text);
        else visitor.start({ message: text, ...panel.ui.wish });
        return true;
      } catch (error) {
        panel.set({ note: t((error as ChatErrorLike).code === 'outbox_full' ? 'error.full' : 'error.other') });
        return false;
      }
    },
  };
  // Closed, so that a panel which is open already is seen to open.
  panel.now = { ...look(), isOpen: false };
  const notice = createNotice(panel);

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
    if (!panel.survey) delete panel.surveying;
    draw();
  });
  addEventListener('offline', draw);
  addEventListener('pagehide', () => panel.ui.draft.flush());

  return () => (panel.ui.layer === 'none' ? shell.set(false) : panel.leave('.menu'));
}
