// S5: the one more question that this session was drawn for. Better or worse than expected in words; recommending and ease in numbers
// between two words, in the direction of the language.
/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import type { Extra } from '@rapport/protocol';
import { h, type VNode } from '../dom.ts';
import { Option } from '../rating.tsx';
import { lang, t, texts } from '../words.ts';

const expected = [-2, -1, 0, 1, 2];
const nps = Array.from({ length: 11 }, (_, n) => n);
const ces = [1, 2, 3, 4, 5, 6, 7];

export function ExtraQuestion(extra: Extra, given: number | null, choose: (value: number) => void): VNode {
  if (extra === 'expect')
    return (
      <div class="more" role="radiogroup" aria-labelledby="q5">
        <h3 id="q5">{t('survey.q_expect')}</h3>
        {expected.map((value, i) =>
          Option('radio', extra, given === value, texts('survey.expects')[i], () => choose(value)),
        )}
      </div>
    );
  const isNps = extra === 'nps';
  const values = isNps ? nps : ces;
  const ends = [t(isNps ? 'nps.0' : 'ces.1'), t(isNps ? 'nps.10' : 'ces.7')];
  const last = values.length - 1;
  return (
    <div class="more" role="radiogroup" aria-labelledby="q5">
      <h3 id="q5">{t(isNps ? 'survey.q_nps' : 'survey.q_ces')}</h3>
      <div class={`nums ${extra}`}>
        {values.map((value, i) =>
          Option(
            'radio',
            extra,
            given === value,
            [
              value.toLocaleString(lang),
              // Who does not see where it stands hears what it means.
              (i === 0 || i === last) && <span class="vh">, {ends[i && 1]}</span>,
            ],
            () => choose(value),
          ),
        )}
      </div>
      <p class="ends" aria-hidden="true">
        {ends.map((end) => (
          <span>{end}</span>
        ))}
      </p>
    </div>
  );
}
