import { certificatePathOf, keyPathOf } from '../core/formats/certificate-path.ts';
import type { Fix } from '../core/fix.ts';
import { t } from '../core/words.ts';
import type { Setting } from './command.ts';
import { addSetting } from './setting-fix.ts';

/** Names the file that belongs to a certificate or to a key, where the name of that one tells what it is called. */
export function pairFix(only: Setting, missing: string): Fix | undefined {
	const { text = '', flag } = only;
	const path = /cert-?file$/.test(flag) ? keyPathOf(text) : certificatePathOf(text);
	return path === undefined ? undefined : addSetting(t('Add {0}', `${missing}=${path}`), only, missing, path);
}
