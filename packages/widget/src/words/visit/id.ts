// Indonesian of what holds for one visit.
export const id = {
  'visit.hide': 'Sembunyikan obrolan pada kunjungan ini',
  'teaser.new': 'Pesan baru dari {name}',
  'teaser.dismiss': 'Abaikan',
} as const;
