import type { ConnectionTest, EndpointTest } from '../../app/test-connection.ts';
import { code, documentOf, literal } from '../../core/report/markdown-text.ts';
import { t } from '../../core/words.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import { dialsFrom } from '../host-name.ts';

/** A test of a connection as a page: each endpoint, how far it came, and which certificate was shown. */
export function connectionTestText(
	{ connection }: SavedConnection,
	{ endpoints, ownCertificate }: ConnectionTest,
	stageInWords: (stage: EndpointTest['stage']) => string,
): string {
	const shown = ({ endpoint, stage, message, advice, certificate, tookMs }: EndpointTest) => [
		`## ${code(endpoint)}`,
		`**${literal(stageInWords(stage))}** (${tookMs} ms): ${literal(message)}`,
		...(advice === undefined ? [] : [`→ ${literal(advice)}`]),
		...(certificate === undefined ? [] : [t('Certificate of the server: {0}', literal(certificate))]),
	];
	const lines = [
		`# ${t('Test of the connection {0}', literal(connection.name))}`,
		t('Asked from {0}.', literal(dialsFrom())),
		...(connection.skipVerify ? [`⚠ ${t('TLS certificates are not verified: anyone may answer.')}`] : []),
		...(ownCertificate === undefined ? [] : [t('Client certificate: {0}', literal(ownCertificate))]),
		...endpoints.flatMap(shown),
	];
	return documentOf(lines.map(line => [line]));
}
