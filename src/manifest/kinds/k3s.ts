import type { Description, Setting } from '../description.ts';
import type { YamlValue } from '../yaml-value.ts';
import type { Reader } from './reader.ts';

/** Which list of arguments goes to which component. */
const lists = {
	etcd: 'etcd-arg',
	'kube-apiserver': 'kube-apiserver-arg',
	'kube-controller-manager': 'kube-controller-manager-arg',
	'kube-scheduler': 'kube-scheduler-arg',
} as const;

/** Keys that only a server with an etcd of its own has. */
const telling = /^(?:cluster-init|cluster-reset|etcd-[a-z0-9-]+)\+?$/;

/** `config.yaml` of a server of K3s or RKE2, which names no kind. Both give etcd flags of their own besides. */
export const readK3s: Reader = ({ id, root }) => {
	const names = root.entries().map(([name]) => name);
	const home = names.find(name => telling.test(name));
	const isOther = names.some(name => ['apiVersion', 'kind', 'services'].includes(name));
	return home === undefined || isOther
		? []
		: Object.entries(lists).map(([component, list]) => describe(id, root, component, list, home));
};

function describe(document: string, root: YamlValue, component: string, list: string, home: string): Description {
	// With a plus, a file adds to what others of its folder say.
	const given = [list, `${list}+`].flatMap(key => root.get(key) ?? []);
	return {
		document,
		origin: 'k3s',
		component,
		settings: given.flatMap(value => (value.isList ? value.items() : [value])).flatMap(argumentOf),
		home: (given[0] ?? root.get(home) ?? root).keyRange(),
	};
}

/** `quota-backend-bytes=8589934592`, with or without dashes before it. */
function argumentOf(item: YamlValue): Setting[] {
	const [, flag, value] = /^(?:--?)?([^-=\s][^=\s]*)=([^]*)$/.exec(item.text() ?? '') ?? [];
	return flag === undefined || value === undefined ? [] : [{ flag, value, range: item.range() }];
}
