import { aptInstall } from './debian.mjs';
import { which } from './paths.mjs';

/** Holds up one member's disk in the fault matrix; only Linux has it. */
export async function ensureStrace() {
	const found = which('strace');
	if (found) return found;
	const why =
		'The fault matrix slows a disk down with strace, which Linux has: run the suite there, in a container if need be.';
	await aptInstall(['strace'], why);
	return which('strace');
}
