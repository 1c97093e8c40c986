import type { ConnectionTest, EndpointTest } from '../../app/test-connection.ts';
import { t } from '../../core/words.ts';
import type { SavedConnection } from '../connection/saved-connection.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { dialsFrom } from '../host-name.ts';

/** A test of a connection as a page: each endpoint, how far it came, and which certificate was shown. */
export function connectionTestText(
	{ connection }: SavedConnection,
	{ endpoints, ownCertificate }: ConnectionTest,
	stageInWords: (stage: EndpointTest['stage']) => string,
): string {
	const shown = ({ endpoint, stage, message, advice, certificate, tookMs }: EndpointTest) => [
		`## ${escapeMarkdown(endpoint)}`,
		`**${escapeMarkdown(stageInWords(stage))}** (${tookMs} ms): ${escapeMarkdown(message)}`,
		...(advice === undefined ? [] : [`→ ${escapeMarkdown(advice)}`]),
		...(certificate === undefined ? [] : [t('Certificate of the server: {0}', escapeMarkdown(certificate))]),
	];
	const lines = [
		`# ${t('Test of the connection {0}', escapeMarkdown(connection.name))}`,
		t('Asked from {0}.', escapeMarkdown(dialsFrom())),
		...(connection.skipVerify ? [`⚠ ${t('TLS certificates are not verified: anyone may answer.')}`] : []),
		...(ownCertificate === undefined ? [] : [t('Client certificate: {0}', escapeMarkdown(ownCertificate))]),
		...endpoints.flatMap(shown),
	];
	return `${lines.join('\n\n')}\n`;
}
