import { aptInstall } from './debian.mjs';
import { isExecutable, which } from './paths.mjs';

/** The server of the tests' own hosts; each has its namespaces, which only Linux has. */
export async function ensureSshd() {
	const found = find();
	if (found) return found;
	const why =
		'The tests of recovery start hosts of their own: run the suite as root on Linux, in a container if need be.';
	await aptInstall(['openssh-server', 'openssh-client'], why);
	return find();
}

/** sshd wants to be called by its whole path, which is not on everybody's PATH. */
function find() {
	return which('sshd') ?? ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find(isExecutable);
}
