// French of what holds for one visit.
export const fr = {
  'visit.hide': 'Masquer la conversation pendant cette visite',
  'teaser.new': 'Nouveau message de {name}',
  'teaser.dismiss': 'Ignorer',
} as const;
