// Greek of what holds for one visit.
export const el = {
  'visit.hide': 'Απόκρυψη της συνομιλίας σε αυτή την επίσκεψη',
  'teaser.new': 'Νέο μήνυμα από {name}',
  'teaser.dismiss': 'Απόρριψη',
} as const;
