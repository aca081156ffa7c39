// Spanish of what holds for one visit.
export const es = {
  'visit.hide': 'Ocultar el chat en esta visita',
  'teaser.new': 'Nuevo mensaje de {name}',
  'teaser.dismiss': 'Descartar',
} as const;
