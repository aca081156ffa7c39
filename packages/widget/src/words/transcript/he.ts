// Hebrew of copies of the chat.
export const he = {
  'transcript.email': 'שליחת עותק אליי באימייל',
  'transcript.print': 'הדפסה או שמירה של הצ׳אט',
  'transcript.to': 'שליחת העותק אל',
  'transcript.sending': 'שולח…',
  'transcript.sent': 'נשלח אל {email}.',
  'transcript.queued': 'בדרך אל {email}. ננסה עד שיגיע.',
  'transcript.failed': 'לא נשלח אל {email}.',
  'transcript.limited': 'יותר מדי עותקים כרגע. נסו שוב מאוחר יותר.',
  'transcript.blocked': 'הדפדפן לא פתח את הדף. אפשרו כאן חלונות קופצים ונסו שוב.',
  'transcript.loading': 'הצ׳אט נטען…',
  'transcript.title': 'צ׳אט עם {site}',
  'transcript.reference': 'מספר פנייה: {ref}',
} as const;
