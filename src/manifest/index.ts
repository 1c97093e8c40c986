export { applyEdits, editsOf } from './fix/apply-fix.ts';
export { certificatePathsOf, type CertificatePath } from './certificate-paths.ts';
export { configDocumentsOf } from './config-documents.ts';
export { locate } from './locate.ts';
export { locationOf } from './location.ts';
export { manifestSetOf, parseFile, parseFiles, problemsOf, type ManifestSet, type ParsedFile } from './parse.ts';
export type { FileProblem, Place, Range, SourceFile } from './source.ts';
export { specsOf } from './specs.ts';
export { isSuppressed, suppressionOf } from './suppression.ts';
