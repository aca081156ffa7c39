// Spanish of copies of the chat.
export const es = {
  'transcript.email': 'Enviarme una copia por correo',
  'transcript.print': 'Imprimir o guardar el chat',
  'transcript.to': 'Enviar la copia a',
  'transcript.sending': 'Enviando…',
  'transcript.sent': 'Enviada a {email}.',
  'transcript.queued': 'En camino a {email}. Seguimos intentándolo hasta que llegue.',
  'transcript.failed': 'No se ha enviado a {email}.',
  'transcript.limited': 'Demasiadas copias por ahora. Inténtelo más tarde.',
  'transcript.blocked':
    'El navegador no ha abierto la página. Permita las ventanas emergentes aquí e inténtelo de nuevo.',
  'transcript.loading': 'Cargando el chat…',
  'transcript.title': 'Chat con {site}',
  'transcript.reference': 'Referencia: {ref}',
} as const;
