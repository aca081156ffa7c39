// Russian of what holds for one visit.
export const ru = {
  'visit.hide': 'Скрыть чат до конца визита',
  'teaser.new': 'Новое сообщение, {name}',
  'teaser.dismiss': 'Скрыть',
} as const;
