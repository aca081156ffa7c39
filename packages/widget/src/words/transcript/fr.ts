// French of copies of the chat.
export const fr = {
  'transcript.email': 'M’envoyer une copie par e-mail',
  'transcript.print': 'Imprimer ou enregistrer la conversation',
  'transcript.to': 'Envoyer la copie à',
  'transcript.sending': 'Envoi…',
  'transcript.sent': 'Envoyée à {email}.',
  'transcript.queued': 'En route vers {email}. Nous réessayons jusqu’à ce qu’elle arrive.',
  'transcript.failed': 'Non envoyée à {email}.',
  'transcript.limited': 'Trop de copies pour le moment. Réessayez plus tard.',
  'transcript.blocked': 'Le navigateur n’a pas ouvert la page. Autorisez les fenêtres pop-up ici et réessayez.',
  'transcript.loading': 'Chargement de la conversation…',
  'transcript.title': 'Conversation avec {site}',
  'transcript.reference': 'Référence : {ref}',
} as const;
