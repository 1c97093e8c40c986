import { hostname } from 'node:os';
import { env } from 'vscode';
import { t } from '../core/words.ts';

/** Where the extension runs, and therefore from where it dials and where it reads certificates. */
export function dialsFrom(): string {
	return env.remoteName === undefined
		? t('this computer ({0})', hostname())
		: t('{0} (remote: {1})', hostname(), env.remoteName);
}
