import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import type { Outcome } from '../../core/finding.ts';
import { t } from '../../core/words.ts';
import { type EtcdProcess, etcdProcessesOf, processKinds, settingOf } from '../../schema/etcd-process.ts';

/** A new member must find itself in the list, under the address that it tells others. */
export default configCheck({
	id: 'config/etcd-initial-cluster-invalid',
	title: 'The list of members does not fit this member',
	remedy: 'List every member once as name=peer URL, this one with its own name and initial-advertise-peer-urls.',
	// Source: etcd's ServerConfig.VerifyBootstrap and advertiseMatchesCluster.
	severity: 'error',
	kinds: processKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			yield* judge(process);
			const state = settingOf(process, 'initial-cluster-state');
			if (process.origin === 'etcd-config' && state?.text !== undefined && !['new', 'existing'].includes(state.text)) {
				yield problemAt(state.site, t('"{0}" is neither "new" nor "existing".', state.text));
			}
		}
	},
});

function* judge(process: EtcdProcess): Generator<Outcome> {
	const cluster = settingOf(process, 'initial-cluster');
	if (cluster?.text === undefined || cluster.text === '') {
		return;
	}
	const pairs = cluster.text.split(',').map(pair => pair.trim());
	const broken = pairs.find(pair => !/^[^=]+=[^=]+/.test(pair));
	if (broken !== undefined) {
		yield problemAt(
			cluster.site,
			broken === '' ? t('An empty entry is in the list.') : t('"{0}" is not name=URL.', broken),
		);
		return;
	}
	const members = Map.groupBy(pairs, pair => pair.slice(0, pair.indexOf('=')));
	const urlsOf = (name: string) => (members.get(name) ?? []).map(pair => pair.slice(pair.indexOf('=') + 1));
	const urls = [...members.keys()].flatMap(urlsOf);
	const twin = urls.find((url, index) => urls.indexOf(url) < index);
	if (twin !== undefined) {
		yield problemAt(cluster.site, t('{0} is listed twice.', twin));
	}
	const name = settingOf(process, 'name');
	// Without a name it is "default", unless another file gives it one.
	const own = name ? name.text : process.isPartial ? undefined : 'default';
	if (own !== undefined && !members.has(own)) {
		yield problemAt(cluster.site, t('This member, "{0}", is not in the list.', own));
		return;
	}
	const advertised = settingOf(process, 'initial-advertise-peer-urls');
	const told = advertised?.text
		?.split(',')
		.map(url => url.trim())
		.sort()
		.join();
	if (own !== undefined && told !== undefined && told !== urlsOf(own).sort().join()) {
		yield problemAt(
			cluster.site,
			t('The list has {0} for "{1}", which tells others {2}.', urlsOf(own).join(','), own, told),
		);
	}
}
