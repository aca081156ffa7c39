// Russian of copies of the chat.
export const ru = {
  'transcript.email': 'Отправить копию мне на e-mail',
  'transcript.print': 'Распечатать или сохранить чат',
  'transcript.to': 'Куда отправить копию',
  'transcript.sending': 'Отправляется…',
  'transcript.sent': 'Отправлено на {email}.',
  'transcript.queued': 'Копия в пути на {email}. Мы пробуем, пока она не дойдёт.',
  'transcript.failed': 'Не отправлено на {email}.',
  'transcript.limited': 'Слишком много копий. Попробуйте позже.',
  'transcript.blocked': 'Браузер не открыл страницу. Разрешите здесь всплывающие окна и попробуйте ещё раз.',
  'transcript.loading': 'Чат загружается…',
  'transcript.title': 'Чат: {site}',
  'transcript.reference': 'Номер обращения: {ref}',
} as const;
