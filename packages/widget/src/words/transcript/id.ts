// Indonesian of copies of the chat.
export const id = {
  'transcript.email': 'Kirim salinan ke email saya',
  'transcript.print': 'Cetak atau simpan obrolan',
  'transcript.to': 'Kirim salinan ke',
  'transcript.sending': 'Mengirim…',
  'transcript.sent': 'Terkirim ke {email}.',
  'transcript.queued': 'Dalam perjalanan ke {email}. Kami terus mencoba sampai tiba.',
  'transcript.failed': 'Tidak terkirim ke {email}.',
  'transcript.limited': 'Terlalu banyak salinan untuk saat ini. Coba lagi nanti.',
  'transcript.blocked': 'Browser tidak membuka halaman. Izinkan pop-up di sini dan coba lagi.',
  'transcript.loading': 'Memuat obrolan…',
  'transcript.title': 'Obrolan dengan {site}',
  'transcript.reference': 'Referensi: {ref}',
} as const;
