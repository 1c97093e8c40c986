import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, itemsOf, problemAt, scalarOf, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { kubeadmKinds, kubeadmSpecOf } from '../../schema/cluster-api.ts';

/** These files and users are made before kubeadm runs; a webhook refuses what contradicts itself. */
export default configCheck({
	id: 'config/cluster-api-files-invalid',
	title: 'Files or users of a machine contradict themselves',
	remedy:
		'Give each path once, with content or contentFrom, each user passwd or passwdFrom, and ignition with its format.',
	// Source: the webhook of KubeadmConfig.
	severity: 'error',
	kinds: kubeadmKinds,
	*each(root) {
		const spec = kubeadmSpecOf(root);
		if (!spec) {
			return;
		}
		const files = fieldAt(spec, 'files');
		const paths = new Set<string>();
		for (const file of files ? itemsOf(files) : []) {
			yield* exclusive(file, 'content', 'contentFrom');
			const path = scalarOf(fieldAt(file, 'path'));
			if (path && paths.has(path.text)) {
				yield problemAt(path, t('"{0}" is given before.', path.text));
			}
			paths.add(path?.text ?? '');
		}
		const users = fieldAt(spec, 'users');
		for (const user of users ? itemsOf(users) : []) {
			yield* exclusive(user, 'passwd', 'passwdFrom');
		}
		const ignition = fieldAt(spec, 'ignition');
		const format = fieldAt(spec, 'format');
		if (ignition && isSet(ignition) && (!format || scalarOf(format)?.text === 'cloud-config')) {
			yield problemAt(ignition, t('"ignition" counts with "format: ignition" alone.'), { part: 'key' });
		}
	},
});

function* exclusive(site: Site, one: string, other: string): Generator<Outcome> {
	const second = fieldAt(site, other);
	if (second && isSet(fieldAt(site, one)) && isSet(second)) {
		yield problemAt(second, t('"{0}" and "{1}" exclude each other.', one, other), { part: 'key' });
	}
}
