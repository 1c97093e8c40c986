import { keyOf } from '../counters.ts';
import type { MetricsWindow, Reply, Sample } from '../facts.ts';
import { countOf, histogramsOf, quantileOf, type Histogram } from '../histogram.ts';
import { isAnswered } from '../reply.ts';
import type { WideJson } from './wide-json.ts';

const histograms = [
	'etcd_disk_wal_fsync_duration_seconds',
	'etcd_disk_backend_commit_duration_seconds',
	'etcd_server_apply_duration_seconds',
	'etcd_server_range_duration_seconds',
	'etcd_network_peer_round_trip_time_seconds',
] as const;
const gauges = ['process_resident_memory_bytes'] as const;
const percentiles = [99, 95, 90, 85, 80, 75, 50];

/** One endpoint's metrics as that tool writes them: counted since the process started, from the newest sample. */
export function metricsOf(reply: Reply<MetricsWindow>): WideJson {
	if (!isAnswered(reply)) {
		return { endpoint: reply.endpoint };
	}
	const samples = reply.answer.second ?? reply.answer.first;
	const families: Record<string, WideJson> = {};
	for (const name of histograms) {
		const series = seriesOf(name, samples);
		if (series.length > 0) {
			families[name] = { type: 'HISTOGRAM', samples: series };
		}
	}
	for (const name of gauges) {
		const values = samples.filter(sample => sample.name === name);
		if (values.length > 0) {
			families[name] = { type: 'GAUGE', samples: values.map(({ value }) => ({ metric: { value } })) };
		}
	}
	return { endpoint: reply.endpoint, epMetrics: families };
}

/** The histograms of a family, one for each set of labels, with the percentiles that the tool's readers expect. */
function seriesOf(name: string, samples: readonly Sample[]): WideJson[] {
	return histogramsOf(samples, name).map(histogram => {
		const total = (suffix: string) =>
			samples.find(sample => sample.name === name + suffix && keyOf(sample.labels) === keyOf(histogram.labels))?.value;
		return {
			labels: Object.keys(histogram.labels).length === 0 ? undefined : histogram.labels,
			metric: {
				count: total('_count'),
				sum: total('_sum'),
				// JSON has no infinity; that tool writes the word.
				buckets: histogram.buckets.map(({ bound, count }) => ({ le: Number.isFinite(bound) ? bound : 'Inf', count })),
				percentiles: percentilesOf(histogram),
			},
		};
	});
}

function percentilesOf(histogram: Histogram): WideJson {
	return countOf(histogram) === 0
		? undefined
		: percentiles.map(percentile => ({ percentile, value: quantileOf(histogram, percentile / 100)?.estimate }));
}
