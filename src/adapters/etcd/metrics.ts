import type { MetricsWindow } from '../../core/facts.ts';
import { isZeroSilent, readsMetric } from '../../schema/metrics.ts';
import { t } from '../../core/words.ts';
import { secureContextOf } from './access.ts';
import { sleep } from './ask.ts';
import type { Page } from './http.ts';
import { PageReader } from './http.ts';
import type { MemberClient } from './member-client.ts';
import { parseMetrics } from './metrics-text.ts';
import type { EtcdQuestions } from './probes.ts';
import { Unanswered } from './silence.ts';

/** Two samples, `windowMs` apart. The second has the same time for its answer as the first had. */
export async function sampleTwice(client: MemberClient, questions: EtcdQuestions): Promise<MetricsWindow> {
	const { windowMs, budget, runSignal } = questions;
	const place = await findMetrics(client, questions);
	const first = samplesOf(place.page);
	if (windowMs === 0) {
		place.close();
		return { url: place.url, windowMs, first };
	}
	try {
		await sleep(windowMs, runSignal);
		const signal = AbortSignal.any([runSignal, AbortSignal.timeout(budget.timeoutMs)]);
		return { url: place.url, windowMs, first, second: samplesOf(await place.again(signal)) };
	} finally {
		place.close();
	}
}

interface Place {
	readonly url: string;
	readonly page: Page;
	again(signal: AbortSignal): Promise<Page>;
	close(): void;
}

/** The client URL first; where it does not serve metrics, the places that the member's manifest names. */
async function findMetrics(client: MemberClient, { access, budget, metricsUrlsOf }: EtcdQuestions): Promise<Place> {
	const page = await readOrWhy(() => client.page('/metrics'));
	if (!(page instanceof Unanswered)) {
		const again = (signal: AbortSignal) => client.page('/metrics', signal);
		return { url: `${client.endpoint}/metrics`, page, again, close: () => undefined };
	}
	for (const url of metricsUrlsOf(client.endpoint)) {
		const context = url.startsWith('https:') ? secureContextOf(access) : undefined;
		const reader = new PageReader(new URL(url), access, context);
		const found = await readOrWhy(() => reader.get('/metrics', budget.signal));
		if (!(found instanceof Unanswered)) {
			return { url: `${url}/metrics`, page: found, again: s => reader.get('/metrics', s), close: () => reader.close() };
		}
		reader.close();
	}
	throw page;
}

/** A page of metrics, or why there is none. */
async function readOrWhy(read: () => Promise<Page>): Promise<Page | Unanswered> {
	try {
		const page = await read();
		return isMetrics(page)
			? page
			: new Unanswered('protocol', t('No metrics at the client URL (HTTP {0}).', page.status));
	} catch (error) {
		if (error instanceof Unanswered) {
			return error;
		}
		throw error;
	}
}

function isMetrics({ status, body }: Page): boolean {
	return status === 200 && body.includes('etcd_server_');
}

function samplesOf(page: Page): MetricsWindow['first'] {
	if (!isMetrics(page)) {
		throw new Unanswered('protocol', t('The metrics page answered HTTP {0}.', page.status));
	}
	return parseMetrics(page.body, readsMetric, isZeroSilent);
}
