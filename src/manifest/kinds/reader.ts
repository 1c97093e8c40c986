import type { DocumentId } from '../../core/facts.ts';
import type { Description } from '../description.ts';
import type { YamlValue } from '../yaml-value.ts';

/** Says what a document tells of components; nothing when it is of another kind. By content, never by file name. */
export type Reader = (document: { readonly id: DocumentId; readonly root: YamlValue }) => Description[];
