// Hebrew of what holds for one visit.
export const he = {
  'visit.hide': 'הסתרת הצ׳אט בביקור הזה',
  'teaser.new': 'הודעה חדשה מאת {name}',
  'teaser.dismiss': 'הסתרת ההודעה',
} as const;
