// Turkish of copies of the chat.
export const tr = {
  'transcript.email': 'Bir kopyayı e-postama gönder',
  'transcript.print': 'Sohbeti yazdır veya kaydet',
  'transcript.to': 'Kopyanın gönderileceği adres',
  'transcript.sending': 'Gönderiliyor…',
  'transcript.sent': '{email} adresine gönderildi.',
  'transcript.queued': '{email} adresine gidiyor. Ulaşana kadar deniyoruz.',
  'transcript.failed': '{email} adresine gönderilemedi.',
  'transcript.limited': 'Şimdilik çok fazla kopya. Daha sonra yeniden deneyin.',
  'transcript.blocked': 'Tarayıcı sayfayı açmadı. Burada açılır pencerelere izin verip yeniden deneyin.',
  'transcript.loading': 'Sohbet yükleniyor…',
  'transcript.title': '{site} ile sohbet',
  'transcript.reference': 'Başvuru no: {ref}',
} as const;
