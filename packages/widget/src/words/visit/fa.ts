// Persian of what holds for one visit.
export const fa = {
  'visit.hide': 'پنهان کردن گفتگو در این بازدید',
  'teaser.new': 'پیام جدید از {name}',
  'teaser.dismiss': 'بستن پیام',
} as const;
