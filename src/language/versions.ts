import type { Targets } from '../core/facts.ts';
import { rootOf } from '../core/config-tree.ts';
import { minorOf } from '../core/version.ts';
import { t } from '../core/words.ts';
import type { ParsedFile } from '../manifest/parse.ts';
import { etcdProcessesOf } from '../schema/etcd-process.ts';
import { kubernetesOf } from '../schema/targets.ts';
import { surroundingsOf } from './meaning.ts';

/** For which versions a file is read, and who says so. */
export interface Versions {
	/** `kubeadm v1beta4`, `Kubernetes 1.36`, `etcd 3.6`. */
	readonly parts: readonly string[];
	/** One sentence for each version that the file itself does not tell. */
	readonly sources: readonly string[];
}

const groups: Readonly<Record<string, string>> = { kubeadm: 'kubeadm', 'cluster-api': 'Cluster API', kind: 'kind' };

/** Nothing for files that we do not judge. */
export function versionsOf(file: ParsedFile, targets: Targets): Versions | undefined {
	const judged = file.configs.filter(({ kind }) => !/^(?:other\/|empty$)/.test(kind));
	const [first] = judged;
	if (!first) {
		return undefined;
	}
	const apis = judged.flatMap(({ kind, apiVersion }) => {
		const name = groups[kind.split('/')[0] ?? ''];
		const version = apiVersion.split('/')[1];
		return name === undefined || version === undefined ? [] : [`${name} ${version}`];
	});
	const kubernetes = judged.filter(({ kind }) => kind.startsWith('kubeadm/'))[0];
	const target = kubernetes && kubernetesOf(surroundingsOf(kubernetes, file.configs, targets).bundle, targets);
	const etcd = judged
		.flatMap(document => etcdProcessesOf(rootOf(document), surroundingsOf(document, file.configs, targets)))
		.find(({ version }) => version)?.version;
	return {
		parts: [
			...new Set(apis),
			...(target ? [`Kubernetes ${minorOf(target.version)}`] : []),
			...(etcd ? [`etcd ${minorOf(etcd)}`] : []),
		],
		sources: target && target.source !== 'file' ? [sourceWords(target.source)] : [],
	};
}

function sourceWords(source: 'setting' | 'newest'): string {
	return source === 'setting'
		? t('The file does not say for which Kubernetes it is: the setting does.')
		: t('The file does not say for which Kubernetes it is: the newest is assumed.');
}
