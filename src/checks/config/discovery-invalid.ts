import { configCheck } from '../../core/config-check.ts';
import { fieldAt, isSet, problemAt, scalarOf, setFix, textsAt, type Site } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { splitHostPort } from '../../core/formats/names.ts';
import { parseUrl } from '../../core/formats/url.ts';
import { isTrue } from '../../core/go-scalar.ts';
import { t } from '../../core/words.ts';

/** A node that joins must find the cluster and know that it is the right one. */
export default configCheck({
	id: 'config/discovery-invalid',
	title: 'A joining node cannot find the cluster',
	remedy: 'Set either "bootstrapToken" with "apiServerEndpoint" (host:port) and "caCertHashes", or "file".',
	severity: 'error',
	kinds: ['kubeadm/JoinConfiguration'],
	wholes: true,
	*each(root) {
		const discovery = fieldAt(root, 'discovery');
		const token = discovery && fieldAt(discovery, 'bootstrapToken');
		const file = discovery && fieldAt(discovery, 'file');
		if (discovery?.node.kind === 'scalar' && discovery.node.opaque) {
			return;
		}
		if (!discovery || (!isThere(token) && !isThere(file))) {
			yield problemAt(discovery ?? fieldAt(root, 'kind') ?? root, t('"bootstrapToken" or "file" must be set.'), {
				part: 'key',
			});
		} else if (file && isThere(token) && isThere(file)) {
			yield problemAt(file, t('"bootstrapToken" and "file" exclude each other.'), { part: 'key' });
		}
		if (token?.node.kind === 'map') {
			yield* judgeToken(token);
		}
		const path = file && fieldAt(file, 'kubeConfigPath');
		if (file?.node.kind === 'map' && !isSet(path)) {
			yield problemAt(path ?? file, t('"{0}" must be set.', 'kubeConfigPath'), { part: 'key' });
		}
		for (const site of textsAt(root, 'discovery.file.kubeConfigPath')) {
			const scheme = parseUrl(site.text)?.scheme;
			if (scheme !== undefined && scheme !== '' && scheme !== 'https' && scheme !== 'file') {
				yield problemAt(site, t('A file is fetched by https alone.'));
			}
		}
	},
});

function* judgeToken(token: Site): Generator<Outcome> {
	const endpoint = fieldAt(token, 'apiServerEndpoint');
	if (!isSet(endpoint)) {
		yield problemAt(endpoint ?? token, t('"apiServerEndpoint" must be set.'), { part: 'key' });
	}
	for (const site of textsAt(token, 'apiServerEndpoint')) {
		if (!splitHostPort(site.text)) {
			const plain = site.text.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
			const fix = splitHostPort(plain) ? setFix(t('Write "{0}"', plain), site, plain) : undefined;
			yield problemAt(site, t('"{0}" is no host with a port.', site.text), { fix });
		}
	}
	const unsafe = scalarOf(fieldAt(token, 'unsafeSkipCAVerification'))?.text ?? '';
	if (!isSet(fieldAt(token, 'caCertHashes')) && !isTrue(unsafe)) {
		const hashes = fieldAt(token, 'caCertHashes');
		yield problemAt(hashes ?? token, t('"caCertHashes" must be set, so that no other cluster can pose as this one.'), {
			part: 'key',
		});
	}
	if (!isSet(fieldAt(token, 'token'))) {
		yield problemAt(fieldAt(token, 'token') ?? token, t('A token must be set.'), { part: 'key' });
	}
}

function isThere(site: Site | undefined): boolean {
	return site !== undefined && !(site.node.kind === 'scalar' && site.node.type === 'null');
}
