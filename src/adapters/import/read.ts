import { ExpectedError, messageOf } from '../../core/errors.ts';
import { t } from '../../core/words.ts';
import { readEtcdDiagnosis } from './etcd-diagnosis.ts';
import { readEtcdctl } from './etcdctl.ts';
import type { Found } from './found.ts';
import { Json } from './json.ts';

/** Recognizes what a file is by its content and reads it; `path` names it in messages. */
export function readForeign(text: string, path: string): Found {
	try {
		const json = Json.parse(text);
		if (json.has('format') && json.has('facts')) {
			throw new ExpectedError(t('it is a recording of Quorum: replay it instead.'));
		}
		const found = json.has('results') && json.has('input') ? readEtcdDiagnosis(json) : readEtcdctl(json, path);
		if (!found) {
			throw new ExpectedError(
				t(
					'it is neither a report of etcd-diagnosis nor the JSON of etcdctl member list, endpoint status, endpoint hashkv, endpoint health or alarm list.',
				),
			);
		}
		return found;
	} catch (error) {
		throw error instanceof ExpectedError
			? new ExpectedError(t('{0} cannot be imported: {1}', path, messageOf(error)))
			: error;
	}
}
