import { check } from '../../core/check.ts';
import { formatDuration } from '../../core/duration.ts';
import { t } from '../../core/words.ts';

/** Certificates and tokens are not valid yet or no more for whoever's clock is off, and leases are lost. */
export default check({
	id: 'kubernetes/clock-skew',
	title: 'The clocks of the API server and of this machine differ',
	remedy: 'Let both take their time from NTP.',
	severity: 'warning',
	needs: ['apiServerClock'],
	params: {
		milliseconds: {
			default: 30_000,
			unit: 'milliseconds',
			description: 'How far they may be apart.',
			source: 'Our proposal: half of what tokens forgive',
		},
	},
	*run({ apiServerClock: { offsetMs, uncertaintyMs } }, { milliseconds }) {
		if (Math.abs(offsetMs) - uncertaintyMs > milliseconds) {
			yield {
				message: t(
					'The clock of the API server is {0} {1} that of this machine.',
					formatDuration(Math.abs(offsetMs)),
					offsetMs > 0 ? t('ahead of') : t('behind'),
				),
				subject: { kind: 'cluster' },
			};
		}
	},
});
