import { commandIn, isShell, programOf, splitWords, type Word } from '../../core/shell-words.ts';
import { settingsOf } from '../command-line.ts';
import { imageVersionOf, memberNameOf, type Description, type Setting } from '../description.ts';
import { flagOfVariable } from '../etcd-settings.ts';
import type { YamlValue } from '../yaml-value.ts';
import type { Reader } from './reader.ts';

const components = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

const workloads = ['StatefulSet', 'Deployment', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'];

/**
 * A Pod of the control plane, as kubeadm writes it below `/etc/kubernetes/manifests` or `kubectl get -o yaml` shows it; or
 * what makes pods of that kind.
 */
export const readStaticPod: Reader = ({ id, root }) => {
	const kind = root.get('kind')?.text() ?? '';
	const isPod = kind === 'Pod';
	const pod = isPod ? root : workloads.includes(kind) ? root.at('spec', 'template') : undefined;
	const containers = pod?.at('spec', 'containers')?.items() ?? [];
	const label = pod?.at('metadata', 'labels', 'component')?.text();
	// What `kubectl get -o yaml` printed has a uid: it tells what runs, but editing it changes nothing.
	const isLive = root.at('metadata', 'uid') !== undefined;
	const origin = isPod ? (isLive ? 'live-pod' : 'static-pod') : 'workload';
	return containers.flatMap(container => {
		const words = wordsOf(container);
		const component = componentOf(container, words, label);
		return component === undefined ? [] : [{ ...describe(id, component, container, words), origin }];
	});
};

function componentOf(container: YamlValue, words: readonly Word[], label: string | undefined): string | undefined {
	const started = components.find(component => programOf(words[0]?.text) === component);
	// A wrapper script, or an image that has the command in itself: the labels say what it is.
	const isNamed = label !== undefined && components.includes(label) && container.get('name')?.text() === label;
	return started ?? (isNamed ? label : undefined);
}

function describe(
	document: string,
	component: string,
	container: YamlValue,
	words: readonly Word[],
): Omit<Description, 'origin'> {
	const settings = [...(component === 'etcd' ? environmentOf(container) : []), ...settingsOf(words)];
	const memberName = component === 'etcd' ? memberNameOf(settings) : undefined;
	const image = container.get('image');
	const version = imageVersionOf(image?.text() ?? '');
	return {
		document,
		component,
		...(memberName !== undefined && { memberName }),
		...(version !== undefined && { version }),
		settings,
		...(image && { image: image.range() }),
		home: homeOf(container),
	};
}

/** The command itself: a new flag goes below it. */
function homeOf(container: YamlValue) {
	const first = container.at('command', 0) ?? container.at('args', 0);
	return first?.range() ?? (container.get('command') ?? container.get('image') ?? container).keyRange();
}

/** Command and arguments; a command line in one string after `sh -c` is taken apart. */
function wordsOf(container: YamlValue): Word[] {
	const items = ['command', 'args'].flatMap(key => container.get(key)?.items() ?? []);
	const words = items.map(item => ({ text: item.text() ?? '', ...item.range() }));
	return isShell(words.map(({ text }) => text)) ? items.slice(2, 3).flatMap(scriptWords) : words;
}

/** The command of a script that starts a component, and nothing of what comes before it or after. */
function scriptWords(item: YamlValue): Word[] {
	const toFile = item.innerToFile();
	const script = item.text() ?? '';
	const words = splitWords(script);
	const command = components.map(name => commandIn(script, name)).find(found => found.length > 0) ?? [];
	return command.flatMap(({ index, text }) => {
		const word = words[index];
		return word ? [{ text, ...toFile(word) }] : [];
	});
}

/** etcd takes every flag from a variable too; a flag on the command line wins, so these come first. */
function environmentOf(container: YamlValue): Setting[] {
	return (container.get('env')?.items() ?? []).flatMap(variable => {
		const flag = flagOfVariable(variable.get('name')?.text() ?? '');
		const value = variable.get('value')?.text();
		return flag === undefined || value === undefined
			? []
			: [{ flag, value, range: (variable.get('name') ?? variable).range() }];
	});
}
