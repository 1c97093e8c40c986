import { configCheck } from '../../core/config-check.ts';
import { problemAt, setFix, sitesAt, textsAt, type ScalarSite } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';

/** Resources are named as in URLs; one that does not exist is never encrypted, and nobody says so. */
export default configCheck({
	id: 'config/encryption-resource-invalid',
	title: 'A resource to encrypt is not rightly named',
	remedy:
		'Write the plural in lower case and the group behind a dot, each once: secrets, deployments.apps, or *.* for all.',
	// Source: ValidateEncryptionConfiguration of k8s.io/apiserver.
	severity: 'error',
	kinds: ['apiserver/EncryptionConfiguration'],
	*each(root) {
		const seen = new Set<string>();
		for (const item of sitesAt(root, ['resources', '*'])) {
			const own = textsAt(item, 'resources.*');
			for (const site of own) {
				yield* judge(site, own);
				if (seen.has(site.text)) {
					yield problemAt(site, t('"{0}" is given before: what stands here does not count.', site.text), {
						severity: own.filter(({ text }) => text === site.text).length > 1 ? 'error' : 'warning',
					});
				}
				seen.add(site.text);
			}
		}
	},
});

function* judge(site: ScalarSite, own: readonly ScalarSite[]): Generator<Outcome> {
	const { text } = site;
	const lower = text.toLowerCase();
	const group = text.startsWith('*.') ? undefined : text.slice(text.indexOf('.') + 1);
	const wildcard = text.includes('.') ? `*.${group ?? ''}` : '*.';
	if (text !== lower) {
		yield problemAt(site, t('Resources are written in lower case.'), {
			fix: setFix(t('Write "{0}"', lower), site, lower),
		});
	} else if (text === '') {
		yield problemAt(site, t('A resource must have a name.'));
	} else if (text === '*') {
		yield problemAt(site, t('"*" alone is refused: write *.* for all, or *. for those of the core group.'));
	} else if (/\.extensions$/.test(text)) {
		yield problemAt(site, t('The group "extensions" is gone.'));
	} else if (/^(?:\*\.)?events\.k8s\.io$|\.events\.k8s\.io$/.test(text)) {
		yield problemAt(site, t('Events are written in the core group: the API server refuses this one.'));
	} else if (
		group !== undefined &&
		own.some(other => other.text === wildcard || other.text === '*.*') &&
		text !== '*.*'
	) {
		yield problemAt(site, t('A wildcard of the same list has this already: the API server refuses both together.'));
	}
}
