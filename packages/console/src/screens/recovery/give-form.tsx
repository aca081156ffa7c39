// Gives a case to a colleague, here or not: it is theirs from then on, and its time goes on as it is.
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Hand } from '../../recovery.ts';
import { recoveryWords as w } from '../../recovery-words.ts';
import { useDesk } from '../../ui.tsx';
import { ActForm } from './act-form.tsx';
import type { CaseForm } from './case-forms.tsx';

export function GiveForm({ it, people, asks, done }: CaseForm & { people: readonly Hand[] }): JSX.Element {
  const { staff, me } = useDesk();
  const id = useId();
  const [to, setTo] = useState('');
  const here = new Set(staff.value.map((member) => member.id));
  const able = people.filter((one) => !one.isGone && one.id !== it.owner && one.id !== me.id);
  const group = (label: string, some: readonly Hand[]): JSX.Element | false =>
    some.length > 0 && (
      <optgroup label={label}>
        {some.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </optgroup>
    );
  return (
    <ActForm
      title={w.give}
      submit={w.giveNow}
      hint={w.giveHint}
      done={done}
      run={async () => {
        if (to === '') return w.giveMissing;
        await asks.own(it.id, to);
        setTo('');
        return null;
      }}
    >
      <div class="field">
        <label for={id}>{w.giveTo}</label>
        <select id={id} value={to} onChange={(e) => setTo(e.currentTarget.value)}>
          <option value="">–</option>
          {group(
            w.giveHere,
            able.filter((one) => here.has(one.id)),
          )}
          {group(
            w.giveAway,
            able.filter((one) => !here.has(one.id)),
          )}
        </select>
      </div>
    </ActForm>
  );
}
