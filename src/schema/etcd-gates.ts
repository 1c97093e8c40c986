import type { Fix } from '../core/fix.ts';
import { t } from '../core/words.ts';
import { etcdFlag, flagStatus } from './etcd-flags.ts';
import { type EtcdProcess, type EtcdSetting, flagFix, settingOf } from './etcd-process.ts';
import { removeSetting } from './setting-fix.ts';

/** The feature gate that takes the place of a flag since etcd 3.6. */
export function gateOf(flag: string): string | undefined {
	return /^--feature-gates=(\w+)=/.exec(etcdFlag(flag)?.replacement ?? '')?.[1];
}

/**
 * Says by a gate what a flag of its own says: in the list that is there, or in a new one. Nothing where the list says the
 * opposite, for etcd takes no gate from both.
 */
export function gateFix(process: EtcdProcess, setting: EtcdSetting): Fix | undefined {
	const gate = gateOf(setting.flag);
	const value = switchOf(setting.text);
	const isKnown = !process.version || flagStatus('feature-gates', process.version) !== 'unknown';
	if (gate === undefined || value === undefined || !isKnown) {
		return undefined;
	}
	const own = `${gate}=${value}`;
	const list = settingOf(process, 'feature-gates');
	const title = t('Write "{0}"', `feature-gates=${own}`);
	return list ? mergeFix(title, process, setting, list, own) : flagFix(title, process, setting, 'feature-gates', own);
}

function mergeFix(
	title: string,
	process: EtcdProcess,
	setting: EtcdSetting,
	list: EtcdSetting,
	own: string,
): Fix | undefined {
	const pairs = (list.text ?? '').split(',').filter(pair => pair.trim() !== '');
	const [gate] = own.split('=');
	const said = pairs.findLast(pair => pair.split('=')[0]?.trim() === gate);
	const removal = removeSetting(title, setting);
	if (!removal || list.text === undefined || list.nameSite.occurrence !== undefined) {
		return undefined;
	}
	if (said !== undefined) {
		return `${gate}=${switchOf(said.split('=')[1])}` === own ? removal : undefined;
	}
	const whole = flagFix(title, process, list, list.flag, [...pairs, own].join(','));
	return whole && { title, edits: [...whole.edits, ...removal.edits] };
}

/** Go's truth values; a gap has none. */
function switchOf(text: string | undefined): boolean | undefined {
	const word = text?.trim() ?? '';
	return /^(?:1|t|true)$/i.test(word) ? true : /^(?:0|f|false)$/i.test(word) ? false : undefined;
}
