import type {
	ApiServerHealth,
	ApiServerVersion,
	KubernetesCertificates,
	VerboseHealth,
} from '../../core/kubernetes.ts';
import { ExpectedError } from '../../core/errors.ts';
import type { Sample } from '../../core/facts.ts';
import { PermissionError } from '../../core/permission.ts';
import { plain } from '../../core/plain.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { apiServerMetricNames } from '../../schema/api-server-metrics.ts';
import { certificateOf, parsePem } from '../etcd/certificates.ts';
import { parseMetrics } from '../etcd/metrics-text.ts';
import { ApiError, type ApiAnswer, type ApiClient } from './api-client.ts';
import { apiCalls, type ApiPage } from './calls.ts';

/** What an API server tells of itself, at pages that are no objects. */
export async function healthOfApiServer(client: ApiClient, signal: AbortSignal): Promise<ApiServerHealth> {
	const [livez, readyz] = await Promise.all([
		page(client, '/livez?verbose', signal),
		page(client, '/readyz?verbose', signal),
	]);
	return { livez: verboseHealth(livez), readyz: verboseHealth(readyz) };
}

/** `[+]etcd ok` and `[-]etcd failed: reason withheld`, one a line. */
function verboseHealth({ status, text }: ApiAnswer): VerboseHealth {
	const checks = [...text.matchAll(/^\[([+-])\](\S+) ?(.*)$/gm)].map(([, sign, name = '', reason = '']) => ({
		name,
		ok: sign === '+',
		reason: plain(reason, 300),
	}));
	return { ok: status === 200, checks };
}

export async function metricsOfApiServer(client: ApiClient, signal: AbortSignal): Promise<Sample[]> {
	const { text } = await page(client, '/metrics', signal);
	const wanted = new Set(apiServerMetricNames);
	// A histogram is announced by its own name, of which its buckets are parts.
	const families = new Set(apiServerMetricNames.map(name => name.replace(/_(bucket|sum|count)$/, '')));
	return parseMetrics(text, name => wanted.has(name) || families.has(name));
}

export async function versionOfApiServer(
	client: ApiClient,
	signal: AbortSignal,
): Promise<ApiServerVersion & { readonly answer: ApiAnswer }> {
	const answer = await client.text(apiCalls.page('/version'), signal);
	const told = objectIn(answer.text);
	const gitVersion = told['gitVersion'];
	if (typeof gitVersion !== 'string') {
		throw new ExpectedError(
			t('The server at {0} does not answer as an API server of Kubernetes does.', client.server.origin),
		);
	}
	const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(gitVersion) ?? [];
	return { gitVersion: plain(gitVersion, 100), major: Number(major ?? 0), minor: Number(minor ?? 0), answer };
}

export async function certificatesOfApiServer(client: ApiClient, signal: AbortSignal): Promise<KubernetesCertificates> {
	const own = await client.clientCertificate(signal);
	const [client_] = own ? parsePem(own) : [];
	const { ca } = client.access.tls;
	return {
		server: client.server.origin,
		...(client.handshake && { handshake: client.handshake }),
		...(client_ && { client: certificateOf(client_) }),
		authorities: ca ? parsePem(ca).map(certificateOf) : [],
	};
}

/** A health page says something with any status, but for a refusal. */
async function page(client: ApiClient, path: ApiPage, signal: AbortSignal): Promise<ApiAnswer> {
	const answer = await client.anyStatus(apiCalls.page(path), signal);
	if (answer.status === 403) {
		throw new PermissionError({ verbs: ['get'], page: path.replace(/\?.*/, '') });
	}
	if (path === '/metrics' && answer.status !== 200) {
		throw new ApiError(answer.status, t('The metrics page answered HTTP {0}.', answer.status), {});
	}
	return answer;
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : {};
	} catch {
		// Not JSON: not an API server.
		return {};
	}
}
