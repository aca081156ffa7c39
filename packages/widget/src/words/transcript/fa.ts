// Persian of copies of the chat.
export const fa = {
  'transcript.email': 'ارسال رونوشت به ایمیل من',
  'transcript.print': 'چاپ یا ذخیرهٔ گفتگو',
  'transcript.to': 'ارسال رونوشت به',
  'transcript.sending': 'در حال ارسال…',
  'transcript.sent': 'به {email} ارسال شد.',
  'transcript.queued': 'در راه {email} است. تا رسیدن آن تلاش می‌کنیم.',
  'transcript.failed': 'به {email} ارسال نشد.',
  'transcript.limited': 'فعلاً تعداد رونوشت‌ها زیاد است. بعداً دوباره تلاش کنید.',
  'transcript.blocked': 'مرورگر صفحه را باز نکرد. پنجره‌های بازشو را اینجا مجاز کنید و دوباره تلاش کنید.',
  'transcript.loading': 'گفتگو در حال بارگذاری است…',
  'transcript.title': 'گفتگو با {site}',
  'transcript.reference': 'شماره پیگیری: {ref}',
} as const;
