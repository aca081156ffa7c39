// The chunk of the rating: the question, what follows the score, and the second score. Brought by the first invitation and begun once
// for a panel, with its words and its styles; what the SDK knows of ratings is in the same file.
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { surveyStyle } from '../../style/survey.ts';
import { sheetOf } from '../../unit.ts';
import type { VNode } from '../dom.ts';
import type { Panel, View } from '../panel.tsx';
import { answerOf, type Choice, createChoice, type Form, formOf } from '../rating-form.ts';
import { mayRemind, ratingStep, type Touch } from '../rating-step.ts';
import { addWords, base, lang, t } from '../words.ts';
import { Ask } from './ask.tsx';
import { Card } from './card.tsx';
import { createSecond, SecondCard } from './second.tsx';

/** What only this screen knows of the rating; put into the panel's `ui`. */
export interface SurveyUi {
  touch: Touch;
  form: Form;
  /** All reasons are shown. */
  all: boolean;
  /** When the question came into view here; 0: it has not. */
  askedAt: number;
  /** This visit may bring the one reminder. */
  reminds: boolean;
  choice: Choice;
}

export interface Survey {
  /** Before each drawing: what of it is shown. */
  look(now: View): void;
  card(conv: VisitorConversation, rating: RatingView): VNode | null;
  notice(was: View, now: View): void;
}

export async function begin(panel: Panel): Promise<Survey> {
  await addWords((name) => import(`../../words/survey/${name}.ts`));
  panel.shell.root.adoptedStyleSheets.push(sheetOf(surveyStyle));
  const second = createSecond(panel);
  const { ui, shell, say } = panel;
  let known = '';
  ui.choice = createChoice(() => {
    const { now } = panel;
    const form = { ...ui.form, afterMs: ui.form.afterMs ?? Date.now() - (ui.askedAt || Date.now()) };
    const answer = answerOf(form, base(lang), now.state?.rating?.extra);
    if (answer) now.conv?.rate(answer);
    panel.set({ touch: 'editing', form });
  });

  return {
    look(now) {
      const { rating = null } = now.state ?? {};
      const name = `${now.conv?.id}${rating?.session}`;
      if (name !== known) {
        known = name;
        ui.form = formOf(rating?.given ?? null, panel.email(), rating?.extra);
        ui.touch = 'none';
        ui.all = false;
        ui.askedAt = 0;
        ui.reminds = !!now.state && mayRemind(now.state, Date.now());
      }
      if (now.screen === 'ended') now.step = ratingStep(rating, ui.touch);
    },
    card(conv, rating) {
      const { step } = panel.now;
      if (step === 'ask') return Ask(panel, conv, rating);
      if (step === 'second' && rating.second) return SecondCard(panel, conv, second, rating.second);
      return step === 'none' ? null : Card(panel, conv, rating);
    },
    notice(was, now) {
      const { conv, state, isOpen, step } = now;
      const rating = state?.rating;
      const before = was.state?.rating;
      if (rating && before && (rating.state !== before.state || rating.given !== before.given)) {
        if (rating.state === 'rated' && before.state === 'saving') {
          say(t('survey.saved'));
          shell.emit('rated', { score: rating.given?.score });
        }
        if (rating.state === 'failed') say(t('survey.failed'), true);
      }
      if (isOpen && !document.hidden && step === 'ask' && rating && !rating.given && !ui.askedAt) {
        ui.askedAt = Date.now();
        // Told or answered it would be gone at once, if the chat is old.
        ui.past = true;
        if (rating.state === 'offered') conv?.shown();
        else if (ui.reminds) conv?.shown({ again: true });
      }
      const asked = before?.second?.state;
      const handled = rating?.second?.state;
      if (!asked || handled === asked) return;
      if (handled === 'rated' && asked === 'saving') say(t('survey.thanks'));
      if (handled === 'failed') say(t('survey.failed'), true);
    },
  };
}
