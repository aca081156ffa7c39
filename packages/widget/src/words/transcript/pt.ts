// Portuguese of copies of the chat.
export const pt = {
  'transcript.email': 'Enviar uma cópia para o meu e-mail',
  'transcript.print': 'Imprimir ou salvar a conversa',
  'transcript.to': 'Enviar a cópia para',
  'transcript.sending': 'Enviando…',
  'transcript.sent': 'Enviada para {email}.',
  'transcript.queued': 'A caminho de {email}. Continuamos tentando até chegar.',
  'transcript.failed': 'Não enviada para {email}.',
  'transcript.limited': 'Muitas cópias por enquanto. Tente mais tarde.',
  'transcript.blocked': 'O navegador não abriu a página. Permita pop-ups aqui e tente de novo.',
  'transcript.loading': 'Carregando a conversa…',
  'transcript.title': 'Conversa com {site}',
  'transcript.reference': 'Referência: {ref}',
} as const;
