// English of copies of the chat. The keys here are the keys of every language.
export const en = {
  'transcript.email': 'Email me a copy',
  'transcript.print': 'Print or save the chat',
  'transcript.to': 'Send the copy to',
  'transcript.sending': 'Sending…',
  'transcript.sent': 'Sent to {email}.',
  'transcript.queued': 'On its way to {email}. We keep trying until it arrives.',
  'transcript.failed': 'Not sent to {email}.',
  'transcript.limited': 'Too many copies for now. Try again later.',
  'transcript.blocked': 'The browser didn’t open the page. Allow pop-ups here and try again.',
  'transcript.loading': 'Loading the chat…',
  'transcript.title': 'Chat with {site}',
  'transcript.reference': 'Reference: {ref}',
} as const;
