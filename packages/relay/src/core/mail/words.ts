// The words of the mails, in six languages. {n}, {site}, {by}, {host} and {time} are filled in where a mail is composed.

export const mailLangs = ['en', 'sq', 'el', 'ms', 'ru', 'ar'] as const;
export type MailLang = (typeof mailLangs)[number];

/** By plural category of the language; `other` is always there. */
type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

export interface MailWords {
  readonly dir: 'ltr' | 'rtl';
  readonly replySubject: Plural;
  readonly replyIntro: string;
  readonly replyOpen: string;
  /** There is no page to link to. */
  readonly replyFind: string;
  readonly replyMore: string;
  readonly replyFoot: string;
  readonly inviteSubject: string;
  readonly inviteIntro: string;
  readonly inviteOpen: string;
  readonly resetSubject: string;
  readonly resetIntro: string;
  readonly resetOpen: string;
  readonly linkUntil: string;
  readonly linkFoot: string;
}

export const mailWords: Readonly<Record<MailLang, MailWords>> = {
  en: {
    dir: 'ltr',
    replySubject: { one: '{n} new message from {site}', other: '{n} new messages from {site}' },
    replyIntro: 'You had left the chat with {site}. This was written to you since:',
    replyOpen: 'Continue the chat',
    replyFind: 'To continue, open the chat again on the page where you wrote.',
    replyMore: 'Earlier messages are in the chat.',
    replyFoot: 'You get this email because you left this address in the chat. Answers to this email are not read.',
    inviteSubject: 'Your invitation to answer chats',
    inviteIntro: '{by} has invited you to answer chats at {host}.',
    inviteOpen: 'Set a password and begin',
    resetSubject: 'Set a new password',
    resetIntro: 'A new password was asked for, for your account at {host}.',
    resetOpen: 'Set a new password',
    linkUntil: 'The link works once, until {time}.',
    linkFoot: 'If you did not expect this email, you can ignore it.',
  },
  sq: {
    dir: 'ltr',
    replySubject: { one: '{n} mesazh i ri nga {site}', other: '{n} mesazhe të reja nga {site}' },
    replyIntro: 'Ju ishit larguar nga biseda me {site}. Që atëherë ju është shkruar:',
    replyOpen: 'Vazhdoni bisedën',
    replyFind: 'Për të vazhduar, hapni përsëri bisedën në faqen ku shkruat.',
    replyMore: 'Mesazhet e mëparshme janë në bisedë.',
    replyFoot: 'Ky email ju dërgohet sepse e latë këtë adresë në bisedë. Përgjigjet ndaj këtij emaili nuk lexohen.',
    inviteSubject: 'Ftesa juaj për t’u përgjigjur në biseda',
    inviteIntro: '{by} ju ka ftuar të përgjigjeni në bisedat te {host}.',
    inviteOpen: 'Caktoni një fjalëkalim dhe filloni',
    resetSubject: 'Caktoni një fjalëkalim të ri',
    resetIntro: 'U kërkua një fjalëkalim i ri për llogarinë tuaj te {host}.',
    resetOpen: 'Caktoni një fjalëkalim të ri',
    linkUntil: 'Lidhja funksionon një herë, deri më {time}.',
    linkFoot: 'Nëse nuk e prisnit këtë email, mund ta shpërfillni.',
  },
  el: {
    dir: 'ltr',
    replySubject: { one: '{n} νέο μήνυμα: {site}', other: '{n} νέα μηνύματα: {site}' },
    replyIntro: 'Είχατε αποχωρήσει από τη συνομιλία ({site}). Από τότε σας έγραψαν:',
    replyOpen: 'Συνέχεια της συνομιλίας',
    replyFind: 'Για να συνεχίσετε, ανοίξτε ξανά τη συνομιλία στη σελίδα από όπου γράψατε.',
    replyMore: 'Τα προηγούμενα μηνύματα βρίσκονται στη συνομιλία.',
    replyFoot:
      'Λαμβάνετε αυτό το email επειδή αφήσατε αυτή τη διεύθυνση στη συνομιλία. Οι απαντήσεις σε αυτό το email δεν διαβάζονται.',
    inviteSubject: 'Η πρόσκλησή σας να απαντάτε σε συνομιλίες',
    inviteIntro: 'Έχετε πρόσκληση από: {by}. Μπορείτε να απαντάτε σε συνομιλίες στο {host}.',
    inviteOpen: 'Ορίστε κωδικό και ξεκινήστε',
    resetSubject: 'Ορίστε νέο κωδικό',
    resetIntro: 'Ζητήθηκε νέος κωδικός για τον λογαριασμό σας στο {host}.',
    resetOpen: 'Ορίστε νέο κωδικό',
    linkUntil: 'Ο σύνδεσμος ισχύει για μία χρήση, έως {time}.',
    linkFoot: 'Αν δεν περιμένατε αυτό το email, μπορείτε να το αγνοήσετε.',
  },
  ms: {
    dir: 'ltr',
    replySubject: { other: '{n} mesej baharu daripada {site}' },
    replyIntro: 'Anda telah meninggalkan sembang dengan {site}. Sejak itu, ini yang ditulis kepada anda:',
    replyOpen: 'Teruskan sembang',
    replyFind: 'Untuk meneruskan, buka semula sembang di halaman tempat anda menulis.',
    replyMore: 'Mesej terdahulu ada dalam sembang.',
    replyFoot:
      'Anda menerima e-mel ini kerana anda meninggalkan alamat ini dalam sembang. Balasan kepada e-mel ini tidak dibaca.',
    inviteSubject: 'Jemputan anda untuk menjawab sembang',
    inviteIntro: '{by} menjemput anda menjawab sembang di {host}.',
    inviteOpen: 'Tetapkan kata laluan dan mula',
    resetSubject: 'Tetapkan kata laluan baharu',
    resetIntro: 'Kata laluan baharu telah diminta untuk akaun anda di {host}.',
    resetOpen: 'Tetapkan kata laluan baharu',
    linkUntil: 'Pautan ini berfungsi sekali sahaja, sehingga {time}.',
    linkFoot: 'Jika anda tidak menjangkakan e-mel ini, abaikan sahaja.',
  },
  ru: {
    dir: 'ltr',
    replySubject: {
      one: '{n} новое сообщение: {site}',
      few: '{n} новых сообщения: {site}',
      many: '{n} новых сообщений: {site}',
      other: '{n} нового сообщения: {site}',
    },
    replyIntro: 'Вы вышли из чата ({site}). С тех пор вам написали:',
    replyOpen: 'Продолжить чат',
    replyFind: 'Чтобы продолжить, снова откройте чат на странице, откуда вы писали.',
    replyMore: 'Более ранние сообщения — в чате.',
    replyFoot: 'Вы получили это письмо, потому что оставили этот адрес в чате. Ответы на это письмо не читаются.',
    inviteSubject: 'Приглашение отвечать в чатах',
    inviteIntro: 'Вас приглашают отвечать в чатах на {host}. Приглашение отправил(а) {by}.',
    inviteOpen: 'Задать пароль и начать',
    resetSubject: 'Задайте новый пароль',
    resetIntro: 'Для вашей учётной записи на {host} запрошен новый пароль.',
    resetOpen: 'Задать новый пароль',
    linkUntil: 'Ссылка действует один раз, до {time}.',
    linkFoot: 'Если вы не ждали этого письма, просто не обращайте на него внимания.',
  },
  ar: {
    dir: 'rtl',
    replySubject: {
      zero: 'لا رسائل جديدة من {site}',
      one: 'رسالة جديدة من {site}',
      two: 'رسالتان جديدتان من {site}',
      few: '{n} رسائل جديدة من {site}',
      many: '{n} رسالة جديدة من {site}',
      other: '{n} رسالة جديدة من {site}',
    },
    replyIntro: 'كنت قد غادرت الدردشة مع {site}. وهذا ما كُتب إليك منذ ذلك الحين:',
    replyOpen: 'متابعة الدردشة',
    replyFind: 'للمتابعة، يُرجى فتح الدردشة من جديد في الصفحة التي كتبت منها.',
    replyMore: 'الرسائل الأقدم موجودة في الدردشة.',
    replyFoot: 'وصلتك هذه الرسالة لأنك تركت هذا العنوان في الدردشة. الردود على هذه الرسالة لا تُقرأ.',
    inviteSubject: 'دعوتك للرد على المحادثات',
    inviteIntro: 'وصلتك دعوة من {by} للرد على المحادثات في {host}.',
    inviteOpen: 'تعيين كلمة مرور والبدء',
    resetSubject: 'تعيين كلمة مرور جديدة',
    resetIntro: 'طُلبت كلمة مرور جديدة لحسابك في {host}.',
    resetOpen: 'تعيين كلمة مرور جديدة',
    linkUntil: 'يعمل الرابط مرة واحدة، حتى {time}.',
    linkFoot: 'إن لم تكن تنتظر هذه الرسالة، يمكنك تجاهلها.',
  },
};

/** Ours that fits `tag`, such as `el` for `el-GR`; else English. */
export function mailLangOf(tag: string | undefined): MailLang {
  const primary = (tag ?? '').toLowerCase().split(/[-_]/)[0];
  return mailLangs.find((lang) => lang === primary) ?? 'en';
}
