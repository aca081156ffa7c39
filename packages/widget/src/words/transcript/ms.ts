// Malay of copies of the chat.
export const ms = {
  'transcript.email': 'E-melkan salinan kepada saya',
  'transcript.print': 'Cetak atau simpan sembang',
  'transcript.to': 'Hantar salinan kepada',
  'transcript.sending': 'Menghantar…',
  'transcript.sent': 'Dihantar ke {email}.',
  'transcript.queued': 'Dalam perjalanan ke {email}. Kami terus mencuba sehingga sampai.',
  'transcript.failed': 'Tidak dihantar ke {email}.',
  'transcript.limited': 'Terlalu banyak salinan buat masa ini. Cuba lagi kemudian.',
  'transcript.blocked': 'Pelayar tidak membuka halaman. Benarkan tetingkap timbul di sini dan cuba lagi.',
  'transcript.loading': 'Memuatkan sembang…',
  'transcript.title': 'Sembang dengan {site}',
  'transcript.reference': 'Rujukan: {ref}',
} as const;
