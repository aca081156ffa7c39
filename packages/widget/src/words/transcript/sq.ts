// Albanian of copies of the chat.
export const sq = {
  'transcript.email': 'Ma dërgoni një kopje me email',
  'transcript.print': 'Printoni ose ruani bisedën',
  'transcript.to': 'Dërgoni kopjen te',
  'transcript.sending': 'Po dërgohet…',
  'transcript.sent': 'U dërgua te {email}.',
  'transcript.queued': 'Po dërgohet te {email}. Provojmë derisa të mbërrijë.',
  'transcript.failed': 'Nuk u dërgua te {email}.',
  'transcript.limited': 'Tepër kopje për momentin. Provoni më vonë.',
  'transcript.blocked': 'Shfletuesi nuk e hapi faqen. Lejoni dritaret kërcyese këtu dhe provoni përsëri.',
  'transcript.loading': 'Biseda po ngarkohet…',
  'transcript.title': 'Biseda me {site}',
  'transcript.reference': 'Referenca: {ref}',
} as const;
