import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { t } from '../../core/words.ts';
import { etcdKinds, etcdProcessesOf, settingOf } from '../../schema/etcd-process.ts';

const ways = ['initial-cluster', 'discovery', 'discovery-endpoints', 'discovery-srv'];

/** etcd learns of its members in one way, and stops when it is told two. */
export default configCheck({
	id: 'config/etcd-discovery-conflict',
	title: 'etcd is told two ways to find its members',
	remedy: 'Keep one of initial-cluster, discovery, discovery-endpoints and discovery-srv.',
	severity: 'error',
	kinds: etcdKinds,
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			const given = ways
				.map(way => settingOf(process, way))
				.filter(setting => setting !== undefined && setting.text !== '');
			const [first, second] = given;
			if (first && second) {
				yield problemAt(second.nameSite, t('"{0}" and "{1}" exclude each other.', first.flag, second.flag), {
					part: second.namePart,
				});
			}
		}
	},
});
