// German of what holds for one visit.
export const de = {
  'visit.hide': 'Chat bei diesem Besuch ausblenden',
  'teaser.new': 'Neue Nachricht von {name}',
  'teaser.dismiss': 'Verwerfen',
} as const;
