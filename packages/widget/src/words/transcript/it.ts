// Italian of copies of the chat.
export const it = {
  'transcript.email': 'Inviami una copia per e-mail',
  'transcript.print': 'Stampa o salva la chat',
  'transcript.to': 'Invia la copia a',
  'transcript.sending': 'Invio in corso…',
  'transcript.sent': 'Inviata a {email}.',
  'transcript.queued': 'In viaggio verso {email}. Riproviamo finché non arriva.',
  'transcript.failed': 'Non inviata a {email}.',
  'transcript.limited': 'Troppe copie per ora. Riprovi più tardi.',
  'transcript.blocked': 'Il browser non ha aperto la pagina. Consenta qui i pop-up e riprovi.',
  'transcript.loading': 'Caricamento della chat…',
  'transcript.title': 'Chat con {site}',
  'transcript.reference': 'Riferimento: {ref}',
} as const;
