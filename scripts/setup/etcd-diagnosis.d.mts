export function ensureEtcdDiagnosis(): string;
