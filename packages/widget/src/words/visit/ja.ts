// Japanese of what holds for one visit.
export const ja = {
  'visit.hide': '今回の訪問ではチャットを非表示にする',
  'teaser.new': '{name}からの新着メッセージ',
  'teaser.dismiss': '閉じる',
} as const;
