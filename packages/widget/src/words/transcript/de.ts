// German of copies of the chat.
export const de = {
  'transcript.email': 'Kopie per E-Mail',
  'transcript.print': 'Chat drucken oder speichern',
  'transcript.to': 'Kopie senden an',
  'transcript.sending': 'Wird gesendet …',
  'transcript.sent': 'Gesendet an {email}.',
  'transcript.queued': 'Unterwegs an {email}. Wir versuchen es, bis sie ankommt.',
  'transcript.failed': 'Nicht gesendet an {email}.',
  'transcript.limited': 'Zu viele Kopien im Moment. Versuchen Sie es später erneut.',
  'transcript.blocked':
    'Der Browser hat die Seite nicht geöffnet. Erlauben Sie hier Pop-ups und versuchen Sie es erneut.',
  'transcript.loading': 'Der Chat wird geladen …',
  'transcript.title': 'Chat mit {site}',
  'transcript.reference': 'Vorgangsnummer: {ref}',
} as const;
