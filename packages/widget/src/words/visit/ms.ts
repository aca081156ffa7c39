// Malay of what holds for one visit.
export const ms = {
  'visit.hide': 'Sembunyikan sembang pada lawatan ini',
  'teaser.new': 'Mesej baharu daripada {name}',
  'teaser.dismiss': 'Ketepikan',
} as const;
