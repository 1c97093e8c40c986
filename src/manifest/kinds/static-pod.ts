import { programOf, settingsOf, splitWords, type Word } from '../command-line.ts';
import { imageVersionOf, memberNameOf, type Description, type Setting } from '../description.ts';
import { flagOfVariable } from '../etcd-settings.ts';
import type { YamlValue } from '../yaml-value.ts';
import type { Reader } from './reader.ts';

const components = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** A Pod of the control plane, as kubeadm writes it below `/etc/kubernetes/manifests` or `kubectl get -o yaml` shows it. */
export const readStaticPod: Reader = ({ id, root }) => {
	const containers = root.get('kind')?.text() === 'Pod' ? (root.at('spec', 'containers')?.items() ?? []) : [];
	const label = root.at('metadata', 'labels', 'component')?.text();
	// What `kubectl get -o yaml` printed has a uid: it tells what runs, but editing it changes nothing.
	const origin = root.at('metadata', 'uid') === undefined ? 'static-pod' : 'live-pod';
	return containers.flatMap(container => {
		const words = wordsOf(container);
		const component = componentOf(container, words, label);
		return component === undefined ? [] : [{ ...describe(id, component, container, words), origin }];
	});
};

function componentOf(container: YamlValue, words: readonly Word[], label: string | undefined): string | undefined {
	const command = isShell(words) ? words.slice(1) : words.slice(0, 1);
	const started = command.map(word => programOf(word.text)).find(program => components.includes(program));
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
	return isShell(words)
		? items.flatMap((item, index) => (index < 2 ? words.slice(index, index + 1) : scriptWords(item)))
		: words;
}

function isShell(words: readonly Word[]): boolean {
	return ['sh', 'bash', 'ash', 'dash'].includes(programOf(words[0]?.text)) && /^-[a-z]*c$/.test(words[1]?.text ?? '');
}

function scriptWords(item: YamlValue): Word[] {
	const toFile = item.innerToFile();
	return splitWords(item.text() ?? '').map(word => ({ text: word.text, ...toFile(word) }));
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
