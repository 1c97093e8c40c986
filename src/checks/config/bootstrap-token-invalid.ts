import { configCheck } from '../../core/config-check.ts';
import {
	fieldAt,
	isOpaque,
	isSet,
	itemsOf,
	problemAt,
	scalarOf,
	sitesAt,
	textsAt,
	type Site,
} from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';

const form = /^[a-z0-9]{6}\.[a-z0-9]{16}$/;
const group = /^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]$/;

/** Nodes join by these tokens: one that is not well formed stops kubeadm, on the first node or on the last. */
export default configCheck({
	id: 'config/bootstrap-token-invalid',
	title: 'A bootstrap token is not well formed',
	remedy: 'A token is six characters, a dot and sixteen more, lower case; groups begin with system:bootstrappers:.',
	severity: 'error',
	kinds: ['kubeadm/InitConfiguration', 'kubeadm/JoinConfiguration'],
	*each(root) {
		const tokens = ['bootstrapTokens.*.token', 'discovery.tlsBootstrapToken', 'discovery.bootstrapToken.token'];
		for (const site of textsAt(root, ...tokens)) {
			if (!form.test(site.text)) {
				yield problemAt(site, t('This is no bootstrap token.'));
			}
		}
		// An empty one is left to chance on the first node; where it is written out as empty, it is read and refused.
		for (const site of sitesAt(root, ['bootstrapTokens', '*', 'token'])) {
			if (scalarOf(site)?.text === '') {
				yield problemAt(site, t('This is no bootstrap token.'));
			}
		}
		for (const token of sitesAt(root, ['bootstrapTokens', '*'])) {
			yield* judge(token);
		}
	},
});

function* judge(token: Site): Generator<Outcome> {
	const usages = fieldAt(token, 'usages');
	const groups = fieldAt(token, 'groups');
	for (const site of usages ? textsAt(usages, '*') : []) {
		if (!['signing', 'authentication'].includes(site.text)) {
			yield problemAt(site, t('A token is used for signing or authentication, not for "{0}".', site.text));
		}
	}
	for (const site of groups ? textsAt(groups, '*') : []) {
		if (!group.test(site.text)) {
			yield problemAt(site, t('A group of tokens begins with "system:bootstrappers:" and is lower case.'));
		}
	}
	const uses = usages ? itemsOf(usages) : [];
	const isForLogin = uses.some(use => isOpaque(use) || scalarOf(use)?.text === 'authentication');
	// Without groups there is the group of nodes, and it needs the usage as well.
	if (usages && isSet(usages) && !isForLogin) {
		const site = groups && isSet(groups) ? groups : usages;
		yield problemAt(site, t('Groups need the usage "authentication".'), { part: 'key' });
	}
	const ttl = fieldAt(token, 'ttl');
	const expires = fieldAt(token, 'expires');
	if (ttl && isSet(ttl) && isSet(expires)) {
		yield problemAt(ttl, t('"ttl" and "expires" exclude each other.'), { part: 'key' });
	} else if (expires && isSet(expires)) {
		const message = t('kubeadm gives every token of a file a "ttl", and then refuses "expires" beside it.');
		yield problemAt(expires, message, { part: 'key' });
	}
}
