import type { Facts, Member } from './facts.ts';
import { kubernetesFacts } from './kubernetes.ts';
import { pseudonyms, type Pseudonyms } from './pseudonyms.ts';
import type { Recording } from './recording.ts';
import { t } from './words.ts';

/**
 * The same recording with invented names: hosts, addresses, members, certificates, documents and the connection. One thing
 * has one name throughout, so every check comes to the same verdict; ids, ports and loopback addresses stay. Objects of
 * Kubernetes are left out: in them anything can be a name.
 */
export function anonymize(recording: Recording): Recording {
	const { facts, gaps } = withoutObjects(recording);
	const names = pseudonyms();
	learn(facts, names);
	const rename = renamer(names);
	return {
		...recording,
		connection: { ...recording.connection, name: names.of('cluster', recording.connection.name) },
		// Texts become texts: the shape stays.
		facts: rename(facts, '') as Partial<Facts>,
		gaps: rename(gaps, '') as Recording['gaps'],
	};
}

function withoutObjects({ facts, gaps }: Recording): Pick<Recording, 'facts' | 'gaps'> {
	const there = kubernetesFacts.filter(name => facts[name] !== undefined);
	const why = t('An anonymized recording holds no objects of Kubernetes.');
	// One name of a fact less each time: the others keep their types.
	const rest = Object.fromEntries(Object.entries(facts).filter(([name]) => !there.some(fact => fact === name)));
	// Files of kubeadm are held against one of those objects alone.
	const manifests = facts.manifests?.filter(({ component }) => component !== 'kubeadm');
	return {
		facts: { ...rest, ...(manifests && { manifests }) },
		gaps: { ...gaps, ...Object.fromEntries(there.map(name => [name, why])) },
	};
}

/** First all that is known to be a name, so that it is recognized in sentences too. */
function learn(facts: Partial<Facts>, names: Pseudonyms): void {
	visit(facts, '', (value, key) => {
		switch (key) {
			case 'endpoint':
			case 'url':
			case 'clientUrls':
			case 'peerUrls':
				names.inUrl(value);
				break;
			case 'memberName':
				names.of('member', value);
				break;
			case 'serverName':
			case 'names':
				names.host(value);
				break;
			case 'subject':
			case 'issuer':
				names.distinguished(value);
		}
	});
	for (const list of facts.memberLists ?? []) {
		const members: readonly Member[] = 'answer' in list ? list.answer.members : [];
		members.forEach(member => names.of('member', member.name));
	}
	for (const { flags } of facts.manifests ?? []) {
		names.of('member', flags['name'] ?? '');
		const initial = (flags['initial-cluster'] ?? '').split(',').map(part => part.split('=')[0]?.trim() ?? '');
		initial.forEach(name => names.of('member', name));
	}
}

function visit(value: unknown, key: string, see: (value: string, key: string) => void): void {
	if (typeof value === 'string') {
		see(value, key);
	} else if (Array.isArray(value)) {
		value.forEach(item => visit(item, key, see));
	} else if (typeof value === 'object' && value !== null) {
		Object.entries(value).forEach(([name, item]) => visit(item, name, see));
	}
}

/** Fixed words, versions, dates and ids: no names. */
const kept = new Set([
	...['stage', 'cause', 'source', 'alarm', 'use', 'refusedBy', 'component', 'protocol', 'untrusted'],
	...['version', 'server', 'cluster', 'storageVersion', 'downgradeTarget', 'notBefore', 'notAfter'],
	...['memberId', 'clusterId', 'leaderId', 'id'],
]);

function renamer(names: Pseudonyms): (value: unknown, key: string) => unknown {
	const rename = (value: unknown, key: string): unknown => {
		if (typeof value === 'string') {
			return kept.has(key) ? value : renameText(value, key, names);
		}
		if (Array.isArray(value)) {
			return value.map(item => rename(item, key));
		}
		if (typeof value !== 'object' || value === null) {
			return value;
		}
		if (key === 'first' || key === 'second') {
			return { ...value, ...('labels' in value && { labels: renameLabels(value.labels, names) }) };
		}
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, rename(item, name)]));
	};
	return rename;
}

/** Labels of metrics are words of etcd and ids; only what has the form of an address or a host name can be one. */
function renameLabels(labels: unknown, names: Pseudonyms): unknown {
	const entries = Object.entries(Object(labels)).map(([label, value]) => [
		label,
		typeof value === 'string' && /[.:]/.test(value) && Number.isNaN(Number(value)) ? names.inText(value) : value,
	]);
	return Object.fromEntries(entries);
}

function renameText(value: string, key: string, names: Pseudonyms): string {
	switch (key) {
		case 'memberName':
		case 'name':
			return names.of('member', value);
		case 'document':
			return names.of('document', value);
		case 'subject':
		case 'issuer':
			return names.distinguished(value);
		case 'serverName':
		case 'names':
			return names.host(value);
		case 'endpoint':
		case 'url':
		case 'clientUrls':
		case 'peerUrls':
			return names.inUrl(value);
		default:
			return names.inText(value);
	}
}
