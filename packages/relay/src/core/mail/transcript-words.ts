// The words of the mail that copies a chat, in every language that a visitor may chat in. {site} and {ref} are filled in by compose.ts.

export interface TranscriptWords {
  readonly subject: string;
  readonly intro: string;
  readonly reference: string;
  /** Whoever asked for the copy and gave no name. */
  readonly you: string;
  readonly cut: string;
  readonly foot: string;
}

type TranscriptLang =
  | 'en'
  | 'sq'
  | 'el'
  | 'ms'
  | 'ru'
  | 'ar'
  | 'de'
  | 'es'
  | 'fa'
  | 'fr'
  | 'he'
  | 'id'
  | 'it'
  | 'ja'
  | 'pt'
  | 'tr'
  | 'uk'
  | 'zh';

export const transcriptWords: Readonly<Record<TranscriptLang, TranscriptWords>> = {
  en: {
    subject: 'Your chat with {site}',
    intro: 'This is a copy of your chat with {site}.',
    reference: 'Reference: {ref}',
    you: 'You',
    cut: 'Earlier messages are in the chat.',
    foot: 'You get this email because a copy of the chat was asked for at this address. Answers to this email are not read.',
  },
  sq: {
    subject: 'Biseda juaj me {site}',
    intro: 'Kjo është një kopje e bisedës suaj me {site}.',
    reference: 'Referenca: {ref}',
    you: 'Ju',
    cut: 'Mesazhet e mëparshme janë në bisedë.',
    foot: 'Ky email ju dërgohet sepse u kërkua një kopje e bisedës në këtë adresë. Përgjigjet ndaj këtij emaili nuk lexohen.',
  },
  el: {
    subject: 'Η συνομιλία σας: {site}',
    intro: 'Αυτό είναι αντίγραφο της συνομιλίας σας ({site}).',
    reference: 'Αριθμός αναφοράς: {ref}',
    you: 'Εσείς',
    cut: 'Τα προηγούμενα μηνύματα βρίσκονται στη συνομιλία.',
    foot: 'Λαμβάνετε αυτό το email επειδή ζητήθηκε αντίγραφο της συνομιλίας σε αυτή τη διεύθυνση. Οι απαντήσεις σε αυτό το email δεν διαβάζονται.',
  },
  ms: {
    subject: 'Sembang anda dengan {site}',
    intro: 'Ini ialah salinan sembang anda dengan {site}.',
    reference: 'Rujukan: {ref}',
    you: 'Anda',
    cut: 'Mesej terdahulu ada dalam sembang.',
    foot: 'Anda menerima e-mel ini kerana salinan sembang diminta ke alamat ini. Balasan kepada e-mel ini tidak dibaca.',
  },
  ru: {
    subject: 'Ваш чат: {site}',
    intro: 'Это копия вашего чата ({site}).',
    reference: 'Номер обращения: {ref}',
    you: 'Вы',
    cut: 'Более ранние сообщения — в чате.',
    foot: 'Вы получили это письмо, потому что копию чата попросили отправить на этот адрес. Ответы на это письмо не читаются.',
  },
  ar: {
    subject: 'دردشتك مع {site}',
    intro: 'هذه نسخة من دردشتك مع {site}.',
    reference: 'المرجع: {ref}',
    you: 'أنت',
    cut: 'الرسائل الأقدم موجودة في الدردشة.',
    foot: 'وصلتك هذه الرسالة لأن نسخة من الدردشة طُلبت على هذا العنوان. الردود على هذه الرسالة لا تُقرأ.',
  },
  de: {
    subject: 'Ihr Chat mit {site}',
    intro: 'Das ist eine Kopie Ihres Chats mit {site}.',
    reference: 'Vorgangsnummer: {ref}',
    you: 'Sie',
    cut: 'Frühere Nachrichten stehen im Chat.',
    foot: 'Sie erhalten diese E-Mail, weil eine Kopie des Chats an diese Adresse verlangt wurde. Antworten auf diese E-Mail werden nicht gelesen.',
  },
  es: {
    subject: 'Su chat con {site}',
    intro: 'Esta es una copia de su chat con {site}.',
    reference: 'Referencia: {ref}',
    you: 'Usted',
    cut: 'Los mensajes anteriores están en el chat.',
    foot: 'Recibe este correo porque se pidió una copia del chat en esta dirección. Las respuestas a este correo no se leen.',
  },
  fa: {
    subject: 'گفتگوی شما با {site}',
    intro: 'این رونوشتی از گفتگوی شما با {site} است.',
    reference: 'شمارهٔ پیگیری: {ref}',
    you: 'شما',
    cut: 'پیام‌های پیشین در گفتگو هستند.',
    foot: 'این ایمیل را دریافت می‌کنید چون رونوشتی از گفتگو برای این نشانی درخواست شد. پاسخ به این ایمیل خوانده نمی‌شود.',
  },
  fr: {
    subject: 'Votre conversation avec {site}',
    intro: 'Voici une copie de votre conversation avec {site}.',
    reference: 'Référence : {ref}',
    you: 'Vous',
    cut: 'Les messages précédents se trouvent dans la conversation.',
    foot: 'Vous recevez cet e-mail parce qu’une copie de la conversation a été demandée à cette adresse. Les réponses à cet e-mail ne sont pas lues.',
  },
  he: {
    subject: 'הצ׳אט שלכם עם {site}',
    intro: 'זהו עותק של הצ׳אט שלכם עם {site}.',
    reference: 'מספר פנייה: {ref}',
    you: 'אתם',
    cut: 'ההודעות הקודמות נמצאות בצ׳אט.',
    foot: 'קיבלתם הודעה זו כי התבקש עותק של הצ׳אט לכתובת הזו. תשובות להודעה זו אינן נקראות.',
  },
  id: {
    subject: 'Obrolan Anda dengan {site}',
    intro: 'Ini salinan obrolan Anda dengan {site}.',
    reference: 'Referensi: {ref}',
    you: 'Anda',
    cut: 'Pesan sebelumnya ada di obrolan.',
    foot: 'Anda menerima email ini karena salinan obrolan diminta ke alamat ini. Balasan ke email ini tidak dibaca.',
  },
  it: {
    subject: 'La sua chat con {site}',
    intro: 'Questa è una copia della sua chat con {site}.',
    reference: 'Riferimento: {ref}',
    you: 'Lei',
    cut: 'I messaggi precedenti sono nella chat.',
    foot: 'Riceve questa e-mail perché è stata chiesta una copia della chat a questo indirizzo. Le risposte a questa e-mail non vengono lette.',
  },
  ja: {
    subject: '{site}とのチャット',
    intro: '{site}とのチャットの控えです。',
    reference: '受付番号：{ref}',
    you: 'お客様',
    cut: 'これより前のメッセージはチャットにあります。',
    foot: 'このメールは、チャットの控えをこのアドレスに送るよう依頼があったため届いています。このメールへの返信は読まれません。',
  },
  pt: {
    subject: 'Sua conversa com {site}',
    intro: 'Esta é uma cópia da sua conversa com {site}.',
    reference: 'Referência: {ref}',
    you: 'Você',
    cut: 'As mensagens anteriores estão na conversa.',
    foot: 'Você recebeu este e-mail porque uma cópia da conversa foi pedida para este endereço. As respostas a este e-mail não são lidas.',
  },
  tr: {
    subject: '{site} ile sohbetiniz',
    intro: 'Bu, {site} ile sohbetinizin bir kopyasıdır.',
    reference: 'Başvuru no: {ref}',
    you: 'Siz',
    cut: 'Önceki mesajlar sohbettedir.',
    foot: 'Bu e-postayı, sohbetin bir kopyası bu adrese istendiği için alıyorsunuz. Bu e-postaya verilen yanıtlar okunmaz.',
  },
  uk: {
    subject: 'Ваш чат: {site}',
    intro: 'Це копія вашого чату ({site}).',
    reference: 'Номер звернення: {ref}',
    you: 'Ви',
    cut: 'Попередні повідомлення — у чаті.',
    foot: 'Ви отримали цей лист, бо копію чату попросили надіслати на цю адресу. Відповіді на цей лист не читаються.',
  },
  zh: {
    subject: '您与{site}的对话',
    intro: '这是您与{site}对话的副本。',
    reference: '编号：{ref}',
    you: '您',
    cut: '更早的消息在聊天中。',
    foot: '您收到此邮件，是因为有人请求将聊天副本发送到此地址。对此邮件的回复不会被阅读。',
  },
};

/** Ours that fits `tag`; else English. */
export function transcriptLangOf(tag: string | undefined): TranscriptLang {
  const primary = (tag ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(transcriptWords, primary) ? (primary as TranscriptLang) : 'en';
}
