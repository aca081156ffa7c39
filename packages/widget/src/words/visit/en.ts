// English of what holds for one visit. The keys here are the keys of every language.
export const en = {
  'visit.hide': 'Hide chat on this visit',
  'teaser.new': 'New message from {name}',
  'teaser.dismiss': 'Dismiss',
} as const;
