import { isObject } from '../../core/shapes.ts';
import { plain } from '../../core/plain.ts';
import { t } from '../../core/words.ts';
import { Unanswered } from '../etcd/silence.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiCall } from './calls.ts';
import { forwardSilence } from './stream-refusal.ts';
import { WebSocketClient } from './websocket.ts';

/** The channels of a remote command; the last tells how it ended. */
const channels = { stdout: 1, stderr: 2, error: 3 } as const;
const largestOutput = 16 * 1024 * 1024;

export interface CommandOutput {
	readonly stdout: string;
	readonly stderr: string;
	/** 0 where it succeeded. */
	readonly exitCode: number;
}

/** Runs a command in a pod, without a shell, and gives what it printed. Throws `Unanswered` where it did not run to its
 * end: of the member in it nothing is known then. */
export async function runInPod(
	client: ApiClient,
	call: ApiCall,
	pod: string,
	signal: AbortSignal,
): Promise<CommandOutput> {
	const texts: Record<number, string> = {};
	let length = 0;
	return new Promise((resolve, reject) => {
		const fail = (error: unknown) => reject(forwardSilence(error, pod, 'exec'));
		let socket: WebSocketClient | undefined;
		const message = (bytes: Buffer) => {
			const channel = bytes[0] ?? -1;
			texts[channel] = (texts[channel] ?? '') + bytes.toString('utf8', 1);
			length += bytes.length;
			if (length > largestOutput) {
				fail(new Unanswered('protocol', t('The command in the pod {0} printed too much.', pod)));
				socket?.close();
			}
		};
		const end = (problem?: string) => {
			const status = texts[channels.error];
			if (status === undefined) {
				fail(
					new Unanswered(
						'protocol',
						t('The command in the pod {0} was cut off: {1}', pod, problem ?? t('no status came')),
					),
				);
				return;
			}
			const exitCode = exitCodeOf(status);
			if (typeof exitCode === 'string') {
				fail(new Unanswered('protocol', t('The command in the pod {0} could not run: {1}', pod, plain(exitCode, 400))));
				return;
			}
			resolve({ stdout: texts[channels.stdout] ?? '', stderr: texts[channels.stderr] ?? '', exitCode });
		};
		signal.addEventListener('abort', () => fail(new Unanswered('deadline', t('No answer in time.'))), {
			once: true,
		});
		WebSocketClient.open(client, call, { message, end }, signal).then(opened => (socket = opened), fail);
	});
}

/** A `Status`: success, or an exit code among its causes; else why nothing ran. */
function exitCodeOf(text: string): number | string {
	try {
		const status: unknown = JSON.parse(text);
		if (!isObject(status) || status['status'] === 'Success') {
			return 0;
		}
		const details = isObject(status['details']) ? status['details'] : {};
		const causes = Array.isArray(details['causes']) ? details['causes'].filter(isObject) : [];
		const code = Number(causes.find(cause => cause['reason'] === 'ExitCode')?.['message']);
		return Number.isInteger(code) ? code : String(status['message'] ?? text);
	} catch {
		// Older kubelets write a sentence.
		return text;
	}
}
