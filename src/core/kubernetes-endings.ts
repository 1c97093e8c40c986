import type { Termination } from './kubernetes-pods.ts';
import { plain } from './plain.ts';
import { t } from './words.ts';

/** How a container ended, in words: for a message. */
export function endWords(ended: Termination | undefined): string {
	if (ended === undefined) {
		return t('how it ended is not told');
	}
	const { reason, exitCode, signal, message } = ended;
	const how =
		reason === 'OOMKilled'
			? t('it was killed for want of memory')
			: signal !== undefined && signal > 0
				? t('it was ended by the signal {0}', signal)
				: t('it ended with code {0}', exitCode ?? '?');
	const meaning = meaningOf(exitCode);
	return [
		how,
		...(meaning === undefined || reason === 'OOMKilled' ? [] : [`(${meaning})`]),
		...(message === '' ? [] : [`– ${plain(message.trim(), 200)}`]),
	].join(' ');
}

/** So the kubelet calls a container that it lost sight of, as when the node or its runtime was restarted: no crash. */
export function isLost({ reason, exitCode }: Termination): boolean {
	return reason === 'Unknown' && exitCode === 255;
}

/** What shells and the kernel mean by it. */
function meaningOf(exitCode: number | undefined): string | undefined {
	switch (exitCode) {
		case 126:
			return t('its command cannot be executed');
		case 127:
			return t('its command was not found');
		case 137:
			return t('killed, often by a probe or for want of memory');
		case 139:
			return t('a crash by a bad memory access');
		case 143:
			return t('asked to end');
		default:
			return undefined;
	}
}
