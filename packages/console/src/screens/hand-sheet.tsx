// To whom a chat goes, or who is asked to help: search and choose, then say what they need to know (UX §3.2.9).
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ActProblem } from '../acts.ts';
import { canTake, lastQuestion, type Target, targets } from '../colleagues.ts';
import { deskWords } from '../desk-words.ts';
import type { OpenChat } from '../open-chat.ts';
import { useDesk, useUi } from '../ui.tsx';
import { isolate } from '../words.ts';
import { Sheet } from './sheet.tsx';
import { TargetList } from './target-list.tsx';

const w = deskWords.hand;

export function HandSheet({ chat, kind }: { chat: OpenChat; kind: 'transfer' | 'consult' }): JSX.Element {
  const name = isolate(chat.name.value);
  const isTransfer = kind === 'transfer';
  return (
    <Sheet
      title={isTransfer ? w.title(name) : w.consultTitle(name)}
      onClose={() => {
        chat.sheet.value = null;
      }}
    >
      {(close) => <Form chat={chat} isTransfer={isTransfer} close={close} />}
    </Sheet>
  );
}

function Form({ chat, isTransfer, close }: { chat: OpenChat; isTransfer: boolean; close: () => void }): JSX.Element {
  const desk = useDesk();
  const { announce } = useUi();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Target | null>(null);
  const [note, setNote] = useState(() => (isTransfer ? visitorsQuestion(chat) : ''));
  const [problem, setProblem] = useState<ActProblem | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const state = chat.state.value;
  const without = [desk.me.id, ...(state.assignee === null ? [] : [state.assignee])];
  const choice = { staff: desk.staff.value, teams: isTransfer ? desk.teamsOf(state.site) : [], without };
  const found = targets(choice, text);
  useEffect(() => search.current?.focus(), []);

  const fail = (it: ActProblem): void => {
    setProblem(it);
    announce(it.text, true);
    if (it.field === 'to') search.current?.focus();
    if (it.field === 'text') field.current?.focus();
  };
  const submit = async (): Promise<void> => {
    if (chosen === null) return fail({ field: 'to', text: isTransfer ? w.chooseFirst : w.chooseHelper });
    if (isTransfer && note.trim() === '') return fail({ field: 'text', text: w.noteMissing });
    const named = isolate(chosen.name);
    const to = chosen.kind === 'team' ? { team: chosen.id } : { to: chosen.id };
    const wrong = isTransfer
      ? await chat.acts.transfer(to, note, named)
      : await chat.acts.consult(chosen.id, note, named);
    if (wrong !== null) return fail(wrong);
    announce(isTransfer ? w.pending(named) : w.asked(named));
    close();
  };
  const called = chosen === null ? null : isolate(chosen.name);
  const label = isTransfer
    ? called === null
      ? w.noteNobody
      : w.note(called)
    : called === null
      ? w.questionNobody
      : w.question(called);
  const verb = isTransfer
    ? called === null
      ? w.sendNobody
      : w.send(called)
    : called === null
      ? w.askNobody
      : w.ask(called);
  return (
    <form
      class="hand"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <TargetList
        search={search}
        label={isTransfer ? w.search : w.searchPeople}
        listLabel={isTransfer ? w.choices : w.helpers}
        text={text}
        onText={setText}
        found={found}
        isAnybody={targets(choice, '').length > 0}
        chosen={chosen}
        error={problem?.field === 'to' ? problem.text : null}
        onChoose={(target) => {
          setChosen(target);
          setProblem(null);
          field.current?.focus();
        }}
      />
      <div class="field">
        <label for={`${id}-note`}>
          {label} {!isTransfer && <span class="quiet">({w.optional})</span>}
        </label>
        <textarea
          id={`${id}-note`}
          ref={field}
          rows={3}
          dir="auto"
          value={note}
          required={isTransfer}
          aria-invalid={problem?.field === 'text' ? 'true' : undefined}
          aria-describedby={problem?.field === 'text' ? `${id}-error` : undefined}
          onInput={(e) => {
            setNote(e.currentTarget.value);
            if (problem?.field === 'text') setProblem(null);
          }}
          onKeyDown={(e) => {
            if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey) || e.isComposing) return;
            e.preventDefault();
            void submit();
          }}
        />
        {problem?.field === 'text' && (
          <p class="error" id={`${id}-error`}>
            {problem.text}
          </p>
        )}
      </div>
      {problem !== null && problem.field === null && (
        <p class="error" role="alert">
          {problem.text}
        </p>
      )}
      <footer>
        <button type="button" class="bt" onClick={close}>
          {w.cancel}
        </button>
        <button
          type="submit"
          class="bt p"
          aria-disabled={chat.acts.busy.value || (chosen !== null && !canTake(chosen))}
        >
          {verb}
        </button>
      </footer>
    </form>
  );
}

function visitorsQuestion(chat: OpenChat): string {
  const { visitor } = chat.state.peek();
  return lastQuestion(
    chat.timeline
      .peek()
      .items.flatMap((item) => (item.type === 'message' && item.message.author === visitor ? item.message.text : [])),
  );
}
