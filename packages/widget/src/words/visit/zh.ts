// Chinese of what holds for one visit.
export const zh = {
  'visit.hide': '本次访问中隐藏对话',
  'teaser.new': '{name}发来新消息',
  'teaser.dismiss': '忽略',
} as const;
