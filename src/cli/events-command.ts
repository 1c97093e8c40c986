import { Command, InvalidArgumentError, Option } from 'commander';
import type { EventFormat } from '../app/kubernetes/events.ts';
import { parseDuration } from '../core/duration.ts';
import { eventGroupings, type EventGrouping } from '../core/event-groups.ts';
import { eventCategories } from '../core/event-reasons.ts';
import { severities, type Severity } from '../core/finding.ts';
import { t } from '../core/words.ts';
import { choiceOf, kubernetesHost, withKubernetesFlags, type KubernetesFlags } from './kubernetes-flags.ts';
import { version } from './product.ts';

interface EventFlags extends KubernetesFlags {
	readonly severity?: Severity;
	readonly namespace?: string;
	readonly reason?: string;
	readonly category?: string;
	readonly node?: string;
	readonly object?: string;
	readonly text?: string;
	readonly since?: number;
	readonly by: EventGrouping;
	readonly history: boolean;
	readonly format: EventFormat;
	readonly failOn: Severity | 'never';
}

export function eventsCommand(exit: (code: number) => void): Command {
	const command = new Command('events').description(t('Shows the events of a Kubernetes cluster, put together.'));
	return withKubernetesFlags(command)
		.addOption(new Option('--severity <severity>', t('only rows this grave or graver')).choices(severities))
		.option('--namespace <name>', t('only rows of this namespace'))
		.option('--reason <reason>', t('only rows with this reason'))
		.addOption(new Option('--category <category>', t('only rows of this kind')).choices(eventCategories))
		.option('--node <name>', t('only rows of this node'))
		.option('--object <name>', t('only rows about this object: kind/name, or a part of a name'))
		.option('--text <text>', t('only rows with this text'))
		.option('--since <duration>', t('only rows whose last event is this new'), since)
		.addOption(new Option('--by <what>', t('what makes one row of events')).choices(eventGroupings).default('owner'))
		.option('--history', t('with what was seen before on this machine; what is seen now is kept, for a week'), false)
		.addOption(
			new Option('--format <format>', t('form of the report')).choices(['text', 'json', 'markdown']).default('text'),
		)
		.addOption(
			new Option('--fail-on <severity>', t('exit 1 from this severity on'))
				.choices(['error', 'warning', 'never'])
				.default('never'),
		)
		.action(async (flags: EventFlags) => exit(await showEvents(flags)));
}

async function showEvents(flags: EventFlags): Promise<number> {
	const { eventFormats, eventsOfCluster } = await import('../app/kubernetes/events.ts');
	const { since: ageMs, format, failOn, timeout, by: grouping, history } = flags;
	const filter = Object.fromEntries(
		(['severity', 'namespace', 'reason', 'category', 'node', 'object', 'text'] as const).flatMap(key =>
			flags[key] === undefined ? [] : [[key, flags[key]]],
		),
	);
	const host = kubernetesHost();
	try {
		const report = await eventsOfCluster(
			choiceOf(flags),
			{ filter: { ...filter, ...(ageMs !== undefined && { since: Date.now() - ageMs }) }, grouping, history },
			timeout,
			host,
		);
		process.stdout.write(eventFormats[format](report, version));
		const grave = failOn === 'never' ? [] : severities.slice(0, severities.indexOf(failOn) + 1);
		return report.groups.some(({ severity }) => grave.includes(severity)) ? 1 : 0;
	} finally {
		host.done();
	}
}

function since(text: string): number {
	const ms = parseDuration(text);
	if (ms === undefined) {
		throw new InvalidArgumentError(t('A duration reads like 5s, 500ms or 1m30s.'));
	}
	return ms;
}
