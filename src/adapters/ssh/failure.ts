import { ExpectedError } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import type { SshHost } from '../../operations/host.ts';

/** What it means that `ssh` itself failed, for the one who has to mend it. */
export function sshFailure({ name, destination }: SshHost, stderr: string): ExpectedError {
	const last = stderr.trim().split('\n').at(-1) ?? '';
	if (/REMOTE HOST IDENTIFICATION HAS CHANGED/.test(stderr)) {
		return new ExpectedError(
			t(
				'{0}: the key of the host has changed since it was seen last. Somebody may be in between; find out why before you remove the old key from known_hosts.',
				name,
			),
		);
	}
	if (/host key is known|Host key verification failed/.test(stderr)) {
		return new ExpectedError(
			t('{0}: the key of the host is not known: connect once by hand (ssh {1}) and compare it.', name, destination),
		);
	}
	if (/Permission denied/.test(stderr)) {
		return new ExpectedError(t('{0}: refused: {1}', name, last));
	}
	return new ExpectedError(t('{0} cannot be reached: {1}', name, last || t('ssh ended without a word.')));
}
