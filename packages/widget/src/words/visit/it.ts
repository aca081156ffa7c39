// Italian of what holds for one visit.
export const it = {
  'visit.hide': 'Nascondi la chat durante questa visita',
  'teaser.new': 'Nuovo messaggio da {name}',
  'teaser.dismiss': 'Ignora',
} as const;
