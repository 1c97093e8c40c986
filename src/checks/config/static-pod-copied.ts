import { configCheck } from '../../core/config-check.ts';
import { fieldAt, problemAt, rootOf, textAt, type Site } from '../../core/config-tree.ts';
import type { Surroundings } from '../../core/config-check.ts';
import type { ConfigDocument } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { apiServerSetting, apiServersOf } from '../../schema/api-server.ts';
import { etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

/** The kubelet starts every file of its folder that is not hidden, backups too: which of two pods of one name runs, is chance. */
export default configCheck({
	id: 'config/static-pod-copied',
	title: 'A folder has two files of one static pod',
	remedy: 'Move the copy out of the folder: renaming it does not hide it, unless its name begins with a dot.',
	// Source: extractFromDir of the kubelet.
	severity: 'warning',
	kinds: ['static-pod'],
	*each(root, around) {
		const { folder, bundle } = root.document;
		const own = identityOf(root, around);
		const name = fieldAt(root, 'metadata', 'name');
		// What `kubectl get -o yaml` printed is started by nobody.
		const isLive = (site: Site) => fieldAt(site, 'metadata', 'uid') !== undefined;
		const twin = around.documents.find(
			other =>
				other.kind === 'static-pod' &&
				other.folder === folder &&
				other.bundle !== bundle &&
				!isLive(rootOf(other)) &&
				identityOf(rootOf(other), around) === own,
		);
		if (name && own !== undefined && twin && !isLive(root)) {
			yield problemAt(name, t('Another file of this folder starts the same pod.'));
		}
	},
});

const known = new WeakMap<ConfigDocument, { readonly identity: string | undefined }>();

/** Files of several nodes may be collected in one folder: those are no copies. Each is held against each. */
function identityOf(root: Site, around: Surroundings): string | undefined {
	const found = known.get(root.document) ?? { identity: identityIn(root, around) };
	known.set(root.document, found);
	return found.identity;
}

function identityIn(root: Site, around: Surroundings): string | undefined {
	const name = textAt(root, 'metadata', 'name');
	const members = etcdProcessesOf(root, around).map(process => settingOf(process, 'name')?.text);
	const servers = apiServersOf(root, around).map(server => apiServerSetting(server, 'advertise-address')?.text);
	return name === undefined
		? undefined
		: [name, textAt(root, 'metadata', 'namespace'), ...members, ...servers].join(' ');
}
