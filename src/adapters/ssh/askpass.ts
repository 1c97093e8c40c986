import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostSecrets } from '../../operations/host.ts';

export interface Prompts {
	readonly env: NodeJS.ProcessEnv;
	readonly isAnswering: boolean;
	forget(): Promise<void>;
}

/**
 * Lets `ssh` have a password or a passphrase without a terminal: it asks a script, which reads a file that only this user
 * can, in a folder that is gone when the command has ended. Neither the arguments nor the environment hold the secret.
 */
export async function answerPrompts(secrets: HostSecrets | undefined): Promise<Prompts> {
	if (secrets?.password === undefined && secrets?.passphrase === undefined) {
		return { env: {}, isAnswering: false, forget: async () => undefined };
	}
	const folder = await mkdtemp(join(tmpdir(), 'quorum-ssh-'));
	const script = join(folder, 'answer');
	await Promise.all([
		writeFile(join(folder, 'password'), secrets.password ?? '', { mode: 0o600 }),
		writeFile(join(folder, 'passphrase'), secrets.passphrase ?? '', { mode: 0o600 }),
		writeFile(script, answer, { mode: 0o700 }),
	]);
	return {
		env: { SSH_ASKPASS: script, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: process.env['DISPLAY'] ?? ':0' },
		isAnswering: true,
		forget: () => rm(folder, { recursive: true, force: true }),
	};
}

const answer = `#!/bin/sh
case "$1" in
*passphrase*) cat "\${0%/*}/passphrase" ;;
*assword*) cat "\${0%/*}/password" ;;
*) exit 1 ;;
esac
`;
