import { configCheck } from '../../core/config-check.ts';
import { problemAt } from '../../core/config-tree.ts';
import { asGoDuration } from '../../core/formats/go-duration.ts';
import { t } from '../../core/words.ts';
import { etcdFlag } from '../../schema/etcd-flags.ts';
import {
	type EtcdProcess,
	etcdProcessesOf,
	type EtcdSetting,
	flagFix,
	flagKinds,
	settingOf,
} from '../../schema/etcd-process.ts';
import { completedUrls, valueProblem } from '../../schema/etcd-values.ts';

/** etcd reads every value when it starts, and stops at the first that it cannot read. */
export default configCheck({
	id: 'config/etcd-value-invalid',
	title: 'etcd cannot read the value of a flag',
	remedy: 'Write it as etcd reads it: plain numbers of bytes and milliseconds, durations such as 5s, true or false.',
	severity: 'error',
	kinds: [...flagKinds, 'etcd-environment'],
	*each(root, around) {
		for (const process of etcdProcessesOf(root, around)) {
			for (const setting of process.settings) {
				const type = etcdFlag(setting.flag)?.type;
				if (type === undefined || setting.text === undefined) {
					continue;
				}
				if (type === 'bool' && setting.isApart) {
					yield problemAt(
						setting.site,
						t('etcd takes true and false behind an equals sign alone: "{0}".', `${setting.written}=${setting.text}`),
					);
					continue;
				}
				const problem = valueProblem(setting.flag, type, setting.text, process.version);
				if (problem !== undefined) {
					yield problemAt(setting.site, problem, { fix: fixOf(process, setting, type) });
				}
			}
		}
	},
});

const factors: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** What was meant, where that is plain. */
function fixOf(process: EtcdProcess, setting: EtcdSetting, type: string) {
	const { text = '', flag } = setting;
	const [, amount, unit] = /^(\d+)\s*([kmgt])i?b?$/i.exec(text) ?? [];
	const isBytes = flag.endsWith('-bytes') && amount !== undefined;
	const meant = isBytes
		? String(Number(amount) * (factors[unit?.toLowerCase() ?? ''] ?? 1))
		: type === 'bool'
			? { yes: 'true', on: 'true', no: 'false', off: 'false' }[text.toLowerCase()]
			: type === 'duration'
				? asGoDuration(text)
				: type === 'url-list'
					? completedUrls(flag, text, schemeOf(process, flag, text))
					: /^\d+ms$/.test(text)
						? text.slice(0, -2)
						: undefined;
	return meant === undefined ? undefined : flagFix(t('Write "{0}"', meant), process, setting, setting.flag, meant);
}

/** How etcd talks there: as the other addresses say, else as its certificates do; nothing where others set those. */
function schemeOf(process: EtcdProcess, flag: string, text: string): 'http' | 'https' | undefined {
	const [said] = /\bhttps?(?=:\/\/)/.exec(text) ?? [];
	const prefix = flag.includes('peer') ? 'peer-' : '';
	const hasFiles = ['cert-file', 'auto-tls'].some(name => settingOf(process, prefix + name));
	return said !== undefined
		? said === 'http'
			? 'http'
			: 'https'
		: flag === 'listen-metrics-urls'
			? undefined
			: hasFiles || process.origin === 'kubeadm'
				? 'https'
				: process.isPartial
					? undefined
					: 'http';
}
