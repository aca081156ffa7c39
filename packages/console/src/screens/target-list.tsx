// Search and list of whom a chat can go to: a combobox over a list that stays open. Up and down choose, Enter takes.
import type { JSX, Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import { canTake, type Target } from '../colleagues.ts';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { languageName } from '../language.ts';
import { Face, Heard } from '../ui.tsx';
import { isolate, words } from '../words.ts';

const w = deskWords.hand;

export interface TargetListProps {
  readonly search: Ref<HTMLInputElement>;
  readonly label: string;
  readonly listLabel: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly found: readonly Target[];
  /** False: there is nobody, whatever is searched for. */
  readonly isAnybody: boolean;
  readonly chosen: Target | null;
  readonly error: string | null;
  readonly onChoose: (target: Target) => void;
}

export function TargetList(props: TargetListProps): JSX.Element {
  const { search, label, listLabel, text, onText, found, isAnybody, chosen, error, onChoose } = props;
  const id = useId();
  const [at, setAt] = useState(0);
  const active = found[Math.min(at, found.length - 1)];
  const key = (e: KeyboardEvent): void => {
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      e.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
      document.getElementById(`${id}-${found[at + step]?.id}`)?.scrollIntoView({ block: 'nearest' });
    } else if (e.key === 'Enter' && !e.isComposing) {
      e.preventDefault();
      if (active !== undefined && canTake(active)) onChoose(active);
    }
  };
  return (
    <div class="field targets">
      <label for={`${id}-search`}>{label}</label>
      <input
        id={`${id}-search`}
        ref={search}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={text}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(e) => {
          onText(e.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={key}
      />
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="options" id={`${id}-list`} role="listbox" aria-label={listLabel}>
        {found.map((target) => (
          <Option
            key={`${target.kind}-${target.id}`}
            id={`${id}-${target.id}`}
            target={target}
            isActive={target === active}
            isChosen={chosen?.kind === target.kind && chosen.id === target.id}
            onChoose={onChoose}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p class="quiet" role="status">
          {isAnybody ? w.nobodyFound(isolate(text.trim())) : w.nobody}
        </p>
      )}
    </div>
  );
}

function Option({
  id,
  target,
  isActive,
  isChosen,
  onChoose,
}: {
  id: string;
  target: Target;
  isActive: boolean;
  isChosen: boolean;
  onChoose: (target: Target) => void;
}): JSX.Element {
  const may = canTake(target);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the combobox, which this option belongs to
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and names the active option
    <div
      id={id}
      class={isActive ? 'option active' : 'option'}
      role="option"
      aria-selected={isChosen}
      aria-disabled={may ? undefined : true}
      onPointerDown={(e) => e.preventDefault()}
      onClick={() => may && onChoose(target)}
    >
      {target.kind === 'person' ? (
        <>
          <Face name={target.name} />
          <span class="name">
            <bdi>{target.name}</bdi>
          </span>
          <span class="sub">
            <i class={`dot ${target.of.status}`} />
            {target.of.status === 'finishing' ? deskWords.presence.finishing : words.presence[target.of.status]}
            {target.of.langs.length > 0 && <span> · {target.of.langs.map(languageName).join(', ')}</span>}
          </span>
          <span class="load">
            <span aria-hidden="true">{w.load(target.of.load, target.of.capacity)}</span>
            <Heard>, {w.loadSpoken(target.of.load, target.of.capacity)}</Heard>
          </span>
        </>
      ) : (
        <>
          <span class="face" aria-hidden="true">
            <Icon name="people" />
          </span>
          <span class="name">
            <bdi>{target.name}</bdi>
          </span>
          <span class="sub">{w.hereOf(target.available)}</span>
        </>
      )}
      {isChosen && <Icon name="check" />}
    </div>
  );
}
