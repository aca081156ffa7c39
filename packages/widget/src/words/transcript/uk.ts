// Ukrainian of copies of the chat.
export const uk = {
  'transcript.email': 'Надіслати копію мені на email',
  'transcript.print': 'Роздрукувати або зберегти чат',
  'transcript.to': 'Куди надіслати копію',
  'transcript.sending': 'Надсилається…',
  'transcript.sent': 'Надіслано на {email}.',
  'transcript.queued': 'Копія в дорозі на {email}. Ми пробуємо, доки вона не дійде.',
  'transcript.failed': 'Не надіслано на {email}.',
  'transcript.limited': 'Забагато копій. Спробуйте пізніше.',
  'transcript.blocked': 'Браузер не відкрив сторінку. Дозвольте тут спливні вікна і спробуйте ще раз.',
  'transcript.loading': 'Чат завантажується…',
  'transcript.title': 'Чат: {site}',
  'transcript.reference': 'Номер звернення: {ref}',
} as const;
