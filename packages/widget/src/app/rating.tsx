// The rating card: five worded options, then what went wrong or well. It says "saved" only of what the relay has on disk.
import { limits } from '@rapport/protocol';
import type { RatingView, VisitorConversation } from '@rapport/sdk';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';
import { answerOf, asksContact, createChoice, type Form, formOf, outcomes, scores, shownReasons, sideOf, withReason, withScore } from './rating-form.ts';
import { untilOf } from './time.ts';
import type { RatingStep, Touch } from './view.ts';
import { t } from './words.ts';

export interface RatingProps {
  conv: VisitorConversation;
  rating: RatingView;
  step: RatingStep;
  /** Address to write to, if the page has told it. */
  email: string;
  onTouch(touch: Touch): void;
}

export function RatingCard({ conv, rating, step, email, onTouch }: RatingProps): JSX.Element | null {
  if (step === 'none') return null;
  if (step === 'ask') return <Ask conv={conv} rating={rating} step={step} email={email} onTouch={onTouch} />;
  const saved = rating.state === 'rated';
  return (
    <div class="rate" role="group" aria-label={t('survey.q_score')}>
      {step === 'thanks' && <SaveState conv={conv} rating={rating} saved={t('survey.thanks')} />}
      {step === 'thanks' && saved && <p>{t('survey.visibility')}</p>}
      {step === 'thanks' && saved && rating.until && <p>{t('survey.edit_until', { time: untilOf(rating.until) })}</p>}
      {step === 'locked' && <p>{t('survey.closed')}</p>}
      {step === 'skipped' && <p>{t('survey.reminder')}</p>}
      {step !== 'locked' && rating.until && (
        <button class="btn" onClick={() => onTouch('editing')}>
          {t(step === 'skipped' ? 'survey.rate' : 'survey.change')}
        </button>
      )}
    </div>
  );
}

function Ask({ conv, rating, email, onTouch }: RatingProps): JSX.Element {
  const [form, setForm] = useState<Form>(() => formOf(rating.given, email));
  const [all, setAll] = useState(false);
  const card = useRef<HTMLFormElement>(null);
  const arrow = useRef(false);
  const latest = useRef(form);
  latest.current = form;
  const save = () => {
    const answer = answerOf(latest.current);
    if (answer) conv.rate(answer);
    onTouch('editing');
  };
  const choice = useMemo(() => createChoice(save), []);
  // Leaving the card is leaving the group: what stands is meant.
  useEffect(() => choice.commit, []);
  useEffect(() => {
    // What opened below the choice comes into view, without taking the focus.
    if (rating.given) card.current?.querySelector('.more')?.scrollIntoView({ block: 'nearest' });
  }, [!rating.given]);

  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const asked = rating.given !== null;
  const side = form.score && sideOf(form.score);
  const next = () => {
    choice.cancel();
    if (!form.score) return card.current?.querySelector('input')?.focus();
    save();
    if (asked) onTouch('done');
  };

  return (
    <form
      class="rate"
      ref={card}
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <h3 id="q1">{t('survey.q_score')}</h3>
      <div
        class="sc"
        role="radiogroup"
        aria-labelledby="q1"
        onKeyDown={({ key }) => {
          arrow.current = key.startsWith('Arrow');
        }}
        onPointerDown={() => {
          arrow.current = false;
        }}
        onFocusOut={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget as Node) || choice.commit()}
      >
        {scores.map((score) => (
          <label key={score}>
            <input
              type="radio"
              name="score"
              checked={form.score === score}
              onChange={() => {
                setForm(withScore(form, score));
                choice.choose(!arrow.current);
              }}
            />
            <Icon name={`face${score}` as IconName} />
            {t(`score.${score}`)}
          </label>
        ))}
      </div>
      {asked && side && form.score && (
        <div class="more">
          <SaveState conv={conv} rating={rating} saved={t('survey.saved')} />
          {side === 'neg' && form.score < 3 && <p>{t('survey.sorry')}</p>}
          <h3 id="q2">{t(form.score < 3 ? 'survey.q_wrong' : side === 'neg' ? 'survey.q_better' : 'survey.q_well')}</h3>
          <p>{t('survey.pick_any')}</p>
          <div class="chips" role="group" aria-labelledby="q2">
            {shownReasons(all, form.reasons).map((reason) => (
              <label key={reason}>
                <input type="checkbox" checked={form.reasons.includes(reason)} onChange={() => setForm(withReason(form, reason))} />
                {t(reason === 'about_product' || reason === 'other' ? `reason.${reason}.neg` : `reason.${reason}.${side}`)}
              </label>
            ))}
            {!all && (
              <button type="button" class="btn t" onClick={() => setAll(true)}>
                {t('survey.more')}
              </button>
            )}
          </div>
          <h3 id="q3">{t('survey.q_resolved')}</h3>
          <div class="chips" role="radiogroup" aria-labelledby="q3">
            {outcomes.map((outcome) => (
              <label key={outcome}>
                <input type="radio" name="resolved" checked={form.resolved === outcome} onChange={() => set({ resolved: outcome })} />
                {t(`resolved.${outcome as 'yes'}`)}
              </label>
            ))}
          </div>
          <label class="lb">
            <b>{t('survey.q_differently')}</b> ({t('survey.optional')})
            <textarea dir="auto" rows={2} maxLength={limits.comment} value={form.comment} onInput={(event) => set({ comment: event.currentTarget.value })} aria-describedby="hint" />
          </label>
          <p id="hint">{t('survey.comment_hint')}</p>
          {asksContact(form) && (
            <>
              <h3 id="q4">{t('survey.q_contact')}</h3>
              <div class="chips" role="radiogroup" aria-labelledby="q4">
                {[true, false].map((wish) => (
                  <label key={`${wish}`}>
                    <input type="radio" name="wish" checked={form.wish === wish} onChange={() => set({ wish })} />
                    {t(wish ? 'contact.yes' : 'contact.no')}
                  </label>
                ))}
              </div>
              {form.wish && (
                <label class="lb">
                  {t('contact.field')}
                  <input value={form.to} maxLength={limits.contact} autocomplete="email" onInput={(event) => set({ to: event.currentTarget.value })} />
                </label>
              )}
            </>
          )}
        </div>
      )}
      <div class="row">
        <button class="btn pri">{t('survey.next')}</button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            choice.cancel();
            if (!asked) conv.dismiss();
            onTouch(asked ? 'done' : 'skipped');
          }}
        >
          {t('survey.skip')}
        </button>
      </div>
    </form>
  );
}

/** Saved, waiting, or failed with a way to try again: one of the three, never silence. */
function SaveState({ conv, rating, saved }: { conv: VisitorConversation; rating: RatingView; saved: string }): JSX.Element | null {
  if (rating.state === 'rated') return <p class="ok">{saved}</p>;
  if (rating.state === 'saving') return <p class="late">{t('survey.unsaved')}</p>;
  if (rating.state !== 'failed') return null;
  const { given } = rating;
  return (
    <p class="st fail">
      {t('survey.failed')} {given && <button type="button" onClick={() => conv.rate(given)}>{t('action.retry')}</button>}
    </p>
  );
}
