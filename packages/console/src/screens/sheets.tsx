// The sheet of a chat that is open, if there is one.
import type { JSX } from 'preact';
import type { OpenChat } from '../open-chat.ts';
import { BlockSheet } from './block-sheet.tsx';
import { CopySheet } from './copy-sheet.tsx';
import { HandSheet } from './hand-sheet.tsx';
import { TakeoverSheet } from './takeover-sheet.tsx';

export function Sheets({ chat }: { chat: OpenChat }): JSX.Element | null {
  const kind = chat.sheet.value;
  switch (kind) {
    case null:
      return null;
    case 'block':
      return <BlockSheet chat={chat} />;
    case 'copy':
      return <CopySheet chat={chat} />;
    case 'takeover':
      return <TakeoverSheet chat={chat} />;
    default:
      return <HandSheet chat={chat} kind={kind} />;
  }
}
