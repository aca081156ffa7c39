// Albanian of what holds for one visit.
export const sq = {
  'visit.hide': 'Fshihe bisedën gjatë kësaj vizite',
  'teaser.new': 'Mesazh i ri nga {name}',
  'teaser.dismiss': 'Hiqe',
} as const;
