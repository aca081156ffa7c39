// Greek of copies of the chat.
export const el = {
  'transcript.email': 'Αποστολή αντιγράφου στο email μου',
  'transcript.print': 'Εκτύπωση ή αποθήκευση συνομιλίας',
  'transcript.to': 'Αποστολή αντιγράφου στη διεύθυνση',
  'transcript.sending': 'Αποστολή…',
  'transcript.sent': 'Στάλθηκε στο {email}.',
  'transcript.queued': 'Αποστέλλεται στο {email}. Συνεχίζουμε να προσπαθούμε μέχρι να φτάσει.',
  'transcript.failed': 'Δεν στάλθηκε στο {email}.',
  'transcript.limited': 'Πάρα πολλά αντίγραφα προς το παρόν. Δοκιμάστε ξανά αργότερα.',
  'transcript.blocked':
    'Το πρόγραμμα περιήγησης δεν άνοιξε τη σελίδα. Επιτρέψτε τα αναδυόμενα παράθυρα εδώ και δοκιμάστε ξανά.',
  'transcript.loading': 'Φόρτωση συνομιλίας…',
  'transcript.title': 'Συνομιλία: {site}',
  'transcript.reference': 'Αριθμός αναφοράς: {ref}',
} as const;
