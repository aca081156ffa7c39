// Taking a chat over from a colleague: says first what that means for whom (UX C8).
import type { JSX } from 'preact';
import { deskWords } from '../desk-words.ts';
import type { OpenChat } from '../open-chat.ts';
import { useDesk, useUi } from '../ui.tsx';
import { isolate, words } from '../words.ts';
import { Sheet } from './sheet.tsx';

const w = deskWords.takeover;

export function TakeoverSheet({ chat }: { chat: OpenChat }): JSX.Element {
  const desk = useDesk();
  const { router } = useUi();
  const state = chat.state.value;
  const name = isolate(chat.name.value);
  const from = isolate(state.assignee === null ? words.somebody : desk.person(state, state.assignee));
  return (
    <Sheet
      title={w.title(name, from)}
      onClose={() => {
        chat.sheet.value = null;
      }}
    >
      {(close) => (
        <div class="hand">
          <p>{w.lead(name, from)}</p>
          {chat.acts.problem.value !== null && (
            <p class="error" role="alert">
              {chat.acts.problem.value}
            </p>
          )}
          <footer>
            <button type="button" class="bt" onClick={close}>
              {deskWords.hand.cancel}
            </button>
            <button
              type="button"
              class="bt p"
              aria-disabled={chat.acts.busy.value}
              onClick={async () => {
                if (!(await chat.acts.takeover())) return;
                close();
                router.go(chat.id);
              }}
            >
              {w.submit}
            </button>
          </footer>
        </div>
      )}
    </Sheet>
  );
}
