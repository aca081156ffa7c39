// What is done with a chat less often: behind one button, and on a phone everything that has no room.
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import { Icon } from '../icon.tsx';
import type { OpenChat } from '../open-chat.ts';
import { focusOn, Heard, Key, useDesk } from '../ui.tsx';
import { words } from '../words.ts';

const w = deskWords.more;

export function More({ chat }: { chat: OpenChat }): JSX.Element {
  const { isLead } = useDesk();
  const { can } = chat.state.value;
  const entry = (text: string, run: () => void, key?: string, narrow = false): JSX.Element => (
    <button
      type="button"
      class={narrow ? 'bt g narrow' : 'bt g'}
      {...(key && { 'aria-keyshortcuts': key })}
      popovertarget="more"
      popovertargetaction="hide"
      onClick={run}
    >
      {text} {key && <Key>{key}</Key>}
    </button>
  );
  const sheet = (kind: NonNullable<OpenChat['sheet']['value']>) => (): void => {
    chat.sheet.value = kind;
  };
  const entries = [
    can.transfer && entry(deskWords.hand.transfer, sheet('transfer'), 't', true),
    can.note &&
      entry(
        words.conversation.note,
        () => {
          chat.setMode('note');
          focusOn('message');
        },
        'n',
        true,
      ),
    can.consult && entry(w.consult, sheet('consult')),
    can.escalate && !isLead && entry(w.escalate, () => void chat.acts.escalate(), 's'),
    can.join && entry(w.join, () => void chat.acts.join()),
    entry(w.copy, sheet('copy')),
    can.takeover && entry(w.takeover, sheet('takeover')),
    can.block && entry(w.block, sheet('block')),
    can.unblock && entry(w.unblock, () => void chat.acts.unblock()),
  ].filter((it) => it !== false);
  return (
    <>
      <button type="button" class="bt g more-button" popovertarget="more" title={w.title}>
        <Icon name="more" />
        <Heard>{w.title}</Heard>
      </button>
      <div id="more" popover="auto" class="menu more" role="dialog" aria-label={w.title}>
        {entries}
      </div>
    </>
  );
}
