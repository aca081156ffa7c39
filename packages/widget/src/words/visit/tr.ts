// Turkish of what holds for one visit.
export const tr = {
  'visit.hide': 'Bu ziyarette sohbeti gizle',
  'teaser.new': 'Yeni mesaj, gönderen: {name}',
  'teaser.dismiss': 'Kapat',
} as const;
