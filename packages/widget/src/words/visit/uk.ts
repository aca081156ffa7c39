// Ukrainian of what holds for one visit.
export const uk = {
  'visit.hide': 'Приховати чат до кінця візиту',
  'teaser.new': 'Нове повідомлення від {name}',
  'teaser.dismiss': 'Приховати',
} as const;
