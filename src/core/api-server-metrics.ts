import type { Facts } from './facts.ts';
import type { Outcome } from './finding.ts';
import { t } from './words.ts';

/** An API server that tells no metrics at all does not tell that all is well. */
export function* metricsThere(metrics: Facts['apiServerMetrics']): Generator<Outcome> {
	if (metrics.length === 0) {
		yield { unknown: t('The API server told no metrics.'), missing: ['apiServerMetrics'] };
	}
}
