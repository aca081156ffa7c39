// How many sockets this process may hold: four fifths of its file descriptors, so that the database always finds one (A2).
interface Report {
  readonly userLimits?: { readonly open_files?: { readonly soft?: number | 'unlimited' } };
}

const share = 0.8;

export function socketsOfProcess(): number {
  // Node has no other word for it. What it would say of the network is not asked for: that takes long.
  (process.report as { excludeNetwork?: boolean }).excludeNetwork = true;
  const { userLimits } = process.report.getReport() as Report;
  const files = Number(userLimits?.open_files?.soft);
  return Number.isFinite(files) ? Math.floor(files * share) : Infinity;
}
