// Arabic of copies of the chat.
export const ar = {
  'transcript.email': 'إرسال نسخة إلى بريدي الإلكتروني',
  'transcript.print': 'طباعة الدردشة أو حفظها',
  'transcript.to': 'إرسال النسخة إلى',
  'transcript.sending': 'جارٍ الإرسال…',
  'transcript.sent': 'أُرسلت إلى {email}.',
  'transcript.queued': 'في الطريق إلى {email}. نواصل المحاولة حتى تصل.',
  'transcript.failed': 'لم تُرسل إلى {email}.',
  'transcript.limited': 'عدد النسخ كبير حاليًا. يُرجى المحاولة لاحقًا.',
  'transcript.blocked': 'لم يفتح المتصفح الصفحة. يُرجى السماح بالنوافذ المنبثقة هنا والمحاولة مرة أخرى.',
  'transcript.loading': 'جارٍ تحميل الدردشة…',
  'transcript.title': 'الدردشة مع {site}',
  'transcript.reference': 'المرجع: {ref}',
} as const;
