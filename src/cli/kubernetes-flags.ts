import { Option, type Command } from 'commander';
import type { KubernetesHost } from '../app/kubernetes/diagnose.ts';
import type { ClusterChoice } from '../app/kubernetes/open-cluster.ts';
import { t } from '../core/words.ts';
import { timeout } from './flags.ts';
import { terminalHost } from './terminal.ts';

/** Which cluster a command is about, and how long it may take to answer. */
export interface KubernetesFlags {
	readonly kubeconfig?: string;
	readonly context?: string;
	readonly timeout: number;
}

export function withKubernetesFlags(command: Command): Command {
	return command
		.option('--kubeconfig <file>', t('kubeconfig; without it, those that kubectl reads'))
		.option('--context <name>', t('context of the kubeconfig; without it, the current one'))
		.addOption(
			new Option('--timeout <duration>', t('what the API server may take for its first answer'))
				.argParser(timeout)
				.default(5000, '5s'),
		);
}

export function choiceOf({ kubeconfig, context }: KubernetesFlags): ClusterChoice {
	return { ...(kubeconfig !== undefined && { file: kubeconfig }), ...(context !== undefined && { context }) };
}

/** A terminal's user has started this himself: what his kubeconfig names may be started too, and speaks to him as it goes. */
export const userOfTerminal: Pick<KubernetesHost, 'env' | 'isTrusted' | 'onMessage'> = {
	env: process.env,
	isTrusted: true,
	onMessage: text => void process.stderr.write(text),
};

export function kubernetesHost(): KubernetesHost & { done(): void } {
	return { ...terminalHost(), ...userOfTerminal };
}
