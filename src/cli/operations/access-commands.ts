import { Command } from 'commander';
import { t } from '../../core/words.ts';
import { enterOf } from '../sources.ts';
import { terminalHost } from '../terminal.ts';
import { withConnectionFlags, type ConnectionFlags } from '../flags.ts';

/** Read-only lists: what may enter, and what has a time. */
export function authCommand(exit: (code: number) => void): Command {
	return withConnectionFlags(new Command('auth'))
		.description(t('Lists users, their roles, and all roles.'))
		.action(async (flags: ConnectionFlags) => {
			const { listAccounts } = await import('../../app/cluster-state.ts');
			const { connection, secrets } = await enterOf(flags);
			const { users, roles } = await listAccounts(connection, secrets, flags.timeout, terminalHost().signal);
			const lines = users.map(({ name, roles: own }) => t('user {0}: {1}', name, own.join(', ') || t('no role')));
			const all = [...lines, ...roles.map(role => t('role {0}', role))];
			process.stdout.write(`${all.length === 0 ? t('There are no users and no roles.') : all.join('\n')}\n`);
			exit(0);
		});
}

export function leaseCommand(exit: (code: number) => void): Command {
	return withConnectionFlags(new Command('lease'))
		.description(t('Lists leases and the time that they have left.'))
		.action(async (flags: ConnectionFlags) => {
			const { listLeases } = await import('../../app/cluster-state.ts');
			const { connection, secrets } = await enterOf(flags);
			const { count, leases } = await listLeases(connection, secrets, flags.timeout, terminalHost().signal);
			const lines = leases.map(({ id, secondsLeft, grantedSeconds }) =>
				t('{0}: {1} s left of {2} s', id, secondsLeft, grantedSeconds),
			);
			process.stdout.write(`${[t('{0} leases', count), ...lines].join('\n')}\n`);
			exit(0);
		});
}
