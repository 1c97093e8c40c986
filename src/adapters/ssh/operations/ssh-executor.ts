import { ExpectedError } from '../../../core/errors.ts';
import { t } from '../../../core/words.ts';
import type { Executor, StepRun } from '../../../operations/executor.ts';
import type { HostSecrets, SshHost } from '../../../operations/host.ts';
import type { SshAction, SshCondition } from '../../../operations/plan.ts';
import { runOnHost, succeedOnHost } from '../ssh.ts';

/** Runs the commands of steps on the hosts of the plan, and on no others. Only the door has it. */
export function sshExecutor(
	hosts: readonly SshHost[],
	secrets: Readonly<Record<string, HostSecrets>>,
	sharing: string,
): Executor<SshAction, SshCondition> {
	const hostOf = (name: string): SshHost => {
		const host = hosts.find(each => each.name === name);
		if (!host) {
			throw new ExpectedError(t('The plan does not say how {0} is reached.', name));
		}
		return host;
	};
	const runOf = ({ host, stdin, file }: SshAction & Partial<SshCondition>, { deadline }: StepRun) => ({
		signal: deadline,
		secrets: secrets[host],
		stdin,
		file,
		sharing,
	});
	return {
		act: async (action, run) => {
			const said = await succeedOnHost(hostOf(action.host), action.argv, runOf(action, run));
			return said.trim() === '' ? undefined : said.trim();
		},
		ask: async (condition, run) => {
			const { code, stdout } = await runOnHost(hostOf(condition.host), condition.argv, runOf(condition, run));
			const isExpected = condition.expect === undefined || stdout.trim() === condition.expect;
			return code === 0 && isExpected
				? { holds: true, told: condition.holds }
				: { holds: false, told: [condition.fails, stdout.trim()].filter(Boolean).join(' ') };
		},
	};
}
