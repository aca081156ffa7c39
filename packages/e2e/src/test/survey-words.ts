// What the survey says in two languages, as a test from outside knows it.

export interface SurveyWords {
  readonly scores: readonly [string, string, string, string, string];
  readonly saved: string;
  readonly sorry: string;
  readonly why: string;
  readonly more: string;
  readonly resolved: string;
  readonly no: string;
  readonly differently: string;
  readonly contact: string;
  readonly please: string;
  readonly to: string;
  readonly tooLong: string;
  readonly extra: Readonly<Record<'expect' | 'nps' | 'ces', string>>;
  readonly next: string;
  readonly thanks: string;
}

export const said: Readonly<Record<'en' | 'ar', SurveyWords>> = {
  en: {
    scores: ['Very dissatisfied', 'Dissatisfied', 'Neither satisfied nor dissatisfied', 'Satisfied', 'Very satisfied'],
    saved: 'Saved. You can still change it.',
    sorry: 'We’re sorry this chat didn’t go well.',
    why: 'What went wrong?',
    more: 'More reasons',
    resolved: 'Was your question resolved?',
    no: 'No',
    differently: 'What could we do differently?',
    contact: 'Would you like us to contact you about this?',
    please: 'Yes, please',
    to: 'Email or phone',
    tooLong: 'Too long: at most 2,000 characters.',
    extra: {
      expect: 'Compared with what you expected, this chat was…',
      nps: 'How likely are you to recommend us to a friend or colleague?',
      ces: 'You made it easy for me to handle my issue.',
    },
    next: 'Next',
    thanks: 'Thank you. Your answer has been saved.',
  },
  ar: {
    scores: ['غير راضٍ على الإطلاق', 'غير راضٍ', 'محايد', 'راضٍ', 'راضٍ جدًا'],
    saved: 'تم الحفظ. لا يزال بإمكانك التغيير.',
    sorry: 'نأسف لأن هذه المحادثة لم تسر على ما يرام.',
    why: 'ما الذي لم يسر على ما يرام؟',
    more: 'أسباب أخرى',
    resolved: 'هل تم حل مسألتك؟',
    no: 'لا',
    differently: 'ما الذي يمكننا أن نفعله بشكل مختلف؟',
    contact: 'هل نتواصل معك بهذا الشأن؟',
    please: 'نعم، من فضلكم',
    to: 'البريد الإلكتروني أو الهاتف',
    tooLong: 'النص طويل جدًا',
    extra: {
      expect: 'مقارنةً بتوقعاتك، كانت هذه المحادثة…',
      nps: 'ما مدى احتمال أن توصي بنا لصديق أو زميل؟',
      ces: 'سهّلتم عليّ معالجة مسألتي.',
    },
    next: 'التالي',
    thanks: 'شكرًا لك. تم حفظ إجابتك.',
  },
};

/** In the days after; in English. */
export const afterwards = {
  change: 'Change my answer',
  closed: 'This survey is closed.',
  reminder: 'You can still rate your last chat.',
  past: 'Show your last chat',
} as const;
