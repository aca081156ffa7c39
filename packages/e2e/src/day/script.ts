// A day of a small shop, as data: two agents, one lead, five visitors, and everything that can happen between them. Whoever plays
// it needs no other knowledge; the numbers that must come of it are in expected.ts, counted by hand from this list.
import type { Presence, Rating, Resolved } from '@rapport/protocol';

export type Visitor = 'ana' | 'eleni' | 'nikos' | 'siti' | 'tom';
export type Agent = 'maria' | 'jon' | 'lena';

export const visitors: readonly Visitor[] = ['ana', 'eleni', 'nikos', 'siti', 'tom'];

export const staff: Readonly<Record<Agent, { name: string; role: 'agent' | 'lead'; teams: readonly string[] }>> = {
  maria: { name: 'Maria', role: 'agent', teams: [] },
  jon: { name: 'Jon', role: 'agent', teams: ['billing'] },
  lena: { name: 'Lena', role: 'lead', teams: [] },
};

/** What the site is set to. One conversation each, so that a queue comes about with two agents. */
export const settings: {
  readonly capacity: number;
  readonly acceptWithinMs: number;
  readonly promise: boolean;
  readonly guess: number;
  readonly leadButton: 'always';
  readonly teams: readonly { readonly key: string; readonly name: string; readonly hours: null }[];
  readonly idle: { readonly askAfterMs: number; readonly endAfterMs: number };
} = {
  capacity: 1,
  acceptWithinMs: 60_000,
  promise: true,
  // Who is still to guess a rating is not told its session (R7): whether somebody is asked is chance, and this day has none.
  guess: 0,
  leadButton: 'always',
  teams: [{ key: 'billing', name: 'Billing', hours: null }],
  idle: { askAfterMs: 5 * 60_000, endAfterMs: 6 * 60_000 },
};

/** One thing that somebody does. A visitor has one conversation all day; `of` names it by him. */
export type Act =
  | { readonly by: Visitor; readonly does: 'comes' | 'leaves page' | 'leaves queue' | 'ends' | 'skips' | 'stays' }
  | { readonly by: Visitor; readonly does: 'writes' | 'complains'; readonly text: string }
  /** `again`: it is asked for already, and nothing changes. */
  | { readonly by: Visitor; readonly does: 'asks for a lead'; readonly again?: true }
  | { readonly by: Visitor; readonly does: 'rates'; readonly rating: Rating }
  /** Sees his place in the queue. */
  | { readonly by: Visitor; readonly does: 'stands'; readonly place: number }
  /** Comes, and is told that he is blocked. */
  | { readonly by: Visitor; readonly does: 'is refused' }
  /** `vanishes`: the connection is gone, without a word. */
  | { readonly by: Agent; readonly does: 'comes' | 'goes' | 'vanishes' }
  | { readonly by: Agent; readonly does: 'is'; readonly status: Presence }
  | {
      readonly by: Agent;
      readonly does: 'accepts' | 'declines' | 'joins' | 'watches' | 'takes over';
      readonly of: Visitor;
    }
  | { readonly by: Agent; readonly does: 'escalates' | 'unblocks'; readonly of: Visitor }
  | { readonly by: Agent; readonly does: 'replies' | 'notes'; readonly of: Visitor; readonly text: string }
  | { readonly by: Agent; readonly does: 'whispers'; readonly of: Visitor; readonly to: Agent; readonly text: string }
  | { readonly by: Agent; readonly does: 'consults'; readonly of: Visitor; readonly to: Agent; readonly text: string }
  | { readonly by: Agent; readonly does: 'hands over'; readonly of: Visitor; readonly to: Agent; readonly text: string }
  | {
      readonly by: Agent;
      readonly does: 'gives to team';
      readonly of: Visitor;
      readonly team: string;
      readonly text: string;
    }
  /** Tries what cannot be, and is told why; nothing comes of it. */
  | {
      readonly by: Agent;
      readonly does: 'cannot hand over';
      readonly of: Visitor;
      readonly to: string;
      readonly text: string;
      readonly code: string;
    }
  | { readonly by: Agent; readonly does: 'ends'; readonly of: Visitor; readonly outcome: Resolved }
  | { readonly by: Agent; readonly does: 'calls spam'; readonly of: Visitor; readonly text: string }
  /** It is offered to him by the queue. */
  | { readonly by: Agent; readonly does: 'is offered'; readonly of: Visitor }
  /** Of its own accord, at about that time. */
  | {
      readonly by: 'relay';
      readonly does: 'returns' | 'misses' | 'requeues' | 'is late' | 'asks' | 'ends';
      readonly of: Visitor;
    };

/** `at`: minutes and seconds since the day began. */
export type Step = { readonly at: `${number}:${number}` } & Act;

export const script: readonly Step[] = [
  // 1. Nobody is there yet: a message, answered later.
  { at: '00:00', by: 'eleni', does: 'comes' },
  { at: '00:00', by: 'eleni', does: 'writes', text: 'Can I change my delivery address?' },
  { at: '00:10', by: 'eleni', does: 'leaves page' },
  { at: '10:00', by: 'lena', does: 'comes' },
  { at: '10:00', by: 'lena', does: 'is', status: 'finishing' },
  { at: '10:00', by: 'maria', does: 'comes' },
  { at: '10:00', by: 'jon', does: 'comes' },
  { at: '10:20', by: 'maria', does: 'accepts', of: 'eleni' },
  { at: '10:40', by: 'maria', does: 'replies', of: 'eleni', text: 'Yes. I have changed it for you.' },
  { at: '10:50', by: 'maria', does: 'ends', of: 'eleni', outcome: 'yes' },

  // 2. Two short ones; in the second, a colleague is asked.
  { at: '12:00', by: 'ana', does: 'comes' },
  { at: '12:00', by: 'ana', does: 'writes', text: 'Where is my order?' },
  { at: '12:10', by: 'maria', does: 'accepts', of: 'ana' },
  { at: '12:20', by: 'maria', does: 'replies', of: 'ana', text: 'It arrives tomorrow.' },
  { at: '12:30', by: 'nikos', does: 'comes' },
  { at: '12:30', by: 'nikos', does: 'writes', text: 'Is the oak table waxed?' },
  { at: '12:45', by: 'jon', does: 'accepts', of: 'nikos' },
  { at: '12:55', by: 'jon', does: 'replies', of: 'nikos', text: 'Let me ask.' },
  { at: '13:00', by: 'maria', does: 'ends', of: 'ana', outcome: 'yes' },
  { at: '13:10', by: 'jon', does: 'consults', of: 'nikos', to: 'maria', text: 'Oak table: waxed or oiled?' },
  { at: '13:15', by: 'maria', does: 'notes', of: 'nikos', text: 'Oiled.' },
  { at: '13:20', by: 'ana', does: 'rates', rating: { score: 5, resolved: 'yes' } },
  { at: '13:30', by: 'jon', does: 'replies', of: 'nikos', text: 'It is oiled.' },
  { at: '14:00', by: 'jon', does: 'ends', of: 'nikos', outcome: 'partly' },

  // 3. Handed to a person, who accepts.
  { at: '14:10', by: 'siti', does: 'comes' },
  { at: '14:10', by: 'siti', does: 'writes', text: 'My invoice has the wrong name.' },
  { at: '14:20', by: 'maria', does: 'accepts', of: 'siti' },
  { at: '14:40', by: 'maria', does: 'replies', of: 'siti', text: 'Jon can correct that.' },
  { at: '15:00', by: 'maria', does: 'hands over', of: 'siti', to: 'jon', text: 'Wrong name on the invoice.' },
  { at: '15:10', by: 'jon', does: 'accepts', of: 'siti' },
  { at: '15:20', by: 'jon', does: 'replies', of: 'siti', text: 'Corrected. It is on its way.' },
  { at: '15:40', by: 'jon', does: 'ends', of: 'siti', outcome: 'yes' },
  { at: '15:50', by: 'siti', does: 'rates', rating: { score: 4, resolved: 'yes' } },

  // 4. The runaround: declined, not taken in time, taken, and back again. A complaint, and a bad rating.
  { at: '16:00', by: 'tom', does: 'comes' },
  { at: '16:00', by: 'tom', does: 'writes', text: 'I was charged twice.' },
  { at: '16:05', by: 'eleni', does: 'comes' },
  { at: '16:05', by: 'eleni', does: 'writes', text: 'Thank you! When will it be sent?' },
  { at: '16:20', by: 'maria', does: 'accepts', of: 'tom' },
  { at: '16:20', by: 'jon', does: 'accepts', of: 'eleni' },
  { at: '16:40', by: 'maria', does: 'replies', of: 'tom', text: 'I will find somebody for that.' },
  { at: '16:55', by: 'jon', does: 'replies', of: 'eleni', text: 'On Monday.' },
  { at: '17:00', by: 'maria', does: 'hands over', of: 'tom', to: 'jon', text: 'Charged twice.' },
  { at: '17:10', by: 'jon', does: 'declines', of: 'tom' },
  { at: '17:20', by: 'maria', does: 'hands over', of: 'tom', to: 'jon', text: 'Charged twice; please.' },
  { at: '18:20', by: 'relay', does: 'returns', of: 'tom' },
  {
    at: '18:30',
    by: 'maria',
    does: 'cannot hand over',
    of: 'tom',
    to: 'maria',
    text: 'To myself',
    code: 'invalid_field',
  },
  {
    at: '18:30',
    by: 'maria',
    does: 'cannot hand over',
    of: 'tom',
    to: 'nobody',
    text: 'To nobody',
    code: 'invalid_field',
  },
  { at: '18:30', by: 'maria', does: 'cannot hand over', of: 'tom', to: 'jon', text: ' ', code: 'empty' },
  { at: '18:30', by: 'maria', does: 'hands over', of: 'tom', to: 'jon', text: 'Charged twice, order 7.' },
  { at: '18:40', by: 'eleni', does: 'ends' },
  { at: '18:50', by: 'jon', does: 'accepts', of: 'tom' },
  { at: '19:00', by: 'jon', does: 'replies', of: 'tom', text: 'The second charge is only reserved.' },
  { at: '19:10', by: 'jon', does: 'hands over', of: 'tom', to: 'maria', text: 'Told him; he wants a parcel label.' },
  { at: '19:20', by: 'maria', does: 'accepts', of: 'tom' },
  { at: '19:30', by: 'maria', does: 'replies', of: 'tom', text: 'Here is your label.' },
  { at: '19:40', by: 'tom', does: 'complains', text: 'I was sent to and fro.' },
  { at: '19:50', by: 'maria', does: 'ends', of: 'tom', outcome: 'yes' },
  { at: '20:00', by: 'tom', does: 'rates', rating: { score: 2, reasons: ['runaround'], resolved: 'no' } },

  // 5. From here on enough waits are known to promise one: under a minute. A lead is asked for, listens, whispers, and takes over.
  { at: '21:00', by: 'siti', does: 'writes', text: 'The invoice still has the wrong name.' },
  { at: '21:20', by: 'jon', does: 'accepts', of: 'siti' },
  { at: '21:30', by: 'jon', does: 'replies', of: 'siti', text: 'I am sorry. I will look.' },
  { at: '21:50', by: 'siti', does: 'asks for a lead' },
  { at: '21:55', by: 'siti', does: 'asks for a lead', again: true },
  { at: '22:00', by: 'lena', does: 'watches', of: 'siti' },
  { at: '22:10', by: 'lena', does: 'whispers', of: 'siti', to: 'jon', text: 'I will take this one.' },
  { at: '22:30', by: 'lena', does: 'takes over', of: 'siti' },
  { at: '22:40', by: 'lena', does: 'replies', of: 'siti', text: 'I have corrected it myself.' },
  { at: '23:10', by: 'lena', does: 'ends', of: 'siti', outcome: 'yes' },
  { at: '23:15', by: 'siti', does: 'skips' },

  // 6. It is Maria's turn, but Jon has answered Eleni the last time. He does not take it, and the promise is broken.
  { at: '23:20', by: 'eleni', does: 'writes', text: 'One more question.' },
  { at: '23:20', by: 'jon', does: 'is offered', of: 'eleni' },
  { at: '24:20', by: 'relay', does: 'misses', of: 'eleni' },
  { at: '24:20', by: 'relay', does: 'is late', of: 'eleni' },
  { at: '24:30', by: 'maria', does: 'accepts', of: 'eleni' },
  { at: '24:40', by: 'maria', does: 'replies', of: 'eleni', text: 'Sorry that you had to wait.' },
  { at: '24:45', by: 'jon', does: 'is', status: 'available' },
  { at: '25:00', by: 'maria', does: 'ends', of: 'eleni', outcome: 'yes' },

  // 7. Both are busy: a queue of three. One gives up.
  { at: '26:00', by: 'nikos', does: 'writes', text: 'Can the table be returned?' },
  { at: '26:05', by: 'tom', does: 'writes', text: 'The label does not print.' },
  { at: '26:10', by: 'jon', does: 'accepts', of: 'nikos' },
  { at: '26:15', by: 'maria', does: 'accepts', of: 'tom' },
  { at: '26:20', by: 'jon', does: 'replies', of: 'nikos', text: 'Yes, within a month.' },
  { at: '26:35', by: 'maria', does: 'replies', of: 'tom', text: 'I have sent another.' },
  { at: '27:00', by: 'ana', does: 'writes', text: 'My order came broken.' },
  { at: '27:00', by: 'ana', does: 'stands', place: 1 },
  { at: '27:10', by: 'eleni', does: 'writes', text: 'And can I pay later?' },
  { at: '27:10', by: 'eleni', does: 'stands', place: 2 },
  { at: '27:20', by: 'siti', does: 'writes', text: 'Do you ship to Kuching?' },
  { at: '27:20', by: 'siti', does: 'stands', place: 3 },
  { at: '27:40', by: 'siti', does: 'writes', text: 'It is for two chairs.' },
  { at: '27:50', by: 'eleni', does: 'leaves queue' },
  { at: '27:50', by: 'siti', does: 'stands', place: 2 },
  { at: '29:00', by: 'maria', does: 'ends', of: 'tom', outcome: 'yes' },
  { at: '29:10', by: 'maria', does: 'accepts', of: 'ana' },
  { at: '29:30', by: 'maria', does: 'replies', of: 'ana', text: 'I am sorry. A new one is on its way.' },
  { at: '29:30', by: 'siti', does: 'stands', place: 1 },

  // 8. Jon's connection dies while Nikos waits for him: Nikos is before Siti, because he came before her.
  { at: '30:00', by: 'nikos', does: 'writes', text: 'How do I pack it?' },
  { at: '30:10', by: 'jon', does: 'vanishes' },
  { at: '32:10', by: 'relay', does: 'requeues', of: 'nikos' },
  { at: '32:20', by: 'nikos', does: 'stands', place: 1 },
  { at: '32:20', by: 'siti', does: 'stands', place: 2 },
  { at: '33:00', by: 'maria', does: 'ends', of: 'ana', outcome: 'yes' },
  { at: '33:10', by: 'maria', does: 'accepts', of: 'nikos' },
  { at: '33:20', by: 'maria', does: 'replies', of: 'nikos', text: 'In the box it came in.' },
  { at: '33:30', by: 'nikos', does: 'ends' },
  { at: '33:40', by: 'nikos', does: 'rates', rating: { score: 3, reasons: ['lost_time'], resolved: 'partly' } },
  { at: '33:50', by: 'maria', does: 'accepts', of: 'siti' },
  { at: '34:00', by: 'maria', does: 'replies', of: 'siti', text: 'Yes, in ten days.' },
  { at: '35:00', by: 'jon', does: 'comes' },

  // 9. Nobody says anything any more.
  { at: '39:00', by: 'relay', does: 'asks', of: 'siti' },
  { at: '39:10', by: 'siti', does: 'stays' },
  { at: '40:00', by: 'maria', does: 'replies', of: 'siti', text: 'Shall I order them for you?' },
  { at: '45:00', by: 'relay', does: 'asks', of: 'siti' },
  { at: '46:00', by: 'relay', does: 'ends', of: 'siti' },

  // 10. Spam, it seems; the lead undoes it. Then a lead joins, and a team gets it.
  { at: '47:00', by: 'nikos', does: 'writes', text: 'CHEAP WATCHES' },
  { at: '47:05', by: 'jon', does: 'accepts', of: 'nikos' },
  { at: '47:10', by: 'jon', does: 'calls spam', of: 'nikos', text: 'Advertisement' },
  { at: '47:20', by: 'nikos', does: 'is refused' },
  { at: '48:00', by: 'lena', does: 'unblocks', of: 'nikos' },
  { at: '48:10', by: 'nikos', does: 'comes' },
  { at: '48:20', by: 'nikos', does: 'writes', text: 'My son had my phone. Is the box too big for the post?' },
  { at: '48:30', by: 'maria', does: 'accepts', of: 'nikos' },
  { at: '48:40', by: 'maria', does: 'replies', of: 'nikos', text: 'I will ask who may decide that.' },
  { at: '48:45', by: 'maria', does: 'escalates', of: 'nikos' },
  { at: '48:50', by: 'lena', does: 'joins', of: 'nikos' },
  { at: '49:00', by: 'maria', does: 'gives to team', of: 'nikos', team: 'billing', text: 'Send somebody to fetch it.' },
  { at: '49:00', by: 'jon', does: 'is offered', of: 'nikos' },
  { at: '49:05', by: 'jon', does: 'accepts', of: 'nikos' },
  { at: '49:10', by: 'jon', does: 'replies', of: 'nikos', text: 'We will fetch it.' },
  { at: '49:20', by: 'jon', does: 'ends', of: 'nikos', outcome: 'yes' },
  { at: '49:30', by: 'nikos', does: 'rates', rating: { score: 5, resolved: 'unknown' } },

  // 11. All have gone; the last message waits for tomorrow.
  { at: '50:00', by: 'maria', does: 'goes' },
  { at: '50:00', by: 'jon', does: 'goes' },
  { at: '50:00', by: 'lena', does: 'goes' },
  { at: '52:00', by: 'eleni', does: 'writes', text: 'What does the post cost?' },
];

/** When the figures are asked for. */
export const dayEnds = '55:00';
