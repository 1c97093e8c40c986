import { configCheck, type Surroundings } from '../../core/config-check.ts';
import { fieldAt, isOpaque, problemAt, scalarOf, sitesAt, textAt, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { goDuration } from '../../core/formats/go-duration.ts';
import { parseVersion } from '../../core/version.ts';
import { t } from '../../core/words.ts';

/** The API server asks the plugin for every key: a plugin that it cannot find makes every secret unreadable. */
export default configCheck({
	id: 'config/encryption-kms-invalid',
	title: 'A plugin for keys is not rightly described',
	remedy: 'Give it a name of its own without colons, apiVersion v2, and an endpoint such as unix:///run/kms.sock.',
	// Source: ValidateEncryptionConfiguration of k8s.io/apiserver; KMS v1 is deprecated since 1.28 and off since 1.29.
	severity: 'error',
	kinds: ['apiserver/EncryptionConfiguration'],
	*each(root, around) {
		const names = new Set<string>();
		for (const kms of sitesAt(root, ['resources', '*', 'providers', '*', 'kms'])) {
			yield* judgeName(kms, names);
			yield* judgeVersion(kms, around);
			const endpoint = scalarOf(fieldAt(kms, 'endpoint'));
			if (!fieldAt(kms, 'endpoint') || (endpoint && !endpoint.text.startsWith('unix://'))) {
				const at = endpoint ?? kms;
				yield problemAt(at, t('The endpoint must be a socket that begins with unix://.'), {
					part: endpoint ? 'value' : 'key',
				});
			}
			const timeout = scalarOf(fieldAt(kms, 'timeout'));
			const ms = goDuration(timeout?.text ?? '');
			if (timeout && ms !== undefined && ms <= 0) {
				yield problemAt(timeout, t('A timeout must be more than 0.'));
			}
		}
	},
});

function* judgeName(kms: Site, names: Set<string>): Generator<Outcome> {
	const name = fieldAt(kms, 'name');
	const text = scalarOf(name)?.text;
	const isTwin = text !== undefined && names.has(text) && textAt(kms, 'apiVersion') === 'v2';
	if (!name || text === '') {
		yield problemAt(name ?? kms, t('A plugin must have a name.'), { part: 'key' });
	} else if (text?.includes(':')) {
		yield problemAt(name, t('The name of a plugin has no colon.'));
	} else if (isTwin) {
		yield problemAt(name, t('Another plugin has the name "{0}".', text));
	}
	names.add(text ?? '');
}

function* judgeVersion(kms: Site, { targets }: Surroundings): Generator<Outcome> {
	const site = fieldAt(kms, 'apiVersion');
	const version = scalarOf(site)?.text ?? 'v1';
	const cache = fieldAt(kms, 'cachesize');
	const kubernetes = parseVersion(targets.kubernetes ?? '');
	if (isOpaque(site)) {
		return;
	}
	if (site && !['v1', 'v2'].includes(version)) {
		yield problemAt(site, t('"{0}" is neither v1 nor v2.', version));
	} else if (version === 'v1' && (!kubernetes || kubernetes.minor >= 28)) {
		yield problemAt(
			site ?? fieldAt(kms, 'name') ?? kms,
			t('Version v1 is deprecated since Kubernetes 1.28, and off unless a feature gate allows it.'),
			{
				severity: 'warning',
				part: site ? 'value' : 'key',
			},
		);
	} else if (version === 'v2' && cache) {
		yield problemAt(cache, t('Version v2 has no cachesize: the API server refuses it.'), { part: 'key' });
	}
	if (version === 'v1' && scalarOf(cache)?.text === '0') {
		yield problemAt(
			cache ?? kms,
			t('A cache of size 0 is refused: leave it out, or write a negative number for none.'),
		);
	}
}
