// The sheet of keys.
import type { JSX, RefObject } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import { Heard } from '../ui.tsx';
import { words } from '../words.ts';

export function Help({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }): JSX.Element {
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="help-title">
      <header>
        <h2 id="help-title">{words.help.title}</h2>
        <button type="button" class="bt g" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
          <Heard>{words.nav.close}</Heard>
        </button>
      </header>
      <dl class="keys">
        {Object.entries(words.help.keys).map(([key, text]) => (
          <Line key={key} keys={[key]} text={text} />
        ))}
        <Line keys={['u']} text={deskWords.help.u} />
        <Line keys={['t']} text={deskWords.help.t} />
        <Line keys={['s']} text={deskWords.help.s} />
        <Line keys={['d']} text={deskWords.help.d} />
        <Line keys={['1', '…', '4']} text={deskWords.help.outcomes} />
        <Line keys={['0', '…', '5']} text={deskWords.guess.key} />
        <Line keys={['g', 'i', 'l']} text={deskWords.help.g} />
        <Line keys={['Alt', '↓ ↑']} text={words.help.altArrows} />
        <Line keys={['Ctrl', 'Enter']} text={words.help.ctrlEnter} />
        <Line keys={['Esc']} text={words.help.esc} />
      </dl>
    </dialog>
  );
}

function Line({ keys, text }: { keys: readonly string[]; text: string }): JSX.Element {
  return (
    <div>
      <dt>
        {keys.map((k) => (
          <kbd key={k} class="kbd">
            {k}
          </kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}
