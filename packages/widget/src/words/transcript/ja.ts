// Japanese of copies of the chat.
export const ja = {
  'transcript.email': '控えをメールで受け取る',
  'transcript.print': 'チャットを印刷または保存',
  'transcript.to': '控えの送信先',
  'transcript.sending': '送信中…',
  'transcript.sent': '{email} に送信しました。',
  'transcript.queued': '{email} に送信中です。届くまで再試行します。',
  'transcript.failed': '{email} に送信できませんでした。',
  'transcript.limited': '控えの送信が多すぎます。しばらくしてからもう一度お試しください。',
  'transcript.blocked': 'ブラウザがページを開きませんでした。ポップアップを許可して、もう一度お試しください。',
  'transcript.loading': 'チャットを読み込んでいます…',
  'transcript.title': '{site}とのチャット',
  'transcript.reference': '受付番号：{ref}',
} as const;
