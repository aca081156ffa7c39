// Portuguese of what holds for one visit.
export const pt = {
  'visit.hide': 'Ocultar o chat nesta visita',
  'teaser.new': 'Nova mensagem de {name}',
  'teaser.dismiss': 'Dispensar',
} as const;
