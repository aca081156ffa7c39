// Arabic of what holds for one visit.
export const ar = {
  'visit.hide': 'إخفاء الدردشة في هذه الزيارة',
  'teaser.new': 'رسالة جديدة من {name}',
  'teaser.dismiss': 'إخفاء الرسالة',
} as const;
