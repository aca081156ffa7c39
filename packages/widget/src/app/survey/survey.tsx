// The chunk of what follows the score, of the reminder and the second score. Begun once for a panel, with its words and its styles.
import type { Score } from '@rapport/protocol';
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import { surveyStyle } from '../../style/survey.ts';
import { sheetOf } from '../../unit.ts';
import { type Child, h, type VNode } from '../dom.ts';
import type { Panel, View } from '../panel.tsx';
import { addWords, t } from '../words.ts';
import { Card } from './card.tsx';
import { More } from './more.tsx';
import { createSecond, SecondCard } from './second.tsx';

export interface Survey {
  /** Under a score that is given. */
  more(score: Score, rating: RatingView): Child;
  /** In the place of the question; or the second one. */
  card(conv: VisitorConversation, rating: RatingView): VNode;
  /** Above a question that comes back. */
  reminder(): Child;
  notice(was: View, now: View): void;
}

export async function begin(panel: Panel): Promise<Survey> {
  await addWords({
    en: () => import('../../words/survey/en.ts'),
    ar: () => import('../../words/survey/ar.ts'),
    el: () => import('../../words/survey/el.ts'),
    ms: () => import('../../words/survey/ms.ts'),
    ru: () => import('../../words/survey/ru.ts'),
    sq: () => import('../../words/survey/sq.ts'),
  });
  panel.shell.root.adoptedStyleSheets.push(sheetOf(surveyStyle));
  const own = createSecond(panel);
  return {
    more: (score, rating) => More(panel, score, rating),
    card: (conv, rating) =>
      panel.now.step === 'second' && rating.second
        ? SecondCard(panel, conv, own, rating.second)
        : Card(panel, conv, rating),
    reminder: () => h('p', null, t('survey.reminder')),
    notice(was, now) {
      const before = was.state?.rating?.second?.state;
      const state = now.state?.rating?.second?.state;
      if (state === before || !before) return;
      if (state === 'rated' && before === 'saving') panel.say(t('survey.thanks'));
      if (state === 'failed') panel.say(t('survey.failed'), true);
    },
  };
}
